package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is called: lines are locked first, then pools by ascending id, then stock, and what is stored is stored in one
 * order. Who keeps to that never waits for somebody who waits for him.
 */
class LockOrderTest {
    private static final Act ACT = new Act("who", "why");

    private final SettableTime time = new SettableTime(Instant.parse("2026-06-01T00:00:00Z"));
    private final List<List<Fingerprint>> stored = new ArrayList<>();
    private final LicenceKeys keys = shop();

    private LicenceKeys shop() {
        return LicenceKeys.builder(
                        new SpoiltTransactions.SpoiltStore(new InMemoryLicenceKeyStore(), Watched::new),
                        KeyProtection.plaintext())
                .clock(time)
                .build();
    }

    /** Fails a call that waits for a lock out of turn, as if every key were scarce. */
    private final class Watched extends ForwardingTransaction {
        private final Set<LineRef> lines = new HashSet<>();
        private final Set<Long> pools = new TreeSet<>();
        private boolean holdsStock;

        Watched(StoreTransaction right) {
            super(right);
        }

        private void waitsFor(Collection<Long> wanted) {
            Set<Long> others = new TreeSet<>(wanted);
            others.removeAll(pools);
            if (!others.isEmpty()) {
                assertThat(holdsStock)
                        .as("waits for pools %s while it holds stock", others)
                        .isFalse();
                assertThat(pools)
                        .as("pools held by who waits for %s", others)
                        .allMatch(held -> others.stream().allMatch(other -> other > held));
                pools.addAll(others);
            }
        }

        @Override
        public List<StoredLine> lockLines(String shop, Set<LineRef> wanted) {
            if (!lines.containsAll(wanted)) {
                assertThat(pools).as("pools held by who waits for lines").isEmpty();
                assertThat(holdsStock).as("holds stock and waits for lines").isFalse();
            }
            lines.addAll(wanted);
            return super.lockLines(shop, wanted);
        }

        @Override
        public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> wanted) {
            Map<Pool, PoolRow> rows = super.lockPools(shop, wanted);
            waitsFor(rows.values().stream().map(PoolRow::id).toList());
            return rows;
        }

        @Override
        public Map<Pool, PoolRow> lockClaimed(String shop, Collection<PoolRow> wanted) {
            holdsStock = false;
            waitsFor(wanted.stream().map(PoolRow::id).toList());
            return super.lockClaimed(shop, wanted);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            Set<Long> all = new HashSet<>(wanted.keySet());
            wanted.keySet().forEach(pool -> all.addAll(overflow.getOrDefault(pool, Set.of())));
            waitsFor(all);
            holdsStock = true;
            return super.claim(shop, wanted, overflow);
        }

        @Override
        public List<StockRow> takeStock(String shop, Set<KeyId> wanted) {
            List<StockRow> rows = super.takeStock(shop, wanted);
            assertThat(pools)
                    .as("pools held by who takes stock")
                    .containsAll(rows.stream().map(StockRow::poolId).toList());
            return rows;
        }

        @Override
        public List<WaitingLine> lockWaiting(String shop, long pool, long after, int limit) {
            assertThat(pools).as("pools held by who serves the queue").contains(pool);
            return super.lockWaiting(shop, pool, after, limit);
        }

        @Override
        public Set<KeyId> addKeys(String shop, List<NewKey> wanted) {
            stored.add(wanted.stream().map(NewKey::fingerprint).toList());
            return super.addKeys(shop, wanted);
        }
    }

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    /** Imports keys, of which those that are marked with a minus expire in a second. */
    private void upload(String tag, String... lines) {
        Optional<Instant> end = Optional.of(time.instant().plusSeconds(1));
        List<Entry> entries = Stream.of(lines)
                .map(line -> new Entry(1, line, "", "", line.startsWith("-") ? end : Optional.empty()))
                .toList();
        keys.stock().importKeys(intake -> entries.forEach(intake::accept), ImportOptions.into(tag));
    }

    /** Pools whose ids are in the order of their names, and a product that asks the last one first. */
    @BeforeEach
    void sell() {
        List.of("a", "b", "c").forEach(keys.stock()::createPool);
        keys.products().set("p", AssignmentMethod.specificTag("c").thenTag("b").thenTag("a"));
        keys.products().set("q", AssignmentMethod.specificTag("a"));
    }

    @Test
    void ofOrdersThatOverflow() {
        upload("c", "c-1");
        upload("b", "b-1", "b-2");
        keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2)));
        keys.fulfil(Order.of("2", OrderLine.of("1", "p", 2), OrderLine.of("2", "q", 1)));
        upload("a", "a-1", "a-2", "a-3");
        assertThat(keys.orders().lines("2")).allMatch(line -> line.waiting() == 0);
    }

    @Test
    void ofOrdersThatMeetExpiredKeys() {
        upload("c", "-c-1", "c-2");
        upload("b", "-b-1");
        upload("a", "-a-1", "a-2");
        time.advance(Duration.ofSeconds(1));
        assertThat(keys.fulfil(Order.of("1", OrderLine.of("1", "p", 3))).keys()).hasSize(2);
        assertThat(keys.stock().retireExpired()).isZero();
    }

    @Test
    void ofSupport() {
        upload("b", "b-1", "b-2");
        keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2)));
        upload("a", "-a-1", "a-2", "a-3", "a-4");
        upload("c", "-c-1");
        time.advance(Duration.ofSeconds(1));
        // The old key returns to another pool than that from which the next one comes.
        assertThat(keys.support()
                        .replace(id("b-1"), Withdrawal.RETURN, ACT)
                        .key()
                        .reveal())
                .isEqualTo("a-2");
        keys.support().replaceWith(id("b-2"), id("a-3"), Withdrawal.RETURN, ACT);
        keys.support().withdraw(id("a-3"), Withdrawal.RETURN, ACT);
        keys.support().assign(id("b-1"), "1", "1", ACT);
        keys.support().move(id("b-1"), "2", "1", ACT);
        keys.support().revoke(id("b-1"), ACT);
        keys.refund(Refund.of("r", "1", "1", 2).with(RefundPolicy.RETURN_UNREVEALED));
        assertThat(keys.orders().lines("1").get(0).keys()).isEmpty();
    }

    @Test
    void ofStock() {
        upload("c", "c-1", "c-2", "c-3");
        upload("a", "a-1");
        upload("b", "b-1", "b-2");
        keys.fulfil(Order.of("1", OrderLine.of("1", "q", 3)));
        keys.stock()
                .importKeys(
                        KeySupply.of(Stream.of("c-1", "b-1", "new")),
                        ImportOptions.into("a").onDuplicate(DuplicatePolicy.MOVE));
        assertThat(keys.orders().lines("1").get(0).keys()).hasSize(3);
        keys.inventory().move(Set.of(id("b-2"), id("c-2")), Pool.tagged("a"), ACT);
        keys.inventory().retire(Set.of(id("c-3"), id("b-2")), ACT);
        keys.inventory().rename("c", "d", ACT);
        assertThat(keys.inventory()
                        .moveAll(Pool.tagged("a"), Pool.tagged("d"), ACT)
                        .changed())
                .isEqualTo(2);
    }

    /** Two imports that overlap wait for each other at most. */
    @Test
    void ofKeysThatAreImported() {
        List<String> lines =
                new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> "key-" + i).toList());
        keys.stock().upload("a", lines.stream());
        Collections.reverse(lines);
        shop().stock().upload("a", lines.stream());
        assertThat(stored).hasSize(2);
        assertThat(stored.get(1)).isEqualTo(stored.get(0));
    }
}
