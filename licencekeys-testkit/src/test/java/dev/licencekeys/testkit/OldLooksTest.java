package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RotationReport;
import dev.licencekeys.key.Secret;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was read before a lock may be old, and then counts for nothing. Stores make such moments rare; here everything that is
 * read is old.
 */
class OldLooksTest {
    private static final Act ACT = new Act("who", "why");
    private static final ProductRef P = ProductRef.of("p");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());

    private LicenceKeys looking(UnaryOperator<StoreTransaction> otherwise) {
        return keys.with(new SpoiltTransactions.SpoiltStore(store, otherwise));
    }

    private void sell(String product, String tag, String... values) {
        keys.stock().upload(tag, Stream.of(values));
        keys.stock().createPool(tag);
        keys.products().set(product, AssignmentMethod.specificTag(tag));
    }

    private static Order order(String id, String product, int quantity) {
        return Order.of(id, OrderLine.of("1", product, quantity));
    }

    @Test
    void aLineGetsWhatItLacksUnderItsLock() {
        sell("p", "a", "one", "two", "three", "four", "five");
        keys.fulfil(order("1", "p", 1));
        Opened old = store.transact(tx -> tx.open(LicenceKeys.Builder.DEFAULT_SHOP, Set.of("1"), Set.of(P)));
        keys.fulfil(order("1", "p", 3));
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
                return old;
            }
        });
        Fulfilment answer = late.fulfil(order("1", "p", 4));
        assertThat(answer.keys()).extracting(AssignedKey::isNew).containsExactly(false, false, false, true);
        assertThat(answer.keys()).extracting(AssignedKey::number).containsExactly(1, 2, 3, 4);
        assertThat(keys.stock().pool(Pool.tagged("a")).available()).isEqualTo(1);
    }

    @Test
    void aLineThatCameBesideAnotherCallersJoinsTheQueue() {
        sell("p", "a");
        keys.fulfil(order("before", "p", 1));
        AtomicInteger recordings = new AtomicInteger();
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Recorded record(String shop, Recording recording) {
                if (recordings.incrementAndGet() > 1) {
                    return super.record(shop, recording);
                }
                // One line is another caller's; the other one is ours, and stands in no queue yet.
                List<NewLine> lines = recording.newLines().stream()
                        .map(line -> new NewLine(line.line(), line.terms(), line.counts(), Set.of(), line.at()))
                        .toList();
                super.record(shop, new Recording(lines, List.of(), List.of(), List.of(), List.of()));
                return new Recorded(true);
            }
        });
        late.fulfil(Order.of("1", OrderLine.of("1", "p", 1), OrderLine.of("2", "p", 1)));
        assertThat(keys.stock().upload("a", Stream.of("one", "two", "three")).filled())
                .extracting(FilledLine::orderId, FilledLine::lineId)
                .containsExactly(tuple("before", "1"), tuple("1", "1"), tuple("1", "2"));
    }

    @Test
    void whoeverWaitsElsewhereByNowHoldsUpNobody() {
        sell("p", "a");
        sell("q", "a");
        for (int i = 1; i <= 100; i++) {
            keys.fulfil(order("p" + i, "p", 1));
        }
        keys.fulfil(order("q", "q", 1));
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
                Opened opened = super.open(shop, orders, products);
                Map<ProductRef, ProductSettings> changed = new HashMap<>(opened.products());
                changed.replace(P, ProductSettings.of(AssignmentMethod.specificTag("b")));
                return new Opened(changed, opened.pools(), opened.lines());
            }
        });
        assertThat(late.stock().upload("a", Stream.of("one")).filled())
                .extracting(FilledLine::orderId)
                .containsExactly("q");
    }

    @Test
    void aCustomerOfAnotherNameIsNotErased() {
        sell("p", "a", "one", "two");
        keys.fulfil(order("1", "p", 1).forCustomer("anna"));
        keys.fulfil(order("2", "p", 1).forCustomer("berta"));
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef line, int limit) {
                return super.lines(shop, new LineFilter.All(), before, line, limit);
            }
        });
        assertThat(late.orders().erase("anna", ACT)).isEqualTo(1);
        assertThat(keys.orders().lines("1").get(0).customer()).isEmpty();
        assertThat(keys.orders().lines("2").get(0).customer()).contains("berta");
    }

    @Test
    void aPoolThatFollowsTheDefaultNoMoreKeepsItsPolicy() {
        Pool own = Pool.tagged("own");
        keys.stock().upload(own, Stream.of("one"));
        keys.stock().warnAt(own, ThresholdPolicy.atPercent(10));
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Set<Pool> poolsBehindDefault(String shop) {
                return Set.of(own, Pool.tagged("deleted"));
            }
        });
        assertThat(late.stock().warnByDefault(ThresholdPolicy.atPercent(20))).isEmpty();
        assertThat(keys.stock().pool(own).threshold()).isEqualTo(ThresholdPolicy.atPercent(10));
        assertThat(keys.stock().pool(own).followsDefault()).isFalse();
    }

    @Test
    void aKeyWhoseLikeWasGivenMeanwhileIsAlone() {
        keys.stock().upload("a", Stream.of("AB-01", "AB-O1"));
        AtomicInteger looks = new AtomicInteger();
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
                List<KeyCursor> places = super.places(shop, pool, state, after, limit);
                return looks.incrementAndGet() == 1 ? places : places.subList(1, places.size());
            }
        });
        assertThat(keys.inventory().lookAlikes(10)).hasSize(1);
        assertThat(late.inventory().lookAlikes(10)).isEmpty();
    }

    @Test
    void whatNobodyToldForWantOfALockIsToldWithTheNextPolicy() {
        sell("p", "a", "one", "two");
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
                return Map.of();
            }
        });
        late.fulfil(order("1", "p", 2));
        assertThat(exhaustions()).isZero();
        keys.stock().warnAt(Pool.tagged("a"), ThresholdPolicy.atKeysLeft(1));
        assertThat(exhaustions()).isEqualTo(1);
    }

    private long exhaustions() {
        return keys.audit().latest(100).stream()
                .filter(PoolExhausted.class::isInstance)
                .count();
    }

    @Test
    void aRotationEndsThoughSomebodyHoldsAKeyAllTheTime() {
        keys.stock().upload("a", Stream.of("one"));
        LicenceKeyStore held = new SpoiltTransactions.SpoiltStore(store, tx -> new ForwardingTransaction(tx) {
            @Override
            public int reseal(String shop, List<Reseal> wanted) {
                return 0;
            }
        });
        List<Integer> passes = new ArrayList<>();
        RotationReport report =
                LicenceKeys.open(held, changing()).protection().rotate(progress -> passes.add(progress.pass()));
        assertThat(passes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(report.resealed()).isZero();
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void aKeyThatWasMovedMeanwhileIsCountedOnceInItsPool() {
        sell("p", "b");
        keys.stock().upload("a", Stream.of("one"));
        KeyId key = keys.inventory().find("one").orElseThrow().id();
        Map<KeyId, KeyDetails> old = store.transact(tx -> tx.details(LicenceKeys.Builder.DEFAULT_SHOP, Set.of(key)));
        keys.inventory().move(Set.of(key), Pool.tagged("b"), ACT);
        LicenceKeys late = looking(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> wanted) {
                return old;
            }
        });
        late.inventory().move(Set.of(key), Pool.tagged("b"), ACT);
        keys.stock().upload("b", Stream.of("two"));
        assertThat(keys.stock().pool(Pool.tagged("a")).total()).isZero();
        assertThat(keys.stock().pool(Pool.tagged("b")).total()).isEqualTo(2);
        assertThat(keys.fulfil(order("1", "p", 2)).keys())
                .extracting(given -> given.key().reveal())
                .containsExactly("one", "two");
    }

    static KeyProtection changing() {
        KeyRing ring = KeyRing.of(
                Secret.ofBytes("k", "the first of two that are secret".getBytes(StandardCharsets.US_ASCII)),
                Secret.ofBytes("f", "the other of two that are secret".getBytes(StandardCharsets.US_ASCII)));
        return KeyProtection.encrypted(ring).alsoReading(KeyProtection.plaintext());
    }

    @Test
    void aKeyThatWasStoredAnewMeanwhileIsNotItsOwnTwin() {
        keys.stock().ignoreCase(Pool.tagged("a"));
        keys.stock().upload("a", Stream.of("One"));
        List<SealedKey> old = store.transact(tx -> tx.keys(LicenceKeys.Builder.DEFAULT_SHOP, StoredProof.NOWHERE, 10));
        assertThat(LicenceKeys.open(store, changing()).protection().rotate().resealed())
                .isEqualTo(1);
        AtomicInteger looks = new AtomicInteger();
        LicenceKeyStore late = new SpoiltTransactions.SpoiltStore(store, tx -> new ForwardingTransaction(tx) {
            @Override
            public List<SealedKey> keys(String shop, KeyId after, int limit) {
                return looks.incrementAndGet() == 1 ? old : super.keys(shop, after, limit);
            }
        });
        RotationReport report = LicenceKeys.open(late, changing()).protection().rotate();
        assertThat(report.failures()).isEmpty();
        assertThat(report.isComplete()).isTrue();
    }
}
