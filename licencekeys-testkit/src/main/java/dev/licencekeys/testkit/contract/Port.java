package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the public API needs of the port, and does not show by itself. */
final class Port {
    static final List<Contract> CONTRACTS = List.of(
            contract("opening tells what is on record, and nothing else", Promise.SAFE_TO_REPEAT, Port::open),
            contract("a line on record tells what was last ordered", Promise.SAFE_TO_REPEAT, Port::lastOrdered),
            contract("a line that is there already is not written again", Promise.SAFE_TO_REPEAT, Port::lineWasThere),
            contract("what is to be told of a pool is as it was last written", Promise.ONE_WARNING, Port::alerts),
            contract("the position that leaves so many keys is exact", Promise.ONE_WARNING, Port::positionLeaving),
            contract("a claim writes nothing and may be repeated", Promise.ONE_KEY_ONE_LINE, Port::claimAgain),
            contract("a queue is read in pages", Promise.OLDEST_FIRST, Port::pages));

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Port() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("port", name, promise, body);
    }

    private static void work(TestShop shop, Consumer<StoreTransaction> work) {
        shop.store().transact(tx -> {
            work.accept(tx);
            return shop;
        });
    }

    private static PoolRow pool(TestShop shop, StoreTransaction tx, String tag) {
        Pool pool = Pool.tagged(tag);
        PoolRow row = tx.lockPools(shop.id(), Set.of(pool)).get(pool);
        assertThat(row).as("the pool %s", tag).isNotNull();
        return row;
    }

    private static void open(TestShop shop) {
        shop.sells("p", 5);
        shop.sells("q", 5);
        ProductRef p = ProductRef.of("p");
        ProductRef variant = ProductRef.of("p", "v");
        ProductSettings settings =
                ProductSettings.of(AssignmentMethod.specificTag("q").thenTag("p"));
        shop.keys().products().set(variant, settings);
        shop.keys().fulfil(Order.of("1", OrderLine.of("a", "p", 2), OrderLine.of("b", "q", 1)));
        shop.order("2", "p", 1);
        work(shop, tx -> {
            Opened opened = tx.open(shop.id(), Set.of("1", "unknown"), Set.of(p, variant, ProductRef.of("mug")));
            assertThat(opened.products()).containsOnlyKeys(p, variant).containsEntry(variant, settings);
            assertThat(opened.pools()).containsOnlyKeys(Pool.tagged("p"), Pool.tagged("q"));
            assertThat(opened.lines()).containsOnlyKeys(new LineRef("1", "a"), new LineRef("1", "b"));
            assertThat(tx.open(shop.id(), Set.of(), Set.of()).lines()).isEmpty();
            Set<LineRef> lines = Set.of(new LineRef("1", "b"), new LineRef("1", "c"), new LineRef("2", "1"));
            for (List<StoredLine> read : List.of(tx.lockLines(shop.id(), lines), tx.readLines(shop.id(), lines))) {
                assertThat(read)
                        .extracting(StoredLine::ref)
                        .containsExactlyInAnyOrder(new LineRef("1", "b"), new LineRef("2", "1"));
            }
        });
    }

    private static void lastOrdered(TestShop shop) {
        shop.upload("a", 5);
        ProductRef product = ProductRef.of("p", "v");
        ProductSettings settings = new ProductSettings(AssignmentMethod.specificTag("a"), 2, ShortagePolicy.PARTIAL);
        shop.keys().products().set(product, settings);
        for (int quantity : new int[] {1, 4, 2, 3}) {
            shop.keys().fulfil(Order.of("1", new OrderLine("1", product, quantity)));
            int keys = quantity == 1 ? 2 : 5;
            int waiting = Math.max(0, 2 * quantity - keys);
            work(shop, tx -> {
                StoredLine line =
                        tx.lockLines(shop.id(), Set.of(new LineRef("1", "1"))).get(0);
                assertThat(line.product()).isEqualTo(product);
                assertThat(line.counts().quantity()).as("quantity").isEqualTo(quantity);
                assertThat(line.requireTerms().keysPerUnit())
                        .as("keys per unit")
                        .isEqualTo(2);
                assertThat(line.requireTerms().shortage()).isEqualTo(ShortagePolicy.PARTIAL);
                assertThat(line.waiting())
                        .as("waiting for quantity %d", quantity)
                        .isEqualTo(waiting);
                assertThat(line.keys())
                        .extracting(StoredKey::number)
                        .isEqualTo(IntStream.rangeClosed(1, keys).boxed().toList());
            });
        }
    }

    private static NewLine line(String order, int quantity) {
        LineTerms terms = new LineTerms(ProductRef.of("p"), "", 1, ShortagePolicy.PARTIAL, false);
        return new NewLine(
                new LineRef(order, "1"), Optional.of(terms), new LineCounts(quantity, 0, 0, 0), Set.of(), NOW);
    }

    private static void lineWasThere(TestShop shop) {
        shop.sells("p", 3);
        List<String> given = TestShop.values(shop.order("1", "p", 2));
        shop.rolledBackWork(tx -> {
            StockRow row = claim(shop, tx, 1).get(0);
            Recording again = new Recording(
                    List.of(line("0", 1), line("1", 9)),
                    List.of(),
                    List.of(),
                    List.of(new Recording.Assignment(row.key(), new LineRef("1", "1"), 3, row.poolId(), NOW)),
                    List.of(row));
            Recorded recorded = tx.record(shop.id(), again);
            assertThat(recorded.lineWasThere())
                    .as("noticed that the line was there")
                    .isTrue();
            List<StoredLine> lines = tx.readLines(shop.id(), Set.of(new LineRef("1", "1")));
            assertThat(lines).extracting(line -> line.counts().quantity()).containsExactly(2);
            assertThat(lines.get(0).keys()).hasSize(2);
            assertThat(claim(shop, tx, 1)).as("the key is in stock still").containsExactly(row);
        });
        assertThat(TestShop.values(shop.order("1", "p", 2))).isEqualTo(given);
    }

    private static void alerts(TestShop shop) {
        shop.sells("p", 10);
        Alert warning = new Alert(Optional.of(ThresholdLevel.percent(80)), 8);
        Alert exhausted = new Alert(Optional.empty(), 10);
        work(shop, tx -> {
            PoolRow row = pool(shop, tx, "p");
            assertThat(row.alerts()).as("alerts of 10 keys").containsExactly(warning, exhausted);
            tx.savePools(shop.id(), List.of(row.withAlerts(List.of(exhausted))));
            assertThat(tx.lockFreePools(shop.id(), Set.of(row.id())).values())
                    .as("the alerts after they were written")
                    .flatExtracting(PoolRow::alerts)
                    .containsExactly(exhausted);
        });
        work(shop, tx -> {
            assertThat(tx.open(shop.id(), Set.of(), Set.of(ProductRef.of("p")))
                            .pools()
                            .values())
                    .as("the alerts, as an order sees them")
                    .flatExtracting(PoolRow::alerts)
                    .containsExactly(exhausted);
            assertThat(tx.passedAlerts(shop.id())).as("passed alerts").isEmpty();
            Pool pool = pool(shop, tx, "p").pool();
            List<StockRow> rows = claim(shop, tx, 100);
            tx.takeStock(shop.id(), Set.of(rows.get(8).key()));
            assertThat(tx.passedAlerts(shop.id()))
                    .as("passed alerts without the ninth key")
                    .isEmpty();
            tx.takeStock(shop.id(), Set.of(rows.get(9).key()));
            assertThat(tx.passedAlerts(shop.id()))
                    .as("passed alerts without the tenth key")
                    .containsExactly(pool);
        });
    }

    private static void positionLeaving(TestShop shop) {
        shop.sells("p", 40);
        shop.order("1", "p", 7);
        shop.upload("p", 20);
        work(shop, tx -> {
            long pool = pool(shop, tx, "p").id();
            List<StockRow> rows = claim(shop, tx, 100);
            assertThat(rows).hasSize(53);
            for (int left = 0; left < rows.size(); left++) {
                assertThat(tx.positionsLeaving(shop.id(), pool, List.of((long) left))
                                .get(0))
                        .as("position that leaves %d of %d", left, rows.size())
                        .hasValue(rows.get(rows.size() - left - 1).position());
            }
            assertThat(tx.positionsLeaving(shop.id(), pool, List.of((long) rows.size()))
                            .get(0))
                    .as("leaving all")
                    .isEmpty();
            assertThat(tx.positionsLeaving(shop.id(), pool, List.of(1_000L)).get(0))
                    .as("leaving more")
                    .isEmpty();
        });
    }

    private static List<StockRow> claim(TestShop shop, StoreTransaction tx, int count) {
        long pool = pool(shop, tx, "p").id();
        return tx.claim(shop.id(), Map.of(pool, count), Map.of()).getOrDefault(pool, List.of());
    }

    private static void claimAgain(TestShop shop) {
        shop.sells("p", 5);
        shop.keys().stock().createPool("empty");
        work(shop, tx -> {
            List<StockRow> first = claim(shop, tx, 3);
            assertThat(first).hasSize(3);
            assertThat(claim(shop, tx, 3)).isEqualTo(first);
            assertThat(claim(shop, tx, 9)).hasSize(5).startsWith(first.toArray(StockRow[]::new));
            long empty = pool(shop, tx, "empty").id();
            assertThat(tx.claim(shop.id(), Map.of(empty, 1), Map.of()).getOrDefault(empty, List.of()))
                    .as("keys of an empty pool")
                    .isEmpty();
        });
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
    }

    private static void pages(TestShop shop) {
        shop.sells("p", "p");
        IntStream.rangeClosed(1, 5).forEach(i -> shop.order("order-" + i, "p", i));
        work(shop, tx -> {
            long pool = pool(shop, tx, "p").id();
            List<WaitingLine> all = tx.lockWaiting(shop.id(), pool, 0, 100);
            assertThat(all).extracting(waiting -> waiting.line().waiting()).containsExactly(1, 2, 3, 4, 5);
            assertThat(all).extracting(WaitingLine::place).isSorted().doesNotHaveDuplicates();
            assertThat(tx.lockWaiting(shop.id(), pool, 0, 2)).isEqualTo(all.subList(0, 2));
            assertThat(tx.lockWaiting(shop.id(), pool, all.get(1).place(), 2)).isEqualTo(all.subList(2, 4));
            assertThat(tx.lockWaiting(shop.id(), pool, all.get(4).place(), 2)).isEmpty();
        });
    }
}
