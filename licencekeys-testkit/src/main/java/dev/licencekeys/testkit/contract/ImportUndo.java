package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Imports that turned out to be wrong. */
final class ImportUndo {
    static final List<Contract> CONTRACTS = List.of(
            contract("what is available still is forgotten, in every batch and pool", ImportUndo::everything),
            contract("what was given stays given", ImportUndo::given),
            contract("what was moved elsewhere stays there", ImportUndo::movedAway),
            contract("what was moved here stays here", ImportUndo::movedHere),
            contract("other imports stay", ImportUndo::others),
            contract("a second time, or of an unknown import, nothing is forgotten", ImportUndo::nothing),
            contract("the threshold is that of what stays", Promise.ONE_WARNING, ImportUndo::threshold));

    private ImportUndo() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("imports, undone", name, promise, body);
    }

    private static ImportReport upload(TestShop shop, String tag, String... keys) {
        return shop.keys().stock().upload(tag, Stream.of(keys));
    }

    private static ImportReport move(TestShop shop, String tag, String... keys) {
        ImportOptions options = ImportOptions.into(tag).onDuplicate(DuplicatePolicy.MOVE);
        return shop.importKeys(KeySupply.of(Stream.of(keys)), options);
    }

    private static long undo(TestShop shop, ImportReport report) {
        return shop.keys().stock().undoImport(report.id());
    }

    private static void everything(TestShop shop) {
        shop.sells("a", 5);
        shop.sells("b", 5);
        shop.order("1", "a", 2);
        List<PoolStock> before = shop.keys().stock().pools();
        StringBuilder csv = new StringBuilder("tag,key\n");
        IntStream.range(0, 2_300)
                .forEach(i ->
                        csv.append(i % 2 == 0 ? "a,new-" : "b,new-").append(i).append('\n'));
        ImportReport report = shop.importKeys(Supplied.csv(csv.toString()), ImportOptions.into("a"));
        assertThat(shop.pool("b").total()).as("keys of b").isEqualTo(1_155);
        assertThat(undo(shop, report)).as("forgotten").isEqualTo(2_300);
        assertThat(shop.keys().stock().pools()).as("pools").isEqualTo(before);
        ImportReport again = shop.importKeys(Supplied.csv(csv.toString()), ImportOptions.into("a"));
        assertThat(again.added()).as("added again").isEqualTo(2_300);
        assertThat(values(shop.order("2", "a", 4))).containsExactly("a-3", "a-4", "a-5", "new-0");
        assertThat(values(shop.order("3", "b", 6))).containsExactly("b-1", "b-2", "b-3", "b-4", "b-5", "new-1");
    }

    private static void given(TestShop shop) {
        shop.sells("p", "a");
        shop.order("waited", "p", 2);
        ImportReport report = upload(shop, "a", "k1", "k2", "k3", "k4", "k5", "k6");
        shop.order("1", "p", 1);
        assertThat(undo(shop, report)).as("forgotten").isEqualTo(3);
        assertThat(shop.pool("a").total()).as("total").isEqualTo(3);
        assertThat(shop.available("a")).as("available").isZero();
        assertThat(values(shop.order("waited", "p", 2))).containsExactly("k1", "k2");
        assertThat(values(shop.order("1", "p", 1))).containsExactly("k3");
        ImportReport again = upload(shop, "a", "k1", "k2", "k3", "k4", "k5", "k6");
        assertThat(again.added()).as("added again").isEqualTo(3);
        assertThat(again.duplicateUsed()).as("given").isEqualTo(3);
        assertThat(shop.sellOut("a")).containsExactly("k4", "k5", "k6");
    }

    private static void movedAway(TestShop shop) {
        ImportReport first = upload(shop, "a", "k1", "k2", "k3", "k4");
        ImportReport second = move(shop, "b", "k3", "k1", "new");
        assertThat(undo(shop, first)).as("forgotten of the first").isEqualTo(2);
        assertThat(shop.pool("a").total()).as("total of a").isZero();
        assertThat(shop.pool("b").total()).as("total of b").isEqualTo(3);
        assertThat(undo(shop, second)).as("forgotten of the second").isEqualTo(1);
        assertThat(shop.sellOut("b")).containsExactly("k3", "k1");
    }

    private static void movedHere(TestShop shop) {
        ImportReport first = upload(shop, "a", "k1", "k2", "k3");
        ImportReport second = move(shop, "b", "n1", "k2", "n2", "k3", "n3");
        assertThat(second.moved()).as("moved").isEqualTo(2);
        assertThat(undo(shop, second)).as("forgotten").isEqualTo(3);
        assertThat(shop.pool("b").total()).as("total of b").isEqualTo(2);
        assertThat(shop.sellOut("b")).containsExactly("k2", "k3");
        assertThat(undo(shop, first)).as("forgotten of the first").isEqualTo(1);
    }

    private static void others(TestShop shop) {
        upload(shop, "a", "k1", "k2");
        ImportReport wrong = upload(shop, "a", "w1", "k1", "w2");
        upload(shop, "a", "k3", "w2");
        assertThat(undo(shop, wrong)).as("forgotten").isEqualTo(2);
        assertThat(shop.sellOut("a")).containsExactly("k1", "k2", "k3");
    }

    private static void nothing(TestShop shop) {
        ImportReport report = upload(shop, "a", "k1");
        TestShop other = shop.neighbour();
        upload(other, "a", "k1");
        assertThat(other.keys().stock().undoImport(report.id()))
                .as("of another shop")
                .isZero();
        assertThat(shop.keys().stock().undoImport(UUID.randomUUID()))
                .as("unknown")
                .isZero();
        assertThat(shop.available("a") + other.available("a")).as("keys").isEqualTo(2);
        assertThat(undo(shop, report)).as("forgotten").isEqualTo(1);
        assertThat(undo(shop, report)).as("forgotten a second time").isZero();
    }

    private static void threshold(TestShop shop) {
        shop.sells("p", 10);
        ImportReport wrong = upload(shop, "p", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "w10");
        assertThat(shop.order("1", "p", 7).warnings()).as("warnings at 7 of 20").isEmpty();
        undo(shop, wrong);
        assertThat(shop.order("2", "p", 1).warnings()).as("warnings at 8 of 10").hasSize(1);
        assertThat(shop.keys().stock().pool(Pool.tagged("p")).available())
                .as("keys left")
                .isEqualTo(2);
    }
}
