package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.pool.PoolStock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics of a host that fail. */
class SafeMetricsTest {
    private static final String CANARY = "CANARY-5YJ3-77QX";

    private final LogLines log = new LogLines();

    private final Metrics safe = new SafeMetrics(
            new Metrics() {
                @Override
                public void orderAnswered(String shop, OrderOutcome outcome, int newKeys, int waiting) {
                    throw new IllegalStateException(CANARY);
                }

                @Override
                public void ordersServed(String shop, int orders, Duration duration) {
                    throw new NoClassDefFoundError(CANARY);
                }

                @Override
                public void transactionRetried(String shop, int retries) {
                    throw new IllegalStateException(CANARY);
                }

                @Override
                public void callWasBusy(String shop) {
                    throw new IllegalStateException(CANARY);
                }

                @Override
                public void stockRead(String shop, List<PoolStock> pools) {
                    throw new UnsupportedOperationException(CANARY);
                }
            },
            log);

    @Test
    void failuresReachNobodyButTheLogOncePerType() {
        for (int i = 0; i < 2; i++) {
            safe.orderAnswered("shop", OrderOutcome.FULFILLED, 1, 0);
            safe.ordersServed("shop", 1, Duration.ZERO);
            safe.transactionRetried("shop", 1);
            safe.callWasBusy("shop");
            safe.stockRead("shop", List.of());
        }
        String rest = "; orders go on, and later failures of this type are not logged";
        assertThat(log.lines())
                .containsExactly(
                        "WARN the metrics failed with java.lang.IllegalStateException" + rest,
                        "WARN the metrics failed with java.lang.NoClassDefFoundError" + rest,
                        "WARN the metrics failed with java.lang.UnsupportedOperationException" + rest);
    }

    @Test
    void factsAreHandedOn() {
        Told told = new Told();
        Metrics fine = new SafeMetrics(told, log);
        fine.orderAnswered("shop", OrderOutcome.WAITING, 1, 2);
        fine.ordersServed("shop", 3, Duration.ZERO);
        fine.transactionRetried("shop", 4);
        fine.callWasBusy("shop");
        fine.stockRead("shop", List.of());
        assertThat(told.facts())
                .containsExactly(
                        "shop: WAITING, 1 new, 2 wait",
                        "shop: 3 served",
                        "shop: 4 retries",
                        "shop: busy",
                        "shop: 0 pools");
        assertThat(log.lines()).isEmpty();
    }
}
