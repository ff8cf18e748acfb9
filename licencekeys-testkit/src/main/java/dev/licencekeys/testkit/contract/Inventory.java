package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Uploads, and the figures of the pools. */
final class Inventory {
    static final List<Contract> CONTRACTS = List.of(
            contract("a key that comes twice in an upload is stored once", Promise.ONE_KEY_ONE_LINE, Inventory::twice),
            contract(
                    "a key that the shop has is not stored again, whatever its pool",
                    Promise.ONE_KEY_ONE_LINE,
                    Inventory::known),
            contract("a key that was given never becomes free again", Promise.ONE_KEY_ONE_LINE, Inventory::given),
            contract("entries that can't be keys are told by line", Promise.EVERY_UNIT_ANSWERED, Inventory::rejected),
            contract("keys are trimmed, and compared so", Promise.EVERY_UNIT_ANSWERED, Inventory::trimmed),
            contract("keys come back exactly as uploaded", Promise.EVERY_UNIT_ANSWERED, Inventory::exactly),
            contract("keys that differ in case are two keys", Promise.EVERY_UNIT_ANSWERED, Inventory::caseMatters),
            contract(
                    "keys are given in the order of the upload, over all its batches",
                    Promise.OLDEST_FIRST,
                    Inventory::uploadOrder),
            contract("figures add up", Promise.HONEST_STOCK, Inventory::figures),
            contract("pools are listed untagged first, then by tag", Promise.HONEST_STOCK, Inventory::listed),
            contract("positions only grow", Promise.OLDEST_FIRST, Inventory::positionsGrow));

    private Inventory() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("inventory", name, promise, body);
    }

    private static ImportReport upload(TestShop shop, String tag, String... keys) {
        return shop.keys().stock().upload(tag, Stream.of(keys));
    }

    private static void twice(TestShop shop) {
        ImportReport report = upload(shop, "a", "k1", "k2", "k1", "k1", "k3");
        assertThat(report.added()).as("added").isEqualTo(3);
        assertThat(report.duplicates()).as("duplicates").isEqualTo(2);
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", 5))).containsExactly("k1", "k2", "k3");
    }

    private static void known(TestShop shop) {
        upload(shop, "a", "k1", "k2");
        for (String tag : new String[] {"a", "b"}) {
            ImportReport report = upload(shop, tag, "k2", "new-" + tag, "k1");
            assertThat(report.added()).as("added to %s", tag).isEqualTo(1);
            assertThat(report.duplicates()).as("duplicates in %s", tag).isEqualTo(2);
        }
        assertThat(shop.keys().stock().upload(Pool.untagged(), Stream.of("k1")).duplicates())
                .as("duplicates in the untagged pool")
                .isEqualTo(1);
        assertThat(shop.pool("a").total()).as("keys of a").isEqualTo(3);
        assertThat(shop.pool("b").total()).as("keys of b").isEqualTo(1);
    }

    private static void given(TestShop shop) {
        shop.sells("p", 1);
        List<String> given = values(shop.order("1", "p", 1));
        ImportReport report = shop.keys().stock().upload("other", given.stream());
        assertThat(report.added()).as("added").isZero();
        assertThat(report.duplicates()).as("duplicates").isEqualTo(1);
        assertThat(shop.available("other")).as("keys that became free").isZero();
        shop.sells("q", "other");
        assertThat(shop.order("2", "q", 1).keys()).isEmpty();
    }

    private static void rejected(TestShop shop) {
        ImportReport report = upload(
                shop,
                "a",
                "k1",
                " ",
                "x".repeat(1_025),
                "k2",
                "nu\0l",
                "half\uD83D",
                "zero\u200Bwidth",
                "\u00A0",
                "k3");
        assertThat(report.added()).as("added").isEqualTo(3);
        assertThat(report.rejected()).as("rejected").isEqualTo(6);
        assertThat(report.rejections()).extracting(Finding::line).containsExactly(2L, 3L, 5L, 6L, 7L, 8L);
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", 9))).containsExactly("k1", "k2", "k3");
    }

    private static void trimmed(TestShop shop) {
        ImportReport report = upload(shop, "a", "  k1\t", "k1", "k2", "\u00A0k2");
        assertThat(report.added()).as("added").isEqualTo(2);
        assertThat(report.trimmed()).as("trimmed").isEqualTo(1);
        assertThat(report.duplicates()).as("duplicates").isEqualTo(2);
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", 2))).containsExactly("k1", "k2");
    }

    private static void exactly(TestShop shop) {
        List<String> hostile = List.of(
                "'; DROP TABLE licence_key; --",
                "=HYPERLINK(\"x\")",
                "<script>alert(1)</script>",
                "100%_\\",
                "a b  c",
                "\uD83D\uDD11\uD83D\uDD11",
                "\u05E9\u05DC\u05D5\u05DD-\u0645\u0641\u062A\u0627\u062D",
                "e\u0301-decomposed",
                "\u00E8-composed",
                "?{}$1:name::text",
                "x".repeat(1_024),
                "\uD83D\uDE00".repeat(1_024));
        ImportReport report = shop.keys().stock().upload("a", hostile.stream());
        assertThat(report.added()).as("added").isEqualTo(hostile.size());
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", hostile.size()))).isEqualTo(hostile);
        assertThat(values(shop.order("1", "p", hostile.size()))).isEqualTo(hostile);
        assertThat(upload(shop, "b", "\u00E9-decomposed").duplicates())
                .as("the same letter composed is the same key")
                .isEqualTo(1);
    }

    private static void caseMatters(TestShop shop) {
        assertThat(upload(shop, "a", "abc-i", "ABC-I", "Abc-\u0130", "abc-\u0131")
                        .added())
                .isEqualTo(4);
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", 4))).containsExactly("abc-i", "ABC-I", "Abc-\u0130", "abc-\u0131");
    }

    private static void uploadOrder(TestShop shop) {
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 2_100).mapToObj(i -> "key-" + i).toList());
        Collections.shuffle(keys, shop.random());
        assertThat(shop.keys().stock().upload("a", keys.stream()).added()).isEqualTo(keys.size());
        shop.sells("p", "a");
        assertThat(values(shop.order("1", "p", 950))).isEqualTo(keys.subList(0, 950));
        assertThat(values(shop.order("2", "p", 100))).isEqualTo(keys.subList(950, 1_050));
        assertThat(values(shop.order("3", "p", 1_000))).isEqualTo(keys.subList(1_050, 2_050));
        assertThat(shop.available("a")).as("keys left").isEqualTo(50);
    }

    private static void figures(TestShop shop) {
        ImportReport report = upload(shop, "a", "k1", "k2", "k1", "", " k3", "k4", "k5");
        assertThat(report.added() + report.duplicates() + report.rejected())
                .as("entries")
                .isEqualTo(7);
        shop.sells("p", "a");
        shop.order("1", "p", 2);
        shop.order("1", "p", 2);
        PoolStock stock = shop.pool("a");
        assertThat(stock.total()).as("total").isEqualTo(5);
        assertThat(stock.available()).as("available").isEqualTo(3);
        assertThat(stock.used()).as("used").isEqualTo(2);
        assertThat(stock.usagePercent()).as("usage in percent").isEqualTo(40);
        shop.order("2", "p", 9);
        assertThat(shop.pool("a").available())
                .as("available after the rest was given")
                .isZero();
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isEqualTo(1);
        upload(shop, "a", "k6", "k7");
        assertThat(shop.pool("a").total()).as("total after replenishing").isEqualTo(7);
        assertThat(shop.pool("a").available())
                .as("available after replenishing")
                .isZero();
    }

    private static void listed(TestShop shop) {
        assertThat(shop.keys().stock().pools()).isEmpty();
        for (String tag : new String[] {"b", "a-2", "a", "z9"}) {
            shop.keys().stock().createPool(tag);
        }
        shop.upload(Pool.untagged(), 1);
        assertThat(shop.keys().stock().pools())
                .extracting(stock -> stock.pool().toString())
                .containsExactly("(untagged)", "a", "a-2", "b", "z9");
    }

    private static void positionsGrow(TestShop shop) {
        long last = 0;
        for (int round = 0; round < 3; round++) {
            shop.upload("a", 3);
            PoolRow pool = row(shop);
            List<StockRow> rows = claimAll(shop, pool);
            assertThat(rows).hasSize(3);
            assertThat(rows).extracting(StockRow::position).isSorted().doesNotHaveDuplicates();
            assertThat(rows.get(rows.size() - 1).position()).as("last position").isGreaterThan(last);
            assertThat(pool.nextPosition())
                    .as("next position")
                    .isGreaterThan(rows.get(rows.size() - 1).position());
            last = rows.get(rows.size() - 1).position();
            shop.sells("p", "a");
            // Empty in the end, when nothing but the pool's row tells the next position.
            shop.order("order-" + round, "p", 3);
        }
    }

    private static PoolRow row(TestShop shop) {
        Pool pool = Pool.tagged("a");
        Map<Pool, PoolRow> rows = shop.store().transact(tx -> tx.lockPools(shop.id(), Set.of(pool)));
        PoolRow row = rows.get(pool);
        assertThat(row).as("the row of the pool").isNotNull();
        return row;
    }

    private static List<StockRow> claimAll(TestShop shop, PoolRow pool) {
        return shop.store()
                .transact(tx -> tx.claim(shop.id(), Map.of(pool.id(), 100), Map.of()))
                .getOrDefault(pool.id(), List.of());
    }
}
