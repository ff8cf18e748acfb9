package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.jooq.ImportTask.Supply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a million lines each is told right, by a process with a heap of 256 MB. */
class LargeImportTest {
    private static final int LINES = Size.of(2_000, 1_000_000);
    private static final int BATCH = Size.of(500, 5_000);

    /** On one of them, unless at full size: each takes a process. */
    static List<TestDatabase> databases() {
        return Size.of(
                List.of(TestDatabase.POSTGRESQL_NEWEST),
                List.of(TestDatabase.H2_FILE, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB));
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("databases")
    void everyLineIsCounted(TestDatabase database) throws IOException, InterruptedException {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Address address = database.forProcesses();
        List<ImportTask> tasks = Stream.of(Supply.MIXED_STREAM, Supply.MIXED_FILE)
                .map(supply -> new ImportTask(
                        "shop-" + UUID.randomUUID(), MixedLines.POOL.toString(), BATCH, supply, seed, LINES))
                .toList();
        try (JooqLicenceKeyStore store = store(address)) {
            tasks.forEach(task -> fill(Shop.of(task.shop(), store), task.mixed()));
        }
        try (ImportProcess process = ImportProcess.start(address, folder).whenReady()) {
            for (ImportTask task : tasks) {
                long began = System.nanoTime();
                process.begin(task);
                ImportCounts told = process.report();
                System.out.printf(
                        "%,d lines, %s, on %s with seed %d: %s in %,d ms, heap up to %d MB%n",
                        LINES,
                        task.supply(),
                        database,
                        seed,
                        told,
                        (System.nanoTime() - began) / 1_000_000,
                        process.heap());
                assertThat(told)
                        .as("%s with seed %d", task.supply(), seed)
                        .isEqualTo(task.mixed().counts());
            }
        }
        try (JooqLicenceKeyStore store = store(address)) {
            tasks.forEach(task -> requireStock(Shop.of(task.shop(), store), task.mixed()));
        }
    }

    private static JooqLicenceKeyStore store(Address address) {
        Schema.on(address.dataSource()).migrate();
        return JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(2)));
    }

    private static void fill(Shop shop, MixedLines lines) {
        MixedLines.KNOWN.forEach(pool -> shop.keys().stock().upload(pool, lines.known(pool)));
        String given = MixedLines.KNOWN.get(2).toString();
        shop.keys().products().set(given, AssignmentMethod.specificTag(given));
        for (int left = lines.known(); left > 0; left -= 1_000) {
            assertThat(shop.order("with-" + left, given, Math.min(left, 1_000)).isComplete())
                    .isTrue();
        }
    }

    private static void requireStock(Shop shop, MixedLines lines) {
        List<Long> expected = List.of(lines.known() + lines.counts().added(), (long) lines.known(), 0L);
        assertThat(MixedLines.KNOWN.stream().map(pool -> available(shop, pool)).toList())
                .as("keys of %s", MixedLines.KNOWN)
                .isEqualTo(expected);
    }

    private static long available(Shop shop, Pool pool) {
        return shop.keys().stock().pool(pool).available();
    }
}
