package dev.licencekeys.jooq;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.store.LicenceKeyStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An import, as one process tells another to do it.
 *
 * @param tag the pool
 * @param batch keys in each transaction
 * @param first the first number, or the seed
 * @param second behind the last number, or how many lines
 */
record ImportTask(String shop, String tag, int batch, Supply supply, long first, long second) {
    /** Where the lines come from. */
    enum Supply {
        /** Numbered keys. */
        UPWARDS,

        /** The same in the opposite order. */
        DOWNWARDS,

        /** {@link MixedLines} as a stream. */
        MIXED_STREAM,

        /** {@link MixedLines} as a file. */
        MIXED_FILE
    }

    /** What {@link #words} made of it. */
    static ImportTask ofWords(String words) {
        String[] all = words.split(" ", -1);
        return new ImportTask(
                all[0],
                all[1],
                Integer.parseInt(all[2]),
                Supply.valueOf(all[3]),
                Long.parseLong(all[4]),
                Long.parseLong(all[5]));
    }

    String words() {
        return shop + " " + tag + " " + batch + " " + supply + " " + first + " " + second;
    }

    ImportReport run(LicenceKeyStore store, Consumer<ImportProgress> progress) {
        LicenceKeys keys = Shop.of(shop, store).keys();
        ImportOptions options = ImportOptions.into(tag).inBatchesOf(batch).onProgress(progress);
        return switch (supply) {
            case UPWARDS -> keys.stock().importKeys(numbered(first, 1), options);
            case DOWNWARDS -> keys.stock().importKeys(numbered(second - 1, -1), options);
            case MIXED_STREAM -> keys.stock().importKeys(KeySupply.of(mixed().lines()), options);
            case MIXED_FILE -> importFile(keys, options);
        };
    }

    private KeySupply numbered(long from, int step) {
        return KeySupply.of(
                IntStream.range(0, (int) (second - first)).mapToObj(i -> "key-" + (from + (long) i * step)));
    }

    /** The mixed lines that it imports. */
    MixedLines mixed() {
        return new MixedLines(first, (int) second, supply == Supply.MIXED_STREAM);
    }

    private ImportReport importFile(LicenceKeys keys, ImportOptions options) {
        try {
            Path file = Files.createTempFile("licencekeys-mixed-", ".txt");
            try {
                try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                    for (String line : (Iterable<String>) mixed().lines()::iterator) {
                        writer.write(line);
                        writer.write('\n');
                    }
                }
                return keys.stock().importKeys(KeySupply.text(Files.newInputStream(file)), options);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
