package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void resultsComeInTheOrderOfTheTasks() throws InterruptedException {
        Race<Integer> race = new Race<>();
        IntStream.range(0, 20).forEach(i -> race.with(() -> i));
        assertThat(race.run()).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    /** Each task waits for all others, which would not end if they ran one after the other. */
    @Test
    void tasksRunTogether() throws InterruptedException {
        CountDownLatch everybody = new CountDownLatch(4);
        List<Boolean> met = new Race<Boolean>()
                .with(4, () -> {
                    everybody.countDown();
                    return everybody.await(10, TimeUnit.SECONDS);
                })
                .run();
        assertThat(met).hasSize(4).doesNotContain(false);
    }

    @Test
    void everyFailureIsNamed() {
        Race<Integer> race = new Race<Integer>()
                .with(() -> 1)
                .with(() -> {
                    throw new IllegalStateException("first");
                })
                .with(() -> {
                    throw new AssertionError("second");
                });
        assertThatThrownBy(race::run)
                .isInstanceOf(AssertionError.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly(
                                "race-2 failed: java.lang.IllegalStateException: first",
                                "race-3 failed: java.lang.AssertionError: second"));
    }
}
