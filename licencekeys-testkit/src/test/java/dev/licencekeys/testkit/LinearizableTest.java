package dev.licencekeys.testkit;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever several threads do at once is answered as if they had come one after the other. */
class LinearizableTest {
    /** Three keys, and orders for one to three of them. A failure shows what each thread called and was told. */
    @Param(name = "order", gen = IntGen.class, conf = "1:3")
    public static final class Shop {
        private final LicenceKeys keys = LicenceKeys.builder(new InMemoryLicenceKeyStore(), KeyProtection.plaintext())
                .clock(new SettableTime())
                .build();

        /** A shop to which nobody came yet. */
        public Shop() {
            keys.stock().upload("a", Stream.of("k1", "k2", "k3"));
            keys.products().set("p", AssignmentMethod.specificTag("a"));
        }

        /** By itself: callers who share a transaction are another test's. */
        @Operation
        public String fulfil(@Param(name = "order") int order) {
            return keys
                    .fulfilAll(List.of(Order.of("order-" + order, OrderLine.of("1", "p", order))))
                    .get(0)
                    .orElseThrow()
                    .keys()
                    .stream()
                    .map(key -> key.key().reveal() + (key.isNew() ? " new" : ""))
                    .collect(Collectors.joining(", "));
        }

        @Operation
        public List<String> refund(@Param(name = "order") int order) {
            Refund refund = Refund.of("refund", "order-" + order, "1", 1).with(RefundPolicy.RETURN_UNREVEALED);
            // Not which keys: their ids differ from run to run.
            return keys.refund(refund).lines().stream()
                    .map(line -> (line.isNew() ? "new" : "known") + ", returned "
                            + line.returned().size() + ", keys " + line.keys() + ", waiting " + line.waiting())
                    .toList();
        }

        @Operation
        public long available() {
            return keys.stock().pool(Pool.tagged("a")).available();
        }
    }

    @Test
    void everyHistoryHasAnOrder() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(Shop.class);
    }
}
