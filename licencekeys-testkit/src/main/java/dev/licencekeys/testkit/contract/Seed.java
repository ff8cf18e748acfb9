package dev.licencekeys.testkit.contract;

import java.util.concurrent.ThreadLocalRandom;

/** Where the random choices of a run come from. */
final class Seed {
    /** The system property that sets the seed. */
    static final String PROPERTY = "licencekeys.seed";

    private Seed() {}

    /** The seed of the system property, or a new one. */
    static long choose() {
        Long given = Long.getLong(PROPERTY);
        return given != null ? given : ThreadLocalRandom.current().nextLong(1_000_000_000L);
    }
}
