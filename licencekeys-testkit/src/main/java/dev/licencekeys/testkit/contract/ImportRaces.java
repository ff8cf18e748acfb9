package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Imports at the same time as each other, and as orders. */
final class ImportRaces {
    static final List<Contract> CONTRACTS = List.of(
            contract("two imports that overlap come to exactly the union", ImportRaces::overlap),
            contract("two imports that move the same keys to and fro lose none", ImportRaces::moves),
            contract("a key is either forgotten or sold", ImportRaces::undoneAndSold));

    private ImportRaces() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("imports, at once", name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "key-" + i).toList();
    }

    private static void overlap(TestShop shop) throws InterruptedException {
        for (List<String> tags : List.of(List.of("same", "same"), List.of("one", "other"))) {
            TestShop both = shop.neighbour();
            tags.forEach(both.keys().stock()::createPool);
            List<String> upwards = keys(0, 1_500);
            List<String> downwards = new ArrayList<>(keys(700, 2_200));
            Collections.reverse(downwards);
            List<ImportReport> reports = new Race<ImportReport>()
                    .with(() -> both.onAnotherNode().stock().upload(tags.get(0), upwards.stream()))
                    .with(() -> both.onAnotherNode().stock().upload(tags.get(1), downwards.stream()))
                    .run();
            assertThat(reports).as("reports").allMatch(report -> report.added() + report.duplicates() == 1_500);
            assertThat(reports.stream().mapToLong(ImportReport::added).sum())
                    .as("added")
                    .isEqualTo(2_200);
            List<String> sold = tags.stream()
                    .distinct()
                    .flatMap(tag -> both.sellOut(tag).stream())
                    .toList();
            assertThat(sold).as("keys sold").containsExactlyInAnyOrderElementsOf(keys(0, 2_200));
        }
    }

    private static void moves(TestShop shop) throws InterruptedException {
        List<String> a = shop.upload("a", 300);
        List<String> b = shop.upload("b", 300);
        List<String> all = Stream.concat(a.stream(), b.stream()).toList();
        Race<ImportReport> race = new Race<>();
        for (String tag : List.of("a", "b")) {
            ImportOptions options = ImportOptions.into(tag).onDuplicate(DuplicatePolicy.MOVE);
            race.with(
                    2,
                    () -> shop.onAnotherNode()
                            .stock()
                            .importKeys(KeySupply.of(all.stream()), options.inBatchesOf(1_000)));
        }
        List<ImportReport> reports = race.run();
        assertThat(reports).as("reports").allMatch(report -> report.moved() + report.duplicates() == 600);
        assertThat(shop.pool("a").total() + shop.pool("b").total()).as("total").isEqualTo(600);
        shop.keys().stock().upload("a", Stream.of("late"));
        assertThat(shop.pool("a").total() + shop.pool("b").total())
                .as("total with one that comes later")
                .isEqualTo(601);
        List<String> sold =
                Stream.of("b", "a").flatMap(tag -> shop.sellOut(tag).stream()).toList();
        assertThat(sold.subList(0, 600)).as("keys sold").containsExactlyInAnyOrderElementsOf(all);
        assertThat(sold.subList(600, sold.size())).as("sold last").containsExactly("late");
    }

    private static void undoneAndSold(TestShop shop) throws InterruptedException {
        shop.sells("p", "a");
        List<String> keys = keys(0, 300);
        ImportReport report = shop.keys().stock().upload("a", keys.stream());
        AtomicLong forgotten = new AtomicLong();
        List<String> sold = new Race<List<String>>()
                .with(() -> {
                    forgotten.set(shop.onAnotherNode().stock().undoImport(report.id()));
                    return List.of();
                })
                .with(() -> IntStream.range(0, 60)
                        .mapToObj(i -> shop.order("order-" + i, "p", 2))
                        .flatMap(answer -> values(answer).stream())
                        .toList())
                .run()
                .get(1);
        assertThat(forgotten.get() + sold.size()).as("forgotten and sold").isEqualTo(300);
        assertThat(shop.pool("a").total()).as("total").isEqualTo(sold.size());
        assertThat(shop.available("a")).as("available").isZero();
        ImportReport again = shop.keys().stock().upload("b", keys.stream());
        assertThat(again.duplicateUsed()).as("sold").isEqualTo(sold.size());
        List<String> left = new ArrayList<>(keys);
        left.removeAll(sold);
        assertThat(shop.sellOut("b")).as("keys that were forgotten").isEqualTo(left);
    }
}
