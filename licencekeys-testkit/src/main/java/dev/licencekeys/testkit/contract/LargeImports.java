package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Imports of several batches, each of which is a transaction of its own: a thousand keys. */
final class LargeImports {
    static final List<Contract> CONTRACTS = List.of(
            contract(
                    "the first batches fill the lines that wait, oldest first",
                    Promise.OLDEST_FIRST,
                    LargeImports::waitingLines),
            contract(
                    "in the end the very key that reaches the threshold warns",
                    Promise.ONE_WARNING,
                    LargeImports::threshold),
            contract(
                    "the threshold is exact though keys were taken from the middle of the pool",
                    Promise.ONE_WARNING,
                    LargeImports::thresholdBehindGaps),
            contract("progress only grows, and ends at the totals", Promise.HONEST_STOCK, LargeImports::progress));

    private LargeImports() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("imports, large", name, promise, body);
    }

    private static List<String> keys(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    }

    private static void waitingLines(TestShop shop) {
        shop.sells("p", "a");
        shop.sells("whole", AssignmentMethod.specificTag("a"), ShortagePolicy.ALL_OR_NOTHING);
        shop.order("9", "p", 600);
        shop.order("5", "whole", 1_000);
        shop.order("7", "p", 600);
        shop.order("1", "p", 700);
        List<String> keys = keys("key", 2_500);
        List<Long> waiting = new ArrayList<>();
        ImportOptions options = ImportOptions.into("a")
                .onProgress(progress -> waiting.add(shop.pool("a").waitingLines()));
        ImportReport report = shop.importKeys(KeySupply.of(keys.stream()), options);
        assertThat(waiting).as("waiting lines after each batch").containsExactly(3L, 2L, 1L);
        assertThat(report.filled())
                .containsExactly(
                        new FilledLine("9", "1", 600, 0),
                        new FilledLine("7", "1", 400, 200),
                        new FilledLine("5", "1", 1_000, 0),
                        new FilledLine("7", "1", 200, 0),
                        new FilledLine("1", "1", 300, 400));
        assertThat(values(shop.order("9", "p", 600))).isEqualTo(keys.subList(0, 600));
        assertThat(values(shop.order("5", "whole", 1_000))).isEqualTo(keys.subList(1_000, 2_000));
        assertThat(values(shop.order("7", "p", 600))).startsWith("key-600").endsWith("key-2199");
        assertThat(values(shop.order("1", "p", 700))).isEqualTo(keys.subList(2_200, 2_500));
    }

    private static void threshold(TestShop shop) {
        List<String> first = shop.sells("p", 10);
        shop.order("used", "p", 9);
        ImportReport report = shop.importKeys(KeySupply.of(keys("key", 2_345).stream()), ImportOptions.into("p"));
        assertThat(report.warnings()).isEmpty();
        requireWarningWith(shop, first.size() + 2_345, 9);
    }

    private static void thresholdBehindGaps(TestShop shop) {
        for (int more : new int[] {40, 1_500}) {
            TestShop one = shop.neighbour();
            List<String> stock = one.sells("p", 100);
            // Of the last fifth, which the threshold leaves, every other key.
            List<String> middle = IntStream.range(80, 100)
                    .filter(i -> i % 2 == 0)
                    .mapToObj(stock::get)
                    .toList();
            one.importKeys(
                    KeySupply.of(middle.stream()), ImportOptions.into("b").onDuplicate(DuplicatePolicy.MOVE));
            one.importKeys(KeySupply.of(keys("key", more).stream()), ImportOptions.into("p"));
            requireWarningWith(one, 90 + more, 0);
        }
    }

    /** Exactly the key that takes the usage to 80 percent warns, of a pool with so many keys, of which so many are used. */
    private static void requireWarningWith(TestShop shop, int total, int used) {
        assertThat(shop.pool("p").total()).as("total").isEqualTo(total);
        assertThat(shop.pool("p").threshold()).isEqualTo(ThresholdPolicy.DEFAULT);
        int before = (total * 80 + 99) / 100 - 1 - used;
        for (int sold = 0; sold < before; sold += 1_000) {
            assertThat(shop.order("before-" + sold, "p", Math.min(1_000, before - sold))
                            .warnings())
                    .as("warnings before key %d of %d", used + before + 1, total)
                    .isEmpty();
        }
        assertThat(shop.order("reaches", "p", 1).warnings())
                .as("warnings with key %d of %d", used + before + 1, total)
                .hasSize(1);
        assertThat(shop.order("after", "p", 5).warnings())
                .as("warnings after it")
                .isEmpty();
    }

    private static void progress(TestShop shop) {
        List<String> lines = new ArrayList<>(keys("key", 2_300));
        lines.addAll(50, List.of("", "key-0", "nu\0l"));
        int bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8).length + 1;
        for (Supplied how : Supplied.values()) {
            TestShop one = shop.neighbour();
            List<ImportProgress> told = new ArrayList<>();
            ImportReport report =
                    one.importKeys(how.of(lines), ImportOptions.into("a").onProgress(told::add));
            assertThat(told).as("told after each of three batches").hasSize(3);
            for (int i = 1; i < told.size(); i++) {
                ImportProgress last = told.get(i - 1);
                ImportProgress next = told.get(i);
                assertThat(next.lines()).as("lines").isGreaterThanOrEqualTo(last.lines());
                assertThat(next.added()).as("added").isGreaterThan(last.added());
                assertThat(next.bytes()).as("bytes").isGreaterThanOrEqualTo(last.bytes());
                assertThat(next.elapsed()).as("elapsed").isGreaterThan(last.elapsed());
            }
            ImportProgress end = told.get(told.size() - 1);
            assertThat(end.lines()).as("lines in the end").isEqualTo(report.lines());
            assertThat(end.added())
                    .as("added in the end")
                    .isEqualTo(report.added())
                    .isEqualTo(2_300);
            assertThat(told.get(0).added()).as("added by the first batch").isLessThanOrEqualTo(1_000);
            assertThat(told.get(0).elapsed()).as("elapsed").isGreaterThan(Duration.ZERO);
            if (how == Supplied.AS_TEXT) {
                assertThat(end.bytes()).as("bytes in the end").isEqualTo(bytes);
            }
        }
    }
}
