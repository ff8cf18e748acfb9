package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeysImported;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.testkit.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A shop that nobody else uses on the store under test, and the words in which contracts speak of it. */
final class TestShop {
    private final StoreFixture fixture;
    private final LicenceKeyStore store;
    private final Random random;
    private final TestClock clock;
    private final String id;
    private final LicenceKeys keys;

    TestShop(StoreFixture fixture, long seed) {
        // Not drawn from the seed: a repeated run on a store that keeps its data needs new shops, too.
        this(fixture, fixture.store(), new Random(seed), "shop-" + UUID.randomUUID(), new TestClock());
    }

    private TestShop(StoreFixture fixture, LicenceKeyStore store, Random random, String id, TestClock clock) {
        this.fixture = fixture;
        this.store = store;
        this.random = random;
        this.id = id;
        this.clock = clock;
        this.keys = onAnotherNode();
    }

    /** What a shop works with. */
    LicenceKeys keys() {
        return keys;
    }

    /** The same as another node has it, which shares nothing with this one but the store and the time. */
    LicenceKeys onAnotherNode() {
        return under(KeyProtection.plaintext());
    }

    /** The same as a node has it that protects keys in this way. */
    LicenceKeys under(KeyProtection protection) {
        return LicenceKeys.builder(store, protection).shop(id).clock(clock).build();
    }

    /** Another shop on the same store. */
    TestShop neighbour() {
        return new TestShop(fixture, store, random, "shop-" + UUID.randomUUID(), new TestClock());
    }

    /** The same shop on the store as it is opened anew; this one is of no use any more. */
    TestShop reopened() {
        return new TestShop(fixture, fixture.reopened(), random, id, clock);
    }

    /** The port, for what the public API can't show. */
    LicenceKeyStore store() {
        return store;
    }

    /** The shop as the port knows it. */
    String id() {
        return id;
    }

    TestClock clock() {
        return clock;
    }

    Random random() {
        return random;
    }

    /** Uploads so many new keys, named after the tag and numbered from the pool's next; returns their values in order. */
    List<String> upload(String tag, int count) {
        return upload(Pool.tagged(tag), count);
    }

    /** Uploads so many new keys; returns their values in order. */
    List<String> upload(Pool pool, int count) {
        long first = keys.stock().pools().stream()
                        .filter(stock -> stock.pool().equals(pool))
                        .mapToLong(stock -> stock.total())
                        .sum()
                + 1;
        List<String> values = IntStream.range(0, count)
                .mapToObj(i -> pool + "-" + (first + i))
                .toList();
        ImportReport report = keys.stock().upload(pool, values.stream());
        assertThat(report.added()).as("keys added of %d new ones", count).isEqualTo(count);
        return values;
    }

    /** Imports as asked, in batches of a thousand. */
    ImportReport importKeys(KeySupply supply, ImportOptions options) {
        return keys.stock().importKeys(supply, options.inBatchesOf(1_000));
    }

    /** Sells a product with keys of the pool of this tag, which is created if need be. */
    void sells(String product, String tag) {
        keys.stock().createPool(tag);
        sellsFrom(product, tag);
    }

    /** Sells a product with keys of the pool of this tag. */
    void sellsFrom(String product, String tag) {
        keys.products().set(product, AssignmentMethod.specificTag(tag));
    }

    /** Sells keys named after the product: a pool of this tag with so many keys, whose values are returned in order. */
    List<String> sells(String product, int stock) {
        sells(product, product);
        return upload(product, stock);
    }

    /** Decides how a product gets its keys and what happens when they are short; its pools exist. */
    void sells(String product, AssignmentMethod method, ShortagePolicy shortage) {
        keys.products().set(ProductRef.of(product), ProductSettings.of(method).withShortage(shortage));
    }

    /** What happened in the shop, as another node reads it, the latest first; without the imports by which keys came. */
    List<Event> eventsButImports() {
        return onAnotherNode().audit().latest(1_000).stream()
                .filter(event -> !(event instanceof KeysImported))
                .toList();
    }

    /** Runs calls in one transaction, which is committed. */
    <R> R inTransaction(Function<LicenceKeys, R> calls) {
        return store.transact(tx -> calls.apply(keys.with(new WithinTransaction(tx))));
    }

    /** Runs calls in one transaction, which fails after them. */
    void rolledBack(Consumer<LicenceKeys> calls) {
        rolledBackWork(tx -> calls.accept(keys.with(new WithinTransaction(tx))));
    }

    /** Runs work on the port in one transaction, which fails after it. */
    void rolledBackWork(Consumer<StoreTransaction> work) {
        Failure failure = new Failure();
        assertThatThrownBy(() -> store.transact(tx -> {
                    work.accept(tx);
                    throw failure;
                }))
                .as("what reaches the caller of a transaction that failed")
                .isSameAs(failure);
    }

    /** What makes a transaction fail. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** An order with one line, {@code 1}. */
    Fulfilment order(String orderId, String product, int quantity) {
        return keys.fulfil(Order.of(orderId, OrderLine.of("1", product, quantity)));
    }

    /** An order whose answer must be on record: another node, asked again, tells the same. */
    Fulfilment orderOnRecord(Order order) {
        Fulfilment answer = keys.fulfil(order);
        Fulfilment again = onAnotherNode().fulfil(order);
        for (LineFulfilment line : answer.lines()) {
            assertThat(values(again.line(line.lineId())))
                    .as("keys on record of line %s", line.lineId())
                    .isEqualTo(values(line));
            assertThat(again.line(line.lineId()).waiting())
                    .as("units on record that line %s waits for", line.lineId())
                    .isEqualTo(line.waiting());
        }
        return answer;
    }

    /** Sells every key of the pool of this tag; returns their values in the order in which they went. */
    List<String> sellOut(String tag) {
        String product = "all-of-" + tag;
        sellsFrom(product, tag);
        List<String> sold = new ArrayList<>();
        for (long left = available(tag); left > 0; left = available(tag)) {
            Fulfilment answer = order(product + "-from-" + sold.size(), product, (int) Math.min(left, 1_000));
            assertThat(answer.isComplete()).as("%d keys of %s sold", left, tag).isTrue();
            sold.addAll(values(answer));
        }
        return sold;
    }

    /** The figures of the pool of this tag. */
    PoolStock pool(String tag) {
        return keys.stock().pool(Pool.tagged(tag));
    }

    /** Keys of the pool of this tag that can be given. */
    long available(String tag) {
        return pool(tag).available();
    }

    /** The values of all keys of an answer, in order. */
    static List<String> values(Fulfilment fulfilment) {
        return values(fulfilment.keys());
    }

    /** The values of all keys of a line, in order. */
    static List<String> values(LineFulfilment line) {
        return values(line.keys());
    }

    /** The values of keys, in order. */
    static List<String> values(List<AssignedKey> keys) {
        return keys.stream().map(key -> key.key().reveal()).toList();
    }
}
