package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A store may do with the result of a transaction what it likes, since that is never null. */
class NullsTest {
    /** Refuses null, as a store does that keeps results in an {@code Optional}. */
    private record Strict(LicenceKeyStore right) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> Objects.requireNonNull(work.apply(tx), "the result of a transaction"));
        }
    }

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final SettableTime time = new SettableTime(Instant.parse("2026-06-01T12:00:00Z"));

    private LicenceKeys keys(LicenceKeyStore on) {
        return LicenceKeys.builder(on, KeyProtection.plaintext()).clock(time).build();
    }

    @Test
    void noWorkReturnsNull() {
        LicenceKeys keys = keys(new Strict(store));
        keys.protection().verify();
        keys.stock().createPool("a");
        keys.stock().ignoreCase(Pool.tagged("a"));
        keys.stock().ignoreCase(Pool.tagged("a"));
        keys.products().set("p", AssignmentMethod.specificTag("a"));
        assertThat(keys.stock().warnByDefault(ThresholdPolicy.atPercent(50))).isEmpty();
        keys.stock().upload("a", Stream.of("one", "two"));
        // An order that passes the alert where somebody else holds the pool leaves it to whoever looks after the shop.
        LicenceKeyStore held = new SpoiltTransactions.SpoiltStore(store, tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
                return Map.of();
            }
        });
        keys(held).fulfil(Order.of("1", OrderLine.of("1", "p", 2)));
        time.advance(Duration.ofDays(1));
        try (EventDelivery delivery = keys.delivery().to("nobody", event -> {}).build()) {
            assertThat(delivery.deliver().delivered())
                    .as("the import, and what was reached")
                    .isEqualTo(3);
        }
    }
}
