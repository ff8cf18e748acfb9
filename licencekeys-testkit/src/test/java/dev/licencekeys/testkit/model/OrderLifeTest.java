package dev.licencekeys.testkit.model;

import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class OrderLifeTest {
    @Test
    void everyLifeIsAsTheModelSays() {
        Long given = Long.getLong("licencekeys.seed");
        long seed = given != null ? given : ThreadLocalRandom.current().nextLong(1_000_000_000L);
        OrderLife.check(InMemoryLicenceKeyStore::new, seed, 500);
    }
}
