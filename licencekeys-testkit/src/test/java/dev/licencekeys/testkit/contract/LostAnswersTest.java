package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Refund;
import dev.licencekeys.Refunded;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the answer to a commit is lost, everything is done twice: what was done is found, and answered as it was. */
class LostAnswersTest {
    private static final Act ACT = new Act("who", "why");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();
    private final LicenceKeys twice = keys.with(new LosesAnswers(shop.store()));

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    private int events() {
        return shop.eventsButImports().size();
    }

    @Test
    void actsOnALineAreDoneOnce() {
        List<String> stock = shop.sells("p", 6);
        shop.order("1", "p", 2);
        int before = events();
        twice.support().revoke(id(stock.get(0)), ACT);
        AssignedKey back = twice.support().reinstate(id(stock.get(0)), ACT);
        assertThat(back.key().reveal()).isEqualTo(stock.get(0));
        AssignedKey next = twice.support().replace(id(stock.get(0)), Withdrawal.REVOKE, ACT);
        assertThat(next.key().reveal()).isEqualTo(stock.get(2));
        twice.support().withdraw(next.id(), Withdrawal.RETIRE, ACT);
        AssignedKey chosen = twice.support().assign(id(stock.get(4)), "1", "1", ACT);
        assertThat(chosen.key().reveal()).isEqualTo(stock.get(4));
        twice.support().move(chosen.id(), "2", "1", ACT);
        assertThat(keys.orders().lines("2").get(0).keys()).hasSize(1);
        // A replacement is two: the old key was taken, and the new one given.
        assertThat(events() - before).isEqualTo(7);
    }

    @Test
    void actsOnStockAreDoneOnce() {
        shop.upload("a", 3);
        keys.stock().createPool("b");
        int before = events();
        StockChange moved = twice.inventory().move(Set.of(id("a-1"), id("a-2")), Pool.tagged("b"), ACT);
        assertThat(moved.changed()).isEqualTo(2);
        assertThat(moved.left()).isEmpty();
        assertThat(twice.inventory().retire(Set.of(id("a-3")), ACT).changed()).isEqualTo(1);
        assertThat(twice.inventory().retireAll(Pool.tagged("b"), ACT).changed()).isEqualTo(2);
        assertThat(events() - before).isEqualTo(5);
    }

    @Test
    void whatWasTakenBackIsDoneAgain() {
        List<String> stock = shop.sells("p", 2);
        shop.order("1", "p", 1);
        // Somebody else's event is the latest when the second try looks for its own.
        LicenceKeys failing = keys.with(new FailsFirst(shop.store(), () -> shop.order("other", "p", 5)));
        failing.support().revoke(id(stock.get(0)), ACT);
        assertThat(keys.inventory().find(stock.get(0)).orElseThrow().state()).isEqualTo(KeyState.REVOKED);
    }

    /** A store whose first try of each transaction is rolled back. */
    private record FailsFirst(LicenceKeyStore right, Runnable meanwhile) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            Failure failure = new Failure();
            assertThatThrownBy(() -> right.transact(tx -> {
                        R unused = work.apply(tx);
                        throw failure;
                    }))
                    .isSameAs(failure);
            meanwhile.run();
            return right.transact(work);
        }
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aRefundIsAnsweredAsTheFirstTime() {
        shop.sells("p", 3);
        shop.order("1", "p", 2);
        Refunded answer = twice.refund(Refund.of("r", "1", "1", 1).with(RefundPolicy.REVOKE));
        assertThat(answer.lines()).singleElement().satisfies(line -> {
            assertThat(line.isNew()).isTrue();
            assertThat(line.revoked()).hasSize(1);
        });
    }

    @Test
    void anUndoneImportIsCountedAsTheFirstTime() {
        assertThat(twice.stock()
                        .undoImport(
                                keys.stock()
                                        .upload("a", Stream.of("one", "two"))
                                        .id(),
                                ACT))
                .isEqualTo(2);
    }

    @Test
    void anImportIsReportedAsTheFirstTime() {
        keys.stock().ignoreCase(Pool.tagged("any"));
        for (DuplicatePolicy policy : DuplicatePolicy.values()) {
            for (String tag : List.of("exact", "any")) {
                String key = tag + "-" + policy;
                ImportReport report = twice.stock()
                        .importKeys(
                                KeySupply.of(Stream.of(key, key + "-2")),
                                ImportOptions.into(tag).onDuplicate(policy));
                assertThat(report.added()).as("added to %s, %s", tag, policy).isEqualTo(2);
                assertThat(report.duplicates()).isZero();
            }
        }
        assertThat(shop.available("exact")).isEqualTo(6);
        assertThat(shop.available("any")).isEqualTo(6);
    }
}
