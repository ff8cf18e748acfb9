package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LicenceKeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's transaction on the store in memory, and what others meet meanwhile. */
class InMemoryTransactionTest {
    private static final Order ORDER = Order.of("1", OrderLine.of("1", "p", 2));

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore(Duration.ofMillis(50));
    private final LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());

    @BeforeEach
    void stock() {
        keys.stock().upload("a", Stream.of("k1", "k2", "k3"));
        keys.products().set("p", AssignmentMethod.specificTag("a"));
    }

    private long available() {
        return keys.stock().pool(Pool.tagged("a")).available();
    }

    @Test
    void keepsWhatIsCommitted() {
        try (InMemoryTransaction transaction = store.begin()) {
            Fulfilment provisional = keys.with(transaction.store()).fulfil(ORDER);
            assertThat(provisional.isComplete()).isTrue();
            transaction.commit();
        }
        assertThat(available()).isEqualTo(1);
        assertThat(keys.fulfil(ORDER).keys()).hasSize(2).noneMatch(key -> key.isNew());
    }

    @Test
    void takesBackWhatIsNotCommitted() {
        try (InMemoryTransaction transaction = store.begin()) {
            keys.with(transaction.store()).fulfil(ORDER);
            transaction.rollback();
        }
        try (InMemoryTransaction forgotten = store.begin()) {
            keys.with(forgotten.store()).fulfil(ORDER);
        }
        assertThat(available()).isEqualTo(3);
    }

    @Test
    void refusesWorkAfterItsEnd() {
        InMemoryTransaction transaction = store.begin();
        LicenceKeyStore joined = transaction.store();
        transaction.commit();
        assertThatExceptionOfType(TransactionRefusedException.class)
                .isThrownBy(() -> keys.with(joined).fulfil(ORDER));
        assertThatExceptionOfType(TransactionRefusedException.class).isThrownBy(transaction::commit);
        assertThatExceptionOfType(TransactionRefusedException.class).isThrownBy(transaction::rollback);
        transaction.close();
        assertThat(available()).isEqualTo(3);
    }

    @Test
    void triesJoinedWorkOnceAndLeavesTheRestToTheHost() {
        AtomicInteger tries = new AtomicInteger();
        try (InMemoryTransaction transaction = store.begin()) {
            keys.with(transaction.store()).fulfil(ORDER);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> transaction.store().transact(tx -> {
                        tries.incrementAndGet();
                        throw new StoreException("fails for the moment", true);
                    }));
            assertThatExceptionOfType(ConflictingOrderException.class)
                    .isThrownBy(() ->
                            keys.with(transaction.store()).fulfil(Order.of("1", OrderLine.of("1", "another", 1))));
            transaction.commit();
        }
        assertThat(tries).hasValue(1);
        assertThat(available()).isEqualTo(1);
    }

    @Test
    void keepsOthersWaitingUntilTheirDeadline() {
        try (InMemoryTransaction transaction = store.begin()) {
            assertThatExceptionOfType(BusyException.class)
                    .isThrownBy(() -> keys.fulfil(ORDER))
                    .satisfies(e -> assertThat(e.isTransient()).isTrue());
            assertThatExceptionOfType(BusyException.class).isThrownBy(store::begin);
            keys.with(transaction.store()).fulfil(ORDER);
            transaction.commit();
        }
        assertThat(keys.fulfil(ORDER).keys()).hasSize(2);
    }

    @Test
    void mayEndOnAnotherThread() throws Exception {
        InMemoryTransaction transaction = store.begin();
        keys.with(transaction.store()).fulfil(ORDER);
        CompletableFuture.runAsync(transaction::commit).get(10, TimeUnit.SECONDS);
        assertThat(available()).isEqualTo(1);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        try (InMemoryTransaction transaction = store.begin()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(BusyException.class).isThrownBy(() -> keys.fulfil(ORDER));
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
            transaction.rollback();
        }
        assertThat(keys.fulfil(ORDER).isComplete()).isTrue();
    }

    @Test
    void givesUpOnWorkThatNeverSucceeds() {
        AtomicInteger tries = new AtomicInteger();
        StoreException failure = new StoreException("always fails for the moment", true);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.transact(tx -> {
                    tries.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(tries).hasValueGreaterThan(1);
        assertThat(available()).isEqualTo(3);
    }

    @Test
    void takesBackWhatAnErrorInterrupted() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> store.transact(tx -> {
                    tx.createPools(LicenceKeys.Builder.DEFAULT_SHOP, Set.of(Pool.tagged("half-done")));
                    throw new StackOverflowError();
                }));
        assertThat(keys.stock().pools()).hasSize(1);
    }
}
