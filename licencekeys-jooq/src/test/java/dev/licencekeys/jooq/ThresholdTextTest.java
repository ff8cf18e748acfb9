package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ThresholdTextTest {
    private static final int ROUNDS = 2_000;

    private static ThresholdLevel level(Random random) {
        return random.nextBoolean()
                ? ThresholdLevel.percent(1 + random.nextInt(100))
                : ThresholdLevel.keysLeft(1 + random.nextLong(Long.MAX_VALUE));
    }

    @Test
    void comesBackAsItWas() {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            List<ThresholdLevel> levels = new ArrayList<>();
            List<Alert> alerts = new ArrayList<>();
            for (int j = 0; j <= random.nextInt(ThresholdPolicy.MAX_LEVELS); j++) {
                levels.add(level(random));
                alerts.add(new Alert(Optional.of(level(random)), random.nextLong(Long.MAX_VALUE)));
            }
            alerts.add(new Alert(Optional.empty(), random.nextLong(Long.MAX_VALUE)));
            ThresholdPolicy policy = new ThresholdPolicy(levels, random.nextBoolean());
            String text = ThresholdText.of(policy);
            // As wide as the columns.
            assertThat(text).as("-Dlicencekeys.seed=%s", seed).hasSizeLessThanOrEqualTo(200);
            assertThat(ThresholdText.policy(text))
                    .as("-Dlicencekeys.seed=%s: %s", seed, text)
                    .isEqualTo(policy);
            assertThat(ThresholdText.of(alerts))
                    .as("-Dlicencekeys.seed=%s", seed)
                    .hasSizeLessThanOrEqualTo(500);
            assertThat(ThresholdText.alerts(ThresholdText.of(alerts)))
                    .as("-Dlicencekeys.seed=%s: %s", seed, alerts)
                    .isEqualTo(alerts);
        }
    }

    /** What is on record already must be read by every later version. */
    @Test
    void looksLikeThis() {
        ThresholdPolicy policy = ThresholdPolicy.atPercent(80, 95).and(ThresholdLevel.keysLeft(5));
        assertThat(ThresholdText.of(policy)).isEqualTo("80%,95%,5");
        assertThat(ThresholdText.of(policy.off())).isEqualTo("off 80%,95%,5");
        assertThat(ThresholdText.of(List.of(
                        new Alert(Optional.of(ThresholdLevel.percent(80)), 801), new Alert(Optional.empty(), 1_000))))
                .isEqualTo("801:80%,1000:");
        assertThat(ThresholdText.alerts("")).isEmpty();
    }
}
