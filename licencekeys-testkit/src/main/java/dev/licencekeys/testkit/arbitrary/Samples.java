package dev.licencekeys.testkit.arbitrary;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Draws values where no property of jqwik does, for example in a test of JUnit's. Safe for use by several threads. */
public final class Samples {
    /** Decides how far from the plainest value jqwik goes; its own properties say as many tries. */
    private static final int SIZE = 1_000;

    private Samples() {}

    /**
     * Draws so many values.
     *
     * @param random decides all choices: the same seed draws the same values
     * @param count how many, from 0
     */
    public static <T> List<T> of(Arbitrary<T> arbitrary, Random random, int count) {
        List<T> drawn = new ArrayList<>();
        Runnable draw = () -> {
            RandomGenerator<T> generator = arbitrary.generator(SIZE);
            for (int i = 0; i < count; i++) {
                drawn.add(generator.next(random).value());
            }
        };
        // Within a property there is a session already.
        if (JqwikSession.isActive()) {
            draw.run();
        } else {
            JqwikSession.run(draw::run);
        }
        return drawn;
    }

    /** Draws one value. */
    public static <T> T one(Arbitrary<T> arbitrary, Random random) {
        return of(arbitrary, random, 1).get(0);
    }
}
