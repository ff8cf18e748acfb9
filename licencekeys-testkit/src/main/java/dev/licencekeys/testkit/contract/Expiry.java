package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.Protections.NOW;
import static dev.licencekeys.testkit.contract.Protections.OLD;
import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys that expire, and that nobody is given from then on. */
final class Expiry {
    static final List<Contract> CONTRACTS = List.of(
            contract("when a key expires is told with it, for good", Expiry::told),
            contract("an import rejects keys that have expired", Expiry::imported),
            contract("expired keys in front of others are passed over, and leave the stock", Expiry::passedOver),
            contract("a pool of expired keys is short, and the next upload serves who waits", Expiry::allExpired),
            contract("expired keys send an order to the next pool", Expiry::overflow),
            contract("ALL_OR_NOTHING and REJECT don't count expired keys", Expiry::policies),
            contract("a line keeps a key that expired since, and gets others beside it", Expiry::kept),
            contract("expired keys don't fill the lines that wait, wherever they come from", Expiry::waiting),
            contract("the warning comes at the right key of those that are left", Expiry::threshold),
            contract("a pool that expiry brings past its threshold warns", Expiry::thresholdPassed),
            contract("a thousand expired keys among others cost an order nothing but time", Expiry::many),
            contract("what a rolled back order retired lies in stock again", Expiry::rolledBack),
            contract("orders at once are given every key that has not expired, and no other", Expiry::atOnce),
            contract("expired keys are retired without an order", Expiry::retired));

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(12));
    private static final Instant LATER = END.plus(Duration.ofHours(12));

    private Expiry() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("expiry", name, Promise.HONEST_STOCK, body);
    }

    /** So many keys of a name, numbered. */
    private static List<String> keys(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
    }

    /** Uploads keys that expire at {@link #END}, and moves the clock to a time before it. */
    private static void expiring(TestShop shop, String tag, List<String> keys) {
        shop.clock().set(START);
        assertThat(upload(shop, tag, keys, END).added()).isEqualTo(keys.size());
    }

    private static ImportReport upload(TestShop shop, String tag, List<String> keys, Instant end) {
        KeySupply supply = intake -> {
            for (int i = 0; i < keys.size(); i++) {
                intake.accept(new KeySupply.Entry(i + 1L, keys.get(i), "", "", Optional.of(end)));
            }
        };
        return shop.keys().stock().importKeys(supply, ImportOptions.into(tag));
    }

    private static void lasting(TestShop shop, String tag, List<String> keys) {
        assertThat(shop.keys().stock().upload(tag, keys.stream()).added()).isEqualTo(keys.size());
    }

    private static void expire(TestShop shop) {
        shop.clock().set(LATER);
    }

    private static void requireStock(TestShop shop, String tag, long total, long available) {
        PoolStock stock = shop.pool(tag);
        assertThat(stock.total()).as("total of %s", tag).isEqualTo(total);
        assertThat(stock.available()).as("available in %s", tag).isEqualTo(available);
    }

    private static void told(TestShop shop) {
        LicenceKeys old = shop.under(OLD);
        shop.clock().set(START);
        List<Instant> ends = Stream.of(
                        "2026-10-25T00:30:00.123456789Z",
                        "2038-01-19T03:14:08.000002Z",
                        "9999-12-31T23:59:59.999999Z",
                        "+12000-01-01T00:00:00Z")
                .map(Instant::parse)
                .toList();
        KeySupply supply = intake -> {
            intake.accept(new KeySupply.Entry(1, "lasting", "", ""));
            for (Instant end : ends) {
                intake.accept(new KeySupply.Entry(2, "until-" + end, "", "", Optional.of(end)));
            }
        };
        assertThat(old.stock().importKeys(supply, ImportOptions.into("a")).added())
                .isEqualTo(5);
        old.stock()
                .importKeys(
                        KeySupply.of(Stream.of("until-" + ends.get(0), "lasting")),
                        ImportOptions.into("b").onDuplicate(DuplicatePolicy.MOVE));
        LicenceKeys changing = shop.under(NOW.alsoReading(OLD));
        changing.products().set("p", AssignmentMethod.specificTag("b").thenTag("a"));
        Order first = Order.of("1", OrderLine.of("1", "p", 3));
        List<Instant> told = new ArrayList<>(List.of(Instant.parse("2026-10-25T00:30:00.123456Z"), ends.get(1)));
        requireEnds(changing.fulfil(first), told);
        assertThat(changing.protection().rotate().isComplete()).isTrue();
        LicenceKeys now = shop.under(NOW);
        requireEnds(now.fulfil(first), told);
        told.addAll(List.of(ends.get(2), ends.get(2)));
        requireEnds(now.fulfil(Order.of("1", OrderLine.of("1", "p", 5))), told);
        requireEnds(shop.under(NOW).fulfil(Order.of("1", OrderLine.of("1", "p", 5))), told);
    }

    /** All but one of an order's keys expire, in this order. */
    private static void requireEnds(Fulfilment answer, List<Instant> ends) {
        assertThat(answer.keys().stream().map(AssignedKey::expiresAt).flatMap(Optional::stream))
                .as("when keys expire")
                .isEqualTo(ends);
        assertThat(answer.keys()).as("keys").hasSize(ends.size() + 1);
    }

    private static void imported(TestShop shop) {
        shop.clock().set(LATER);
        KeySupply supply = intake -> {
            intake.accept(new KeySupply.Entry(1, "new-1", "", "", Optional.of(LATER.plusSeconds(3_600))));
            intake.accept(new KeySupply.Entry(2, "old-1", "", "", Optional.of(END)));
            intake.accept(new KeySupply.Entry(3, "new-2", "", ""));
            intake.accept(new KeySupply.Entry(4, "old-2", "", "", Optional.of(Instant.MIN)));
        };
        ImportReport report = shop.importKeys(supply, ImportOptions.into("a"));
        assertThat(report.added()).as("added").isEqualTo(2);
        assertThat(report.findings())
                .containsExactly(
                        new Finding(2, Kind.REJECTED, "has expired already"),
                        new Finding(4, Kind.REJECTED, "has expired already"));
        assertThat(shop.sellOut("a")).containsExactly("new-1", "new-2");
    }

    private static void passedOver(TestShop shop) {
        expiring(shop, "a", keys("old", 3));
        lasting(shop, "a", keys("new", 2));
        upload(shop, "a", keys("late", 2), END);
        lasting(shop, "a", keys("newer", 2));
        shop.sellsFrom("p", "a");
        expire(shop);
        assertThat(values(shop.order("1", "p", 1))).containsExactly("new-1");
        assertThat(values(shop.order("2", "p", 2))).containsExactly("new-2", "newer-1");
        requireStock(shop, "a", 4, 1);
        assertThat(shop.pool("a").used()).as("given").isEqualTo(3);
        assertThat(shop.keys().stock().upload("b", Stream.of("old-1", "late-2")).duplicateUsed())
                .as("retired keys that come again")
                .isEqualTo(2);
    }

    private static void allExpired(TestShop shop) {
        expiring(shop, "a", keys("old", 3));
        shop.sellsFrom("p", "a");
        expire(shop);
        Fulfilment answer = shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 2)));
        assertThat(answer.waiting()).isEqualTo(2);
        requireStock(shop, "a", 0, 0);
        assertThat(shop.order("2", "p", 1).waiting()).isEqualTo(1);
        ImportReport report = shop.keys().stock().upload("a", keys("new", 4).stream());
        assertThat(report.filled()).extracting(FilledLine::orderId).containsExactly("1", "2");
        assertThat(values(shop.order("1", "p", 2))).containsExactly("new-1", "new-2");
        assertThat(values(shop.order("2", "p", 1))).containsExactly("new-3");
        requireStock(shop, "a", 4, 1);
    }

    private static void overflow(TestShop shop) {
        expiring(shop, "a", keys("old-a", 3));
        lasting(shop, "a", keys("new-a", 1));
        upload(shop, "b", keys("old-b", 1), END);
        lasting(shop, "b", keys("new-b", 2));
        lasting(shop, "c", keys("new-c", 2));
        shop.keys()
                .products()
                .set("p", AssignmentMethod.specificTag("a").thenTag("b").thenTag("c"));
        shop.sellsFrom("q", "b");
        expire(shop);
        Fulfilment answer = shop.keys().fulfil(Order.of("1", OrderLine.of("1", "p", 2), OrderLine.of("2", "q", 1)));
        assertThat(values(answer)).containsExactly("new-a-1", "new-b-1", "new-b-2");
        assertThat(values(shop.order("2", "p", 3))).containsExactly("new-c-1", "new-c-2");
        requireStock(shop, "a", 1, 0);
        requireStock(shop, "b", 2, 0);
    }

    private static void policies(TestShop shop) {
        expiring(shop, "a", keys("old", 3));
        lasting(shop, "a", keys("new", 2));
        shop.sells("whole", AssignmentMethod.specificTag("a"), ShortagePolicy.ALL_OR_NOTHING);
        shop.sells("none", AssignmentMethod.specificTag("a"), ShortagePolicy.REJECT);
        expire(shop);
        assertThat(shop.order("1", "none", 3).line("1").status()).isEqualTo(Status.REJECTED);
        assertThat(shop.available("a")).as("keys left after a rejection").isEqualTo(2);
        Fulfilment waits = shop.order("2", "whole", 3);
        assertThat(waits.keys()).isEmpty();
        assertThat(waits.waiting()).isEqualTo(3);
        assertThat(values(shop.order("3", "none", 2))).containsExactly("new-1", "new-2");
    }

    private static void kept(TestShop shop) {
        expiring(shop, "a", keys("old", 3));
        lasting(shop, "a", keys("new", 1));
        shop.sellsFrom("p", "a");
        assertThat(values(shop.order("1", "p", 1))).containsExactly("old-1");
        expire(shop);
        Fulfilment again = shop.order("1", "p", 1);
        assertThat(values(again)).containsExactly("old-1");
        assertThat(again.keys()).extracting(AssignedKey::expiresAt).containsExactly(Optional.of(END));
        assertThat(values(shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 3)))))
                .containsExactly("old-1", "new-1");
        requireStock(shop, "a", 2, 0);
    }

    private static void waiting(TestShop shop) {
        shop.sells("p", "a");
        shop.order("1", "p", 2);
        expiring(shop, "b", keys("old", 3));
        lasting(shop, "b", keys("new", 1));
        expire(shop);
        List<String> all = List.of("old-1", "new-1", "old-3", "old-2");
        ImportReport report = shop.importKeys(
                KeySupply.of(all.stream()), ImportOptions.into("a").onDuplicate(DuplicatePolicy.MOVE));
        assertThat(report.moved()).as("moved").isEqualTo(4);
        assertThat(report.filled()).extracting(FilledLine::keys).containsExactly(1);
        assertThat(values(shop.order("1", "p", 2))).containsExactly("new-1");
        requireStock(shop, "a", 1, 0);
        requireStock(shop, "b", 0, 0);
        assertThat(shop.keys().stock().fillWaiting()).isEmpty();
    }

    /** Of twenty keys the warning is due with four left, and of the ten that have not expired with two. */
    private static void threshold(TestShop shop) {
        expiring(shop, "a", keys("old", 10));
        lasting(shop, "a", keys("new", 10));
        shop.sellsFrom("p", "a");
        expire(shop);
        for (int key = 1; key <= 10; key++) {
            Fulfilment answer = shop.order("order-" + key, "p", 1);
            assertThat(answer.warnings()).as("warnings with key %d of 10", key).hasSize(key == 8 ? 1 : 0);
            answer.warnings().forEach(warning -> {
                assertThat(warning.total()).as("total").isEqualTo(10);
                assertThat(warning.available()).as("available").isEqualTo(2);
            });
        }
    }

    /** Seven of eleven are 63 %, and of the eight that have not expired 87 %. */
    private static void thresholdPassed(TestShop shop) {
        shop.clock().set(START);
        lasting(shop, "a", keys("new", 7));
        upload(shop, "a", keys("old", 3), END);
        lasting(shop, "a", keys("newer", 1));
        shop.sellsFrom("p", "a");
        assertThat(shop.order("1", "p", 7).warnings()).isEmpty();
        expire(shop);
        assertThat(shop.keys().stock().retireExpired()).isEqualTo(3);
        assertThat(shop.pool("a").usagePercent()).isEqualTo(87);
        assertThat(shop.eventsButImports())
                .filteredOn(ThresholdReached.class::isInstance)
                .as("warnings on record")
                .hasSize(1);
        assertThat(shop.order("2", "p", 1).warnings())
                .as("warnings of an order")
                .isEmpty();
    }

    private static void many(TestShop shop) {
        expiring(shop, "a", keys("old", 1_200));
        lasting(shop, "a", keys("new", 400));
        upload(shop, "a", keys("late", 20), END);
        lasting(shop, "a", keys("newer", 700));
        shop.sellsFrom("p", "a");
        expire(shop);
        assertThat(values(shop.order("1", "p", 1))).containsExactly("new-1");
        List<String> rest = values(shop.order("2", "p", 500));
        assertThat(rest.subList(0, 399)).isEqualTo(keys("new", 400).subList(1, 400));
        assertThat(rest.subList(399, 500)).isEqualTo(keys("newer", 700).subList(0, 101));
        requireStock(shop, "a", 1_100, 599);
    }

    private static void rolledBack(TestShop shop) {
        expiring(shop, "a", keys("old", 400));
        lasting(shop, "a", keys("new", 400));
        shop.sellsFrom("p", "a");
        expire(shop);
        Order order = Order.of("1", OrderLine.of("1", "p", 1));
        shop.rolledBack(keys -> assertThat(values(keys.fulfil(order))).containsExactly("new-1"));
        requireStock(shop, "a", 800, 800);
        assertThat(values(shop.<Fulfilment>inTransaction(keys -> keys.fulfil(order))))
                .containsExactly("new-1");
        requireStock(shop, "a", 400, 399);
    }

    private static void atOnce(TestShop shop) throws InterruptedException {
        shop.clock().set(START);
        List<String> lasting = new ArrayList<>();
        for (int part = 0; part < 30; part++) {
            upload(shop, "a", keys("old-" + part, 10), END);
            List<String> more = keys("new-" + part, 15);
            lasting(shop, "a", more);
            lasting.addAll(more);
        }
        shop.sellsFrom("p", "a");
        expire(shop);
        Race<List<String>> race = new Race<>();
        for (int caller = 0; caller < 5; caller++) {
            String prefix = "order-" + caller + "-";
            race.with(() -> IntStream.range(0, 45)
                    .mapToObj(i -> shop.order(prefix + i, "p", 2))
                    .flatMap(answer -> values(answer).stream())
                    .toList());
        }
        List<String> sold = race.run().stream().flatMap(List::stream).toList();
        assertThat(sold).as("keys sold").containsExactlyInAnyOrderElementsOf(lasting);
        shop.keys().stock().retireExpired();
        requireStock(shop, "a", lasting.size(), 0);
    }

    private static void retired(TestShop shop) {
        expiring(shop, "a", keys("old-a", 1_100));
        lasting(shop, "a", keys("new-a", 2));
        upload(shop, "b", keys("old-b", 3), END);
        shop.sellsFrom("p", "b");
        shop.order("1", "p", 1);
        TestShop neighbour = shop.neighbour();
        expiring(neighbour, "a", keys("old-a", 1));
        expire(neighbour);
        assertThat(shop.keys().stock().retireExpired()).as("before they expire").isZero();
        expire(shop);
        assertThat(shop.keys().stock().retireExpired()).as("retired").isEqualTo(1_102);
        assertThat(shop.keys().stock().retireExpired()).as("retired again").isZero();
        requireStock(shop, "a", 2, 2);
        requireStock(shop, "b", 1, 0);
        requireStock(neighbour, "a", 1, 1);
        assertThat(shop.sellOut("a")).isEqualTo(keys("new-a", 2));
    }
}
