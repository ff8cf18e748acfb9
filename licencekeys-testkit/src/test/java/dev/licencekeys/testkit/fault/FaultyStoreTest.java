package dev.licencekeys.testkit.fault;

import static dev.licencekeys.testkit.assertion.FulfilmentAssert.assertThat;
import static dev.licencekeys.testkit.assertion.PoolStockAssert.assertThat;
import static dev.licencekeys.testkit.assertion.ShopAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.InMemoryTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyStoreTest {
    private static final Order ORDER = Order.of("1001", OrderLine.of("1", "p", 2));
    private static final int STOCK = 40;

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final FaultyStore faulty = new FaultyStore(store);
    private final LicenceKeys keys = LicenceKeys.open(faulty, KeyProtection.plaintext());

    @BeforeEach
    void stock() {
        keys.stock().upload("a", IntStream.rangeClosed(1, STOCK).mapToObj(i -> "key-" + i));
        keys.products().set("p", AssignmentMethod.specificTag("a"));
    }

    private void requireLeft(int available) {
        assertThat(keys.stock().pool(Pool.tagged("a"))).hasAvailable(available);
        assertThat(keys).gaveNoKeyTwice().answeredEveryUnit().hasTrueFigures();
        assertThat(faulty.left()).as("faults left").isZero();
    }

    /** Nothing is kept, and the next try gets what this one would have. */
    private void requireNothingKept(Fault fault, Class<? extends LicenceKeysException> type, boolean isTransient) {
        faulty.next(fault);
        assertThatExceptionOfType(type)
                .isThrownBy(() -> keys.fulfil(ORDER))
                .withMessageContaining("planted")
                .matches(e -> e.isTransient() == isTransient, "may pass: " + isTransient);
        requireLeft(STOCK);
        assertThat(keys.fulfil(ORDER)).isComplete().gave(2);
        requireLeft(STOCK - 2);
    }

    @Test
    void ofADeadlockNothingIsKept() {
        requireNothingKept(Fault.deadlock(), StoreException.class, true);
    }

    @Test
    void ofABusyTransactionNothingIsKept() {
        requireNothingKept(Fault.busy(), BusyException.class, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofACrashNothingIsKept(boolean canRetry) {
        requireNothingKept(Fault.crashBeforeCommit(canRetry), StoreException.class, canRetry);
    }

    /** The store behind would try again what fails in passing, until its deadline. */
    @Test
    void aCrashIsNotTriedAgainBehindTheCallersBack() {
        AtomicInteger tries = new AtomicInteger();
        faulty.next(Fault.crashBeforeCommit(true));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> faulty.transact(tx -> tries.incrementAndGet()));
        assertThat(tries).hasValue(1);
    }

    @Test
    void ofALostAnswerEverythingIsKept() {
        faulty.next(Fault.lostAnswer());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> keys.fulfil(ORDER))
                .matches(LicenceKeysException::isTransient);
        requireLeft(STOCK - 2);
        assertThat(keys.fulfil(ORDER)).isComplete().hasKeys(2).gaveNothingNew();
        requireLeft(STOCK - 2);
    }

    @Test
    void faultsStrikeInTurn() {
        faulty.next(Fault.none(), Fault.busy());
        faulty.next(Fault.deadlock());
        assertThat(faulty.left()).isEqualTo(3);
        assertThat(keys.fulfil(ORDER)).isComplete();
        assertThatExceptionOfType(BusyException.class).isThrownBy(() -> keys.fulfil(ORDER));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> keys.fulfil(ORDER));
        assertThat(keys.fulfil(ORDER)).gaveNothingNew();
        requireLeft(STOCK - 2);
    }

    /** As a shop may do it. */
    private static Fulfilment retried(int tries, Supplier<Fulfilment> call) {
        for (int i = 1; ; i++) {
            try {
                return call.get();
            } catch (LicenceKeysException e) {
                if (!e.isTransient() || i == tries) {
                    throw e;
                }
            }
        }
    }

    @Test
    void retriesLoseAndDoubleNothing() {
        faulty.next(Fault.deadlock(), Fault.crashBeforeCommit(true), Fault.busy(), Fault.lostAnswer());
        Fulfilment answer = retried(5, () -> keys.fulfil(ORDER));
        assertThat(answer).isComplete().hasKeys(2).gaveNothingNew();
        requireLeft(STOCK - 2);
    }

    @Test
    void whatIsWrongWithTheCallIsSaidInstead() {
        faulty.next(Fault.crashBeforeCommit(true));
        assertThatExceptionOfType(UnknownPoolException.class)
                .isThrownBy(() -> keys.orders().waiting(Pool.tagged("nowhere"), 0, 1));
        requireLeft(STOCK);
    }

    private static <R> FutureTask<R> start(Callable<R> call) {
        FutureTask<R> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Test
    void aSlowTransactionIsMetByOthers() throws Exception {
        InMemoryLicenceKeyStore impatient = new InMemoryLicenceKeyStore(Duration.ofMillis(20));
        FaultyStore slow = new FaultyStore(impatient);
        LicenceKeys shop = LicenceKeys.open(slow, KeyProtection.plaintext());
        shop.products().set("p", AssignmentMethod.autoGenerated());
        Gate gate = new Gate();
        slow.next(Fault.slow(gate));
        FutureTask<Fulfilment> first = start(() -> shop.fulfil(ORDER));
        gate.awaitArrival();
        assertThatExceptionOfType(BusyException.class)
                .isThrownBy(() -> shop.fulfil(Order.of("1002", OrderLine.of("1", "p", 1))))
                .withMessageNotContaining("planted");
        gate.open();
        assertThat(first.get(60, TimeUnit.SECONDS)).isComplete().gave(2);
        assertThat(shop.fulfil(ORDER)).gaveNothingNew();
    }

    @Test
    void whoIsInterruptedInASlowTransactionLeavesIt() {
        faulty.next(Fault.slow(new Gate()));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(BusyException.class).isThrownBy(() -> keys.fulfil(ORDER));
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        requireLeft(STOCK);
    }

    /**
     * Two callers come to the gate, each on a lane of its own; those who come meanwhile are taken along together, and share a
     * fault that nobody but they would have met.
     */
    private List<Fulfilment> together(int callers, Fault... faults) throws Exception {
        try (InMemoryTransaction held = store.begin()) {
            List<FutureTask<Fulfilment>> tasks = new ArrayList<>();
            faulty.next(Fault.none(), Fault.none());
            faulty.next(faults);
            for (int i = 0; i < callers; i++) {
                Order order = order(i);
                FutureTask<Fulfilment> task = new FutureTask<>(() -> retried(3, () -> keys.fulfil(order)));
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                thread.start();
                while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                    assertThat(thread.isAlive()).isTrue();
                    Thread.onSpinWait();
                }
                tasks.add(task);
            }
            held.rollback();
            List<Fulfilment> answers = new ArrayList<>();
            for (FutureTask<Fulfilment> task : tasks) {
                answers.add(task.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static Order order(int number) {
        return Order.of("together-" + number, OrderLine.of("1", "p", 1));
    }

    private void requireEachHasItsKey(List<Fulfilment> answers) {
        assertThat(answers.stream().flatMap(answer -> answer.keys().stream()).map(key -> key.id()))
                .as("keys of all callers")
                .hasSize(answers.size())
                .doesNotHaveDuplicates();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(keys.fulfil(order(i))).gaveNothingNew().hasTheKeysOf(answers.get(i));
        }
        requireLeft(STOCK - answers.size());
    }

    @Test
    void aGroupThatFailsIsTriedOneByOneAndNobodyNotices() throws Exception {
        requireEachHasItsKey(together(6, Fault.crashBeforeCommit(false)));
    }

    @Test
    void aGroupWhoseAnswerIsLostFindsItsKeys() throws Exception {
        List<Fulfilment> answers = together(6, Fault.lostAnswer());
        assertThat(answers.stream().filter(answer -> answer.keys().stream().noneMatch(key -> key.isNew())))
                .as("callers whose keys were given before they were told")
                .isNotEmpty();
        requireEachHasItsKey(answers);
    }

    @Test
    void eachFaultStrikesOneTryOfAGroup() throws Exception {
        // The group, then the first two of its members alone.
        requireEachHasItsKey(together(6, Fault.deadlock(), Fault.busy(), Fault.lostAnswer()));
    }

    @Test
    void joinedToTheHostOnlyTheHostTakesBack() {
        for (Fault fault : List.of(Fault.deadlock(), Fault.busy(), Fault.crashBeforeCommit(true), Fault.lostAnswer())) {
            try (InMemoryTransaction transaction = store.begin()) {
                LicenceKeys joined = keys.with(faulty.over(transaction.store()));
                faulty.next(fault);
                assertThatExceptionOfType(LicenceKeysException.class)
                        .isThrownBy(() -> joined.fulfil(ORDER))
                        .matches(LicenceKeysException::isTransient);
                transaction.rollback();
            }
            requireLeft(STOCK);
        }
        try (InMemoryTransaction transaction = store.begin()) {
            assertThat(keys.with(faulty.over(transaction.store())).fulfil(ORDER))
                    .gave(2);
            transaction.commit();
        }
        requireLeft(STOCK - 2);
    }

    @Test
    void aHostThatCommitsAfterACrashIsSeen() {
        try (InMemoryTransaction transaction = store.begin()) {
            faulty.next(Fault.crashBeforeCommit(true));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(
                            () -> keys.with(faulty.over(transaction.store())).fulfil(ORDER));
            transaction.commit();
        }
        requireLeft(STOCK - 2);
    }
}
