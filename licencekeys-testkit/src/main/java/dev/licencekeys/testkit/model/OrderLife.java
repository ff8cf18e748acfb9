package dev.licencekeys.testkit.model;

import dev.licencekeys.testkit.StoreFixture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Leads shops through random lives of up to forty steps: uploads and settings, orders, repeats, refunds, what support and
 * merchants do by hand, with right and with senseless arguments. After every step the answer and all that the shop shows
 * is what a plain model says.
 */
public final class OrderLife {
    private static final int MAX_STEPS = 40;

    /** A shorter life that is wrong, too, is looked for so often at most. */
    private static final int SHRINKS = 500;

    private OrderLife() {}

    /**
     * Leads so many lives, each in a shop of its own.
     *
     * @param fixture how to get the store
     * @param seed decides all random choices
     * @param tries how many lives, at least 1
     * @throws AssertionError if a shop is not as the model says; the message has the seed, and the shortest life found that
     *     shows it
     */
    public static void check(StoreFixture fixture, long seed, int tries) {
        JqwikSession.run(() -> {
            RandomGenerator<List<Step>> lives = Lives.upTo(MAX_STEPS).generator(1_000);
            SplittableRandom seeds = new SplittableRandom(seed);
            for (int i = 1; i <= tries; i++) {
                Shrinkable<List<Step>> life = lives.next(new Random(seeds.nextLong()));
                Optional<Failure> failure = live(fixture, life.value());
                if (failure.isPresent()) {
                    throw error("life " + i + " of seed " + seed, shortest(fixture, life, failure.get()));
                }
            }
        });
    }

    /**
     * What went wrong.
     *
     * @param steps up to the one that was wrong
     */
    private record Failure(List<Step> steps, Throwable cause) {}

    private static Optional<Failure> live(StoreFixture fixture, List<Step> steps) {
        List<Step> done = new ArrayList<>();
        try {
            Life life = new Life(fixture.store());
            Lives.BEGINNING.forEach(step -> step.run(life));
            for (Step step : steps) {
                done.add(step);
                step.run(life);
                Comparison.afterStep(life);
            }
            Comparison.atTheEnd(life);
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Failure(done, e));
        }
    }

    private static Failure shortest(StoreFixture fixture, Shrinkable<List<Step>> life, Failure failure) {
        Shrinkable<List<Step>> shortest = life;
        Failure found = failure;
        int left = SHRINKS;
        Iterator<Shrinkable<List<Step>>> shorter = shortest.shrink().iterator();
        while (left-- > 0 && shorter.hasNext()) {
            Shrinkable<List<Step>> next = shorter.next();
            Optional<Failure> fails = live(fixture, next.value());
            if (fails.isPresent()) {
                shortest = next;
                found = fails.get();
                shorter = shortest.shrink().iterator();
            }
        }
        return withoutUseless(fixture, found);
    }

    /** Leaves out, one after the other, the steps without which it goes wrong as well. */
    private static Failure withoutUseless(StoreFixture fixture, Failure failure) {
        Failure found = failure;
        for (int i = failure.steps().size() - 2; i >= 0; i--) {
            List<Step> fewer = new ArrayList<>(found.steps());
            fewer.remove(Math.min(i, fewer.size() - 1));
            found = live(fixture, fewer).orElse(found);
        }
        return found;
    }

    private static AssertionError error(String which, Failure failure) {
        StringBuilder text = new StringBuilder(which).append(" goes wrong with its last step:");
        Lives.BEGINNING.forEach(step -> text.append("\n  ").append(step));
        failure.steps().forEach(step -> text.append("\n  ").append(step));
        return new AssertionError(text.append('\n').append(failure.cause()).toString(), failure.cause());
    }
}
