package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettableTimeTest {
    private final SettableTime time = new SettableTime();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(time.instant()).isEqualTo(SettableTime.START);
        assertThat(time.instant()).isEqualTo(SettableTime.START);
        assertThat(time.advance(Duration.ofHours(1))).isEqualTo(Instant.parse("2026-06-01T13:00:00Z"));
        assertThat(time.advance(Duration.ZERO)).isEqualTo(time.instant());
        assertThat(time).hasToString("2026-06-01T13:00:00Z");
        time.set(Instant.EPOCH);
        assertThat(time.instant()).isEqualTo(Instant.EPOCH);
        assertThat(new SettableTime(Instant.MAX).instant()).isEqualTo(Instant.MAX);
    }

    @Test
    void advancesForwardsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> time.advance(Duration.ofNanos(-1)))
                .withMessageContaining("set(Instant)");
        assertThat(time.instant()).isEqualTo(SettableTime.START);
    }

    @Test
    void losesNoMoveOfSeveralThreads() throws Exception {
        int threads = 4;
        int moves = 100_000;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<Instant>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tasks.add(new FutureTask<>(() -> {
                start.await(60, TimeUnit.SECONDS);
                for (int move = 0; move < moves; move++) {
                    time.advance(Duration.ofSeconds(1));
                }
                return time.instant();
            }));
        }
        tasks.forEach(task -> new Thread(task).start());
        for (FutureTask<Instant> task : tasks) {
            task.get(60, TimeUnit.SECONDS);
        }
        assertThat(time.instant()).isEqualTo(SettableTime.START.plusSeconds((long) threads * moves));
    }
}
