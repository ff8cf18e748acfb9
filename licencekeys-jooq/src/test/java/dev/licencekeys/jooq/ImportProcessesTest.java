package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.jooq.ImportTask.Supply;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.product.AssignmentMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports of other processes: one that is killed, and two at once. */
class ImportProcessesTest {
    private static final int BATCHES = 20;
    private static final int KILLS = Size.of(1, 5);

    /** The last batch at which it is killed: small ones are all stored soon. */
    private static final int LAST = Size.of(BATCHES / 2, BATCHES - 1);

    /** About as many as a batch has, each told before and after. */
    private static final int CALLS = 30;

    /** On some of them, unless at full size: each takes processes. */
    static List<TestDatabase> killed() {
        return Size.of(
                List.of(TestDatabase.H2_FILE, TestDatabase.POSTGRESQL_NEWEST),
                List.of(TestDatabase.H2_FILE, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB));
    }

    static List<TestDatabase> shared() {
        return Size.of(List.of(TestDatabase.MARIADB), List.of(TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB));
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("killed")
    void theSameAgainCompletesWhatWasKilled(TestDatabase database) throws IOException, InterruptedException {
        int keys = Size.of(1_000, 100_000);
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Random random = new Random(seed);
        Address address = database.forProcesses();
        for (int kill = 0; kill < KILLS; kill++) {
            ImportTask task = new ImportTask("shop-" + UUID.randomUUID(), "p", keys / BATCHES, Supply.UPWARDS, 0, keys);
            long told;
            try (ImportProcess process =
                    ImportProcess.tellingCalls(address, folder).whenReady()) {
                process.begin(task);
                told = process.kill(random.nextInt(LAST), random.nextInt(CALLS));
            }
            try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(2)))) {
                ImportReport again = task.run(store, progress -> {});
                System.out.printf(
                        "import of %,d keys on %s with seed %d, killed when %,d were stored: again %s%n",
                        keys, database, seed, told, ImportCounts.of(again));
                // The one that was killed may have stored a batch that it did not live to tell of.
                assertThat(again.duplicateInPool())
                        .as("stored before the end, seed %d", seed)
                        .isIn(told, told + task.batch());
                assertThat(again.added() + again.duplicateInPool())
                        .as("added or there already, seed %d", seed)
                        .isEqualTo(keys);
                assertThat(Shop.of(task.shop(), store).available("p"))
                        .as("keys in stock, seed %d", seed)
                        .isEqualTo(keys);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shared")
    void twoAtOnceComeToTheUnion(TestDatabase database) throws IOException, InterruptedException {
        Address address = database.forProcesses();
        try (ImportProcess one = ImportProcess.start(address, folder);
                ImportProcess other = ImportProcess.start(address, folder)) {
            one.whenReady();
            other.whenReady();
            overlap(database, "p", one, "p", other);
            overlap(database, "p", one, "q", other);
        }
    }

    private static void overlap(
            TestDatabase database, String tag, ImportProcess one, String otherTag, ImportProcess other)
            throws IOException, InterruptedException {
        int keys = Size.of(1_000, 20_000);
        int union = keys + keys / 2;
        String id = "shop-" + UUID.randomUUID();
        one.begin(new ImportTask(id, tag, keys / BATCHES, Supply.UPWARDS, 0, keys));
        other.begin(new ImportTask(id, otherTag, keys / BATCHES, Supply.DOWNWARDS, keys / 2, union));
        List<ImportCounts> counts = List.of(one.report(), other.report());
        System.out.printf("twice %,d keys into %s and %s on %s: %s%n", keys, tag, otherTag, database, counts);
        assertThat(counts).as("counts").allMatch(count -> count.added() + count.inPool() + count.elsewhere() == keys);
        assertThat(counts.stream().mapToLong(ImportCounts::added).sum())
                .as("added")
                .isEqualTo(union);
        Shop shop = Shop.of(id, database.store());
        List<String> sold = Stream.of(tag, otherTag)
                .distinct()
                .flatMap(each -> sellOut(shop, each).stream())
                .sorted()
                .toList();
        assertThat(sold)
                .as("keys sold")
                .isEqualTo(IntStream.range(0, union)
                        .mapToObj(i -> "key-" + i)
                        .sorted()
                        .toList());
    }

    private static List<String> sellOut(Shop shop, String tag) {
        shop.keys().products().set(tag, AssignmentMethod.specificTag(tag));
        List<String> sold = new ArrayList<>();
        for (long left = shop.available(tag); left > 0; left = shop.available(tag)) {
            sold.addAll(Shop.values(shop.order(tag + "-with-" + left, tag, (int) Math.min(left, 1_000))));
        }
        return sold;
    }
}
