package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LicenceKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Work that fails, and work that does several things at once. */
final class Transactions {
    static final List<Contract> CONTRACTS = List.of(
            contract("an order that failed leaves no line and loses no key", Transactions::orderRolledBack),
            contract("a pool emptied by work that failed is full again", Transactions::poolFullAgain),
            contract("more units that failed leave the line as it was", Transactions::moreUnitsRolledBack),
            contract("an order that failed does not wait", Transactions::waitingRolledBack),
            contract("an upload that failed leaves no key and fills nobody", Transactions::uploadRolledBack),
            contract("settings and pools that failed are not there", Transactions::settingsRolledBack),
            contract("calls of one transaction see each other", Transactions::seesOwnWrites),
            contract("keys that were claimed but not recorded stay in stock", Transactions::claimedOnly),
            contract("work that failed for the moment is tried again, from nothing", Transactions::triedAgain),
            contract("work that failed for good is tried once", Transactions::triedOnce),
            contract("steps for after the commit run once it is done, in their order", Transactions::afterCommit),
            contract("steps for after the commit never run if there is none", Transactions::afterRollback));

    private Transactions() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("transactions", name, Promise.YOUR_TRANSACTION, body);
    }

    private static Order order(String id, int quantity) {
        return Order.of(id, OrderLine.of("1", "p", quantity));
    }

    private static void orderRolledBack(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.rolledBack(keys -> keys.fulfil(order("1", 3)));
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
        assertThat(values(shop.order("2", "p", 1))).isEqualTo(stock.subList(0, 1));
        Fulfilment later = shop.order("1", "p", 2);
        assertThat(values(later)).isEqualTo(stock.subList(1, 3));
        assertThat(later.keys()).as("all keys are new").allMatch(key -> key.isNew());
    }

    private static void poolFullAgain(TestShop shop) {
        // More than a store is likely to remember as the pool's first position, or to claim at once.
        List<String> stock = shop.sells("p", 600);
        shop.rolledBack(keys -> {
            keys.fulfil(order("1", 350));
            keys.fulfil(order("2", 250));
            assertThat(keys.fulfil(order("3", 1)).waiting()).isEqualTo(1);
        });
        assertThat(values(shop.order("4", "p", 1))).isEqualTo(stock.subList(0, 1));
        assertThat(values(shop.order("5", "p", 599))).isEqualTo(stock.subList(1, 600));
    }

    private static void moreUnitsRolledBack(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.order("1", "p", 1);
        shop.rolledBack(keys -> keys.fulfil(order("1", 4)));
        assertThat(values(shop.order("1", "p", 1))).isEqualTo(stock.subList(0, 1));
        assertThat(shop.order("1", "p", 1).line("1").surplus()).as("surplus").isZero();
        assertThat(values(shop.order("2", "p", 1))).isEqualTo(stock.subList(1, 2));
    }

    private static void waitingRolledBack(TestShop shop) {
        shop.sells("p", "a");
        shop.rolledBack(keys -> keys.fulfil(order("1", 1)));
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isZero();
        shop.order("2", "p", 2);
        shop.rolledBack(keys -> keys.fulfil(order("2", 1)));
        assertThat(shop.keys().stock().upload("a", Stream.of("k1", "k2", "k3")).filled())
                .containsExactly(new FilledLine("2", "1", 2, 0));
        assertThat(values(shop.order("1", "p", 1))).containsExactly("k3");
    }

    private static void uploadRolledBack(TestShop shop) {
        shop.sells("p", "a");
        shop.order("1", "p", 1);
        shop.rolledBack(keys -> assertThat(
                        keys.stock().upload("a", Stream.of("k1", "k2")).filled())
                .hasSize(1));
        assertThat(shop.pool("a").total()).as("keys of the pool").isZero();
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isEqualTo(1);
        assertThat(shop.order("1", "p", 1).waiting()).isEqualTo(1);
        assertThat(shop.keys().stock().upload("a", Stream.of("k2", "k1")).added())
                .as("added")
                .isEqualTo(2);
        assertThat(values(shop.order("1", "p", 1))).containsExactly("k2");
    }

    private static void settingsRolledBack(TestShop shop) {
        shop.sells("p", 1);
        shop.rolledBack(keys -> {
            keys.stock().createPool("new");
            keys.products().set("p", AssignmentMethod.specificTag("new"));
            keys.products().set("q", AssignmentMethod.autoGenerated());
        });
        assertThat(shop.keys().stock().pools()).extracting(pool -> pool.pool()).containsExactly(Pool.tagged("p"));
        assertThat(shop.keys().products().get(ProductRef.of("q"))).isEmpty();
        assertThat(shop.order("1", "p", 1).isComplete()).as("complete").isTrue();
        shop.rolledBack(keys -> keys.products().remove(ProductRef.of("p")));
        assertThat(shop.keys().products().get(ProductRef.of("p"))).isPresent();
    }

    private static void seesOwnWrites(TestShop shop) {
        List<String> given = shop.inTransaction(keys -> {
            keys.stock().upload("a", Stream.of("k1", "k2", "k3", "k4"));
            keys.products().set("p", AssignmentMethod.specificTag("a"));
            keys.fulfil(order("1", 1));
            keys.fulfil(order("2", 2));
            List<String> more = values(keys.fulfil(order("1", 3)));
            assertThat(keys.stock().pool(Pool.tagged("a")).available())
                    .as("keys left")
                    .isZero();
            assertThat(keys.stock().upload("a", Stream.of("k5", "k4")).filled())
                    .containsExactly(new FilledLine("1", "1", 1, 0));
            return more;
        });
        assertThat(given).containsExactly("k1", "k4");
        assertThat(values(shop.order("1", "p", 3))).containsExactly("k1", "k4", "k5");
        assertThat(values(shop.order("2", "p", 2))).containsExactly("k2", "k3");
    }

    private static void claimedOnly(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        Pool pool = Pool.tagged("p");
        int claimed = shop.store().transact(tx -> {
            long id = tx.lockPools(shop.id(), Set.of(pool))
                    .values()
                    .iterator()
                    .next()
                    .id();
            return tx.claim(shop.id(), Map.of(id, 2), Map.of())
                    .getOrDefault(id, List.of())
                    .size();
        });
        assertThat(claimed).as("claimed rows").isEqualTo(2);
        assertThat(shop.available("p")).as("keys left").isEqualTo(3);
        assertThat(values(shop.order("1", "p", 3))).isEqualTo(stock);
    }

    private static void triedAgain(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        AtomicInteger tries = new AtomicInteger();
        Fulfilment answer = shop.inTransaction(keys -> {
            Fulfilment tried = keys.fulfil(order("1", 2));
            if (tries.incrementAndGet() < 3) {
                throw new StoreException("fails for the moment", true);
            }
            return tried;
        });
        assertThat(tries).hasValue(3);
        assertThat(values(answer)).isEqualTo(stock.subList(0, 2));
        assertThat(answer.keys()).as("all keys are new").allMatch(key -> key.isNew());
        assertThat(shop.available("p")).as("keys left").isEqualTo(3);
    }

    private static void triedOnce(TestShop shop) {
        shop.sells("p", 5);
        AtomicInteger tries = new AtomicInteger();
        StoreException failure = new StoreException("fails for good", false);
        assertThatThrownBy(() -> shop.inTransaction(keys -> {
                    keys.fulfil(order("1", 2));
                    tries.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(tries).hasValue(1);
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
    }

    private static void afterCommit(TestShop shop) {
        shop.sells("p", 5);
        List<String> ran = new CopyOnWriteArrayList<>();
        for (LicenceKeyStore store : stores(shop)) {
            ran.clear();
            store.transact(tx -> {
                tx.afterCommit(() -> ran.add("first"));
                tx.stock(shop.id(), "");
                tx.afterCommit(() -> ran.add("second"));
                assertThat(ran).as("steps that ran before the commit").isEmpty();
                return shop;
            });
            assertThat(ran).as("steps that ran with the commit").containsExactly("first", "second");
            store.transact(tx -> tx.stock(shop.id(), ""));
            assertThat(ran).as("steps after another commit").containsExactly("first", "second");
        }
    }

    /** What work may be handed to. */
    private static List<LicenceKeyStore> stores(TestShop shop) {
        return Stream.concat(Stream.of(shop.store()), shop.store().forGroups().stream())
                .toList();
    }

    private static void afterRollback(TestShop shop) {
        shop.sells("p", 5);
        List<Integer> ran = new CopyOnWriteArrayList<>();
        shop.rolledBackWork(tx -> tx.afterCommit(() -> ran.add(0)));
        assertThat(ran).as("steps of work that failed").isEmpty();
        shop.order("1", "p", 1);
        assertThat(ran).as("steps of work that failed, after the next commit").isEmpty();
        AtomicInteger tries = new AtomicInteger();
        shop.store().transact(tx -> {
            int number = tries.incrementAndGet();
            tx.afterCommit(() -> ran.add(number));
            if (number < 3) {
                throw new StoreException("fails for the moment", true);
            }
            return number;
        });
        assertThat(ran).as("steps of the tries that were committed").containsExactly(3);
    }
}
