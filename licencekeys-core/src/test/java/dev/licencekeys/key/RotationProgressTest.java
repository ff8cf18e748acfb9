package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a shop is told on the way from one secret to another. */
class RotationProgressTest {
    @Test
    void speedIsThatOfAllPasses() {
        assertThat(after(3_000, Duration.ofSeconds(2)).resealedPerSecond()).isEqualTo(1_500);
        assertThat(after(30, Duration.ofMillis(1_500)).resealedPerSecond()).isEqualTo(20);
        assertThat(after(1, Duration.ofSeconds(2)).resealedPerSecond()).isZero();
    }

    @Test
    void thereIsNoSpeedAtTheBeginning() {
        assertThat(after(0, Duration.ZERO).resealedPerSecond()).isZero();
        // A clock may stand still.
        assertThat(after(5, Duration.ZERO).resealedPerSecond()).isZero();
        assertThat(after(5, Duration.ofNanos(1)).resealedPerSecond()).isEqualTo(5_000);
    }

    @Test
    void isSettledWhenNoOtherSecretIsNeeded() {
        assertThat(new ProtectionStatus(Set.of(), 0).isSettled()).isTrue();
        assertThat(new ProtectionStatus(Set.of("k1"), 0).isSettled()).isFalse();
    }

    private static RotationProgress after(long resealed, Duration elapsed) {
        return new RotationProgress(2, 10, 10, resealed, elapsed);
    }
}
