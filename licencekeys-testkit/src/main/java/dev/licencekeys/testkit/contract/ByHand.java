package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Keys that a person moves or retires. */
final class ByHand {
    static final Act ACT = new Act("support-7", "tidying up");

    static final List<Contract> CONTRACTS = List.of(
            contract(
                    "moved keys lie behind those of the other pool, in their order",
                    Promise.OLDEST_FIRST,
                    ByHand::moved),
            contract("what is not available is not moved, and told", ByHand::leftByMove),
            contract("moved keys go to those who wait for them", Promise.OLDEST_FIRST, ByHand::fills),
            contract("a whole pool is moved, in every batch", ByHand::movedAll),
            contract("an import is undone where it was, not where its keys were moved", ByHand::undone),
            contract("a retired key is never given, nor stored again", ByHand::retired),
            contract("what is not available is not retired, and told", ByHand::leftByRetirement),
            contract("a whole pool is retired, in every batch", ByHand::retiredAll),
            contract("the threshold is that of what stays, and of what comes", Promise.ONE_WARNING, ByHand::threshold),
            contract("no key is moved beside its twin in a pool that ignores case", ByHand::twins),
            contract("nothing is moved to a pool that does not exist", ByHand::nowhere));

    private ByHand() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("keys, by hand", name, promise, body);
    }

    private static List<KeyId> ids(TestShop shop, String... values) {
        return Stream.of(values)
                .map(value -> shop.keys().inventory().find(value).orElseThrow().id())
                .toList();
    }

    private static StockChange move(TestShop shop, List<KeyId> keys, String to) {
        return shop.keys().inventory().move(keys, Pool.tagged(to), ACT);
    }

    private static void moved(TestShop shop) {
        shop.upload("a", 10);
        shop.upload("b", 2);
        List<KeyId> keys = new ArrayList<>(ids(shop, "a-3", "a-9", "a-4"));
        Collections.shuffle(keys, shop.random());
        StockChange change = move(shop, keys, "b");
        assertThat(change.changed()).as("moved").isEqualTo(3);
        assertThat(change.left()).as("left").isEmpty();
        assertThat(shop.pool("a").total()).as("total of a").isEqualTo(7);
        assertThat(shop.pool("b").total()).as("total of b").isEqualTo(5);
        assertThat(shop.pool("b").available()).as("available in b").isEqualTo(5);
        shop.upload("b", 1);
        assertThat(shop.sellOut("b")).containsExactly("b-1", "b-2", "a-3", "a-4", "a-9", "b-6");
        assertThat(shop.sellOut("a")).containsExactly("a-1", "a-2", "a-5", "a-6", "a-7", "a-8", "a-10");
    }

    private static void leftByMove(TestShop shop) {
        shop.sells("a", 5);
        shop.upload("b", 2);
        shop.order("1", "a", 1);
        shop.keys().inventory().retire(ids(shop, "a-2"), ACT);
        KeyId unknown = new KeyId(UUID.randomUUID());
        List<KeyId> keys = new ArrayList<>(ids(shop, "a-1", "a-2", "a-3", "a-3", "b-1"));
        keys.add(unknown);
        StockChange change = move(shop, keys, "b");
        assertThat(change.changed()).as("moved").isEqualTo(1);
        assertThat(change.left()).as("left").containsExactlyInAnyOrder(keys.get(0), keys.get(1), keys.get(4), unknown);
        assertThat(values(shop.order("1", "a", 1))).containsExactly("a-1");
        assertThat(shop.sellOut("b")).containsExactly("b-1", "b-2", "a-3");
        assertThat(shop.neighbour()
                        .keys()
                        .inventory()
                        .retire(ids(shop, "a-4"), ACT)
                        .changed())
                .as("retired by another shop")
                .isZero();
    }

    private static void fills(TestShop shop) {
        shop.sells("p", "b");
        shop.order("1", "p", 2);
        shop.order("2", "p", 2);
        shop.upload("a", 6);
        StockChange change = move(shop, ids(shop, "a-5", "a-2", "a-3"), "b");
        assertThat(change.filled())
                .as("filled")
                .containsExactly(new FilledLine("1", "1", 2, 0), new FilledLine("2", "1", 1, 1));
        assertThat(values(shop.order("1", "p", 2))).containsExactly("a-2", "a-3");
        assertThat(values(shop.order("2", "p", 2))).containsExactly("a-5");
        StockChange rest = shop.keys().inventory().moveAll(Pool.tagged("a"), Pool.tagged("b"), ACT);
        assertThat(rest.filled()).as("filled by the rest").containsExactly(new FilledLine("2", "1", 1, 0));
        assertThat(values(shop.order("3", "p", 9))).containsExactly("a-4", "a-6");
    }

    private static void movedAll(TestShop shop) {
        List<String> a = shop.upload("a", 2_100);
        shop.upload(Pool.untagged(), 1);
        StockChange change = shop.keys().inventory().moveAll(Pool.tagged("a"), Pool.untagged(), ACT);
        assertThat(change.changed()).as("moved").isEqualTo(2_100);
        assertThat(shop.pool("a").total()).as("total of a").isZero();
        assertThat(shop.available("a")).as("available in a").isZero();
        assertThat(shop.keys()
                        .inventory()
                        .moveAll(Pool.untagged(), Pool.untagged(), ACT)
                        .changed())
                .as("moved to where they are")
                .isZero();
        assertThat(shop.keys()
                        .inventory()
                        .moveAll(Pool.untagged(), Pool.tagged("a"), ACT)
                        .changed())
                .as("moved back")
                .isEqualTo(2_101);
        List<String> sold = shop.sellOut("a");
        assertThat(sold.get(0)).isEqualTo("(untagged)-1");
        assertThat(sold.subList(1, sold.size())).isEqualTo(a);
    }

    private static void undone(TestShop shop) {
        ImportReport report = shop.keys().stock().upload("a", Stream.of("k1", "k2", "k3"));
        shop.keys().stock().createPool("b");
        move(shop, ids(shop, "k2"), "b");
        assertThat(shop.keys().stock().undoImport(report.id())).as("forgotten").isEqualTo(2);
        assertThat(shop.sellOut("b")).containsExactly("k2");
    }

    private static void retired(TestShop shop) {
        shop.sells("a", 4);
        StockChange change = shop.keys().inventory().retire(ids(shop, "a-1", "a-3"), ACT);
        assertThat(change.changed()).as("retired").isEqualTo(2);
        assertThat(shop.pool("a").total()).as("total").isEqualTo(2);
        assertThat(shop.pool("a").used()).as("used").isZero();
        ImportReport again = shop.keys().stock().upload("b", Stream.of("a-1", "a-3"));
        assertThat(again.added()).as("added again").isZero();
        assertThat(again.duplicateUsed()).as("used before").isEqualTo(2);
        assertThat(values(shop.order("1", "a", 4))).containsExactly("a-2", "a-4");
    }

    private static void leftByRetirement(TestShop shop) {
        shop.sells("a", 4);
        shop.order("1", "a", 1);
        List<KeyId> keys = ids(shop, "a-1", "a-2");
        assertThat(shop.keys().inventory().retire(keys, ACT).left()).as("left").containsExactly(keys.get(0));
        assertThat(shop.keys().inventory().retire(keys, ACT).changed())
                .as("retired again")
                .isZero();
        assertThat(values(shop.order("1", "a", 1))).containsExactly("a-1");
        assertThat(shop.available("a")).as("available").isEqualTo(2);
    }

    private static void retiredAll(TestShop shop) {
        shop.sells("a", 2_005);
        shop.order("1", "a", 5);
        assertThat(shop.keys().inventory().retireAll(Pool.tagged("a"), ACT).changed())
                .as("retired")
                .isEqualTo(2_000);
        assertThat(shop.pool("a").total()).as("total").isEqualTo(5);
        assertThat(shop.order("2", "a", 1).keys()).isEmpty();
        List<KeyRecord> retired = KeyLists.all(shop, Pool.tagged("a"), KeyState.RETIRED);
        assertThat(retired).as("retired keys").hasSize(2_000);
    }

    private static void threshold(TestShop shop) {
        shop.sells("a", 10);
        shop.upload("b", 10);
        assertThat(shop.order("1", "a", 5).warnings()).as("warnings at 5 of 10").isEmpty();
        move(shop, ids(shop, "b-1", "b-2", "b-3", "b-4", "b-5"), "a");
        assertThat(shop.order("2", "a", 6).warnings())
                .as("warnings at 11 of 15")
                .isEmpty();
        assertThat(shop.order("3", "a", 1).warnings())
                .as("warnings at 12 of 15")
                .hasSize(1);
        shop.sellsFrom("q", "b");
        assertThat(shop.order("4", "q", 3).warnings()).as("warnings at 3 of 5").isEmpty();
        shop.keys().inventory().retire(ids(shop, "b-9"), ACT);
        assertThat(shop.order("5", "q", 1).warnings()).as("warnings at 4 of 4").hasSize(1);
    }

    private static void twins(TestShop shop) {
        Pool folds = Pool.tagged("folds");
        shop.keys().stock().ignoreCase(folds);
        shop.keys().stock().upload("folds", Stream.of("ABC", "Def"));
        shop.keys().stock().upload("a", Stream.of("abc", "x", "X", "y", "ghi"));
        shop.sellsFrom("p", "a");
        StockChange change = shop.keys().inventory().moveAll(Pool.tagged("a"), folds, ACT);
        assertThat(change.changed()).as("moved").isEqualTo(3);
        assertThat(change.left()).as("left").containsExactlyInAnyOrderElementsOf(ids(shop, "abc", "X"));
        assertThat(shop.keys().inventory().find("Y").map(KeyRecord::id))
                .as("found whatever its case")
                .contains(ids(shop, "y").get(0));
        assertThat(shop.keys().inventory().find("DEF"))
                .as("found whatever its case")
                .isPresent();
        assertThat(shop.keys()
                        .stock()
                        .upload("folds", Stream.of("GHI", "Y", "new"))
                        .added())
                .as("added beside twins")
                .isEqualTo(1);
        assertThat(move(shop, ids(shop, "y", "ghi"), "a").changed())
                .as("moved away")
                .isEqualTo(2);
        assertThat(move(shop, ids(shop, "y", "abc"), "folds").changed())
                .as("moved back")
                .isEqualTo(1);
        assertThat(shop.sellOut("folds")).containsExactly("ABC", "Def", "x", "new", "y");
        assertThat(shop.sellOut("a")).containsExactly("abc", "X", "ghi");
    }

    private static void nowhere(TestShop shop) {
        shop.upload("a", 2);
        assertThatThrownBy(() -> move(shop, ids(shop, "a-1"), "none")).isInstanceOf(UnknownPoolException.class);
        assertThatThrownBy(() -> move(shop, List.of(), "none")).isInstanceOf(UnknownPoolException.class);
        assertThatThrownBy(() -> shop.keys().inventory().moveAll(Pool.tagged("none"), Pool.tagged("a"), ACT))
                .isInstanceOf(UnknownPoolException.class);
        assertThatThrownBy(() -> shop.keys().inventory().retireAll(Pool.tagged("none"), ACT))
                .isInstanceOf(UnknownPoolException.class);
        assertThat(shop.sellOut("a")).containsExactly("a-1", "a-2");
    }
}
