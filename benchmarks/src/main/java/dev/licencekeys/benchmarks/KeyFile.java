package dev.licencekeys.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A file of keys, one per line, of which one in twenty came before.
 *
 * @param path where it is
 * @param lines how many lines it has
 * @param distinct how many different keys
 */
record KeyFile(Path path, int lines, int distinct) {
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int DUPLICATE_OF = 20;

    static KeyFile write(Path folder, int lines, long seed) throws IOException {
        Path path = folder.resolve("keys.txt");
        Random random = new Random(seed);
        int distinct = 0;
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            for (int line = 0; line < lines; line++) {
                boolean repeats = distinct > 0 && line % DUPLICATE_OF == 0;
                long number = repeats ? random.nextInt(distinct) : distinct++;
                out.write(key(number, seed));
                out.write('\n');
            }
        }
        return new KeyFile(path, lines, distinct);
    }

    /** Five groups of five characters; different for different numbers. */
    private static String key(long number, long seed) {
        Random random = new Random(number ^ seed);
        StringBuilder key = new StringBuilder(29);
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                key.append('-');
            }
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.append('-').append(String.format("%08X", number)).toString();
    }
}
