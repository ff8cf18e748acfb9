package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the value of a key may not be seen. */
final class Secrecy {
    static final List<Contract> CONTRACTS = List.of(
            contract("no answer shows a key unless it is revealed", Secrecy::answers),
            contract("no upload report shows a key", Secrecy::reports),
            contract("no refusal shows a key", Secrecy::refusals),
            contract("no row of the store shows a key", Secrecy::rows),
            contract("no failure of the store shows a key", Secrecy::failures));

    private Secrecy() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("secrecy", name, Promise.NOTHING_LEAKS, body);
    }

    /** A value that can't be there by chance; its end, which may be shown, is the same for all. */
    private static String canary(TestShop shop) {
        return "CANARY-" + Long.toHexString(shop.random().nextLong() | Long.MIN_VALUE) + "-END";
    }

    private static void requireHidden(String what, @Nullable Object shown, String canary) {
        String secret = canary.substring(0, canary.length() - "-END".length());
        assertThat(String.valueOf(shown)).as(what).doesNotContain(secret).doesNotContain(canary.substring(7, 15));
    }

    private static void answers(TestShop shop) {
        String canary = canary(shop);
        shop.keys().stock().upload("p", Stream.of(canary));
        shop.sells("p", "p");
        Fulfilment answer = shop.order("1", "p", 2);
        assertThat(TestShop.values(answer)).containsExactly(canary);
        for (Fulfilment each : List.of(answer, shop.order("1", "p", 2))) {
            requireHidden("a fulfilment", each, canary);
            requireHidden("a line", each.line("1"), canary);
            AssignedKey key = each.keys().get(0);
            requireHidden("an assigned key", key, canary);
            requireHidden("a key", key.key(), canary);
            requireHidden("a key's id", key.id(), canary);
        }
        assertThat(LicenceKey.of(canary)).hasToString("****-END");
    }

    private static void reports(TestShop shop) {
        String canary = canary(shop);
        shop.sells("p", "p");
        shop.order("1", "p", 1);
        requireHidden("the report of an upload", upload(shop, canary, canary + "\0" + canary, " "), canary);
        requireHidden("the report of duplicates", upload(shop, canary, " " + canary), canary);
        requireHidden("figures", shop.keys().stock().pools(), canary);
    }

    private static Object upload(TestShop shop, String... keys) {
        return shop.keys().stock().upload("p", Stream.of(keys));
    }

    private static void refusals(TestShop shop) {
        String canary = canary(shop);
        upload(shop, canary);
        shop.sells("p", "p");
        shop.sells("q", "q");
        shop.order("1", "p", 1);
        requireHidden("a conflict", traceOf(() -> shop.order("1", "q", 1)), canary);
        requireHidden("a quantity", traceOf(() -> shop.order("1", "p", 9_999)), canary);
        requireHidden(
                "an unwound shortage", traceOf(() -> shop.order("2", "p", 1).requireComplete()), canary);
        requireHidden(
                "a refused order of several",
                shop.keys().fulfilAll(List.of(Order.of("1", OrderLine.of("1", "q", 1)))),
                canary);
    }

    /** Everything that a log would show of the exception. */
    private static String traceOf(Runnable call) {
        Throwable thrown = catchThrowable(call::run);
        assertThat(thrown).as("an exception").isNotNull();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static void rows(TestShop shop) {
        String canary = canary(shop);
        upload(shop, canary, canary + "-2");
        shop.sells("p", "p");
        shop.order("1", "p", 1);
        shop.store().transact(tx -> {
            requireHidden("an opened order", tx.open(shop.id(), Set.of("1"), Set.of(ProductRef.of("p"))), canary);
            requireHidden("a line", tx.lockLines(shop.id(), Set.of(new LineRef("1", "1"))), canary);
            requireHidden("a stock row", claim(tx, shop), canary);
            requireHidden("a transaction", tx, canary);
            return canary;
        });
        requireHidden("a store", shop.store(), canary);
    }

    private static StockRow claim(StoreTransaction tx, TestShop shop) {
        long pool = tx.lockPools(shop.id(), Set.of(Pool.tagged("p")))
                .values()
                .iterator()
                .next()
                .id();
        Map<Long, List<StockRow>> claimed = tx.claim(shop.id(), Map.of(pool, 1), Map.of());
        return claimed.getOrDefault(pool, List.of()).get(0);
    }

    /** A key that is given twice is refused by every store, and that is when databases like to quote rows. */
    private static void failures(TestShop shop) {
        String canary = canary(shop);
        upload(shop, canary, canary + "-2");
        shop.sells("p", "p");
        shop.rolledBackWork(tx -> {
            StockRow row = claim(tx, shop);
            tx.record(shop.id(), giving(row, "1"));
            // Caught within the transaction, since a store may well try again what another could have caused.
            String trace = traceOf(() -> tx.record(shop.id(), giving(row, "2")));
            requireHidden("a key given twice", trace, canary);
        });
        assertThat(shop.available("p")).as("keys left").isEqualTo(2);
    }

    private static Recording giving(StockRow row, String order) {
        LineRef line = new LineRef(order, "1");
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        LineTerms terms = new LineTerms(ProductRef.of("p"), "", 1, ShortagePolicy.PARTIAL, false);
        return new Recording(
                List.of(new Recording.NewLine(line, Optional.of(terms), new LineCounts(1, 0, 0, 0), Set.of(), now)),
                List.of(),
                List.of(),
                List.of(new Recording.Assignment(row.key(), line, 1, row.poolId(), now)),
                List.of(row));
    }
}
