package dev.licencekeys.jooq;

import dev.licencekeys.pool.Pool;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines of a merchant's file, among them what can't be a key, and what the file or the shop has already. What a line is
 * depends on nothing but the seed and its number, so that a million of them take no memory.
 *
 * @param seed decides what each line is
 * @param count how many there are
 * @param program whether a program supplies them: then some have half of a surrogate pair, which no file in UTF-8 holds
 */
record MixedLines(long seed, int count, boolean program) {
    /** The pool of the import. */
    static final Pool POOL = Pool.tagged("pool");

    /** The pools of the keys that the shop has before: this many in each, those of the last one all given away. */
    static final List<Pool> KNOWN = List.of(POOL, Pool.tagged("elsewhere"), Pool.tagged("given"));

    private static final List<String> ODD =
            List.of("", "\uD83D\uDD11", "caf\u00E9", "a b ", "'; DROP TABLE licence_key; --", "\"quoted\", ", "=1+1");

    private static final List<String> SPACES = List.of(" ", "\t", "\u00A0", "\u3000", "\u200B", "\uFEFF", " \t ");

    private static final List<String> UNUSABLE =
            List.of("nu\0l", "be\u0007ll", "zero\u200Bwidth", "\u202Eoverride", "x".repeat(1_025), "", " ", "\u3000\t");

    private static final List<String> HALVES = List.of("half\uD83D", "\uDD11half", "\uDD11\uD83D");

    /** Longer than a line may be. */
    private static final String ENDLESS = "x".repeat(70_000);

    private enum Kind {
        NEW,
        TRIMMED,
        REPEATED,
        IN_POOL,
        ELSEWHERE,
        GIVEN,
        UNUSABLE;

        /** Nine of twenty lines. */
        private static final List<Kind> NOT_NEW =
                List.of(TRIMMED, TRIMMED, REPEATED, REPEATED, IN_POOL, ELSEWHERE, GIVEN, UNUSABLE, UNUSABLE);

        boolean isAdded() {
            return this == NEW || this == TRIMMED;
        }
    }

    /** How many keys the shop has before in each of the {@link #KNOWN} pools. */
    int known() {
        return count / 100;
    }

    /** The keys that the shop has before in such a pool. */
    Stream<String> known(Pool pool) {
        return IntStream.range(0, known()).mapToObj(i -> known(pool, i));
    }

    private static String known(Pool pool, int i) {
        return "known-" + pool + "-" + i;
    }

    Stream<String> lines() {
        return IntStream.range(0, count).mapToObj(this::line);
    }

    /** What the shop has to be told of them. */
    ImportCounts counts() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (int line = 0; line < count; line++) {
            counts.merge(kind(line, random(line)), 1L, Long::sum);
        }
        long trimmed = counts.getOrDefault(Kind.TRIMMED, 0L);
        return new ImportCounts(
                counts.getOrDefault(Kind.NEW, 0L) + trimmed,
                counts.getOrDefault(Kind.REPEATED, 0L),
                counts.getOrDefault(Kind.IN_POOL, 0L),
                counts.getOrDefault(Kind.ELSEWHERE, 0L),
                counts.getOrDefault(Kind.GIVEN, 0L),
                counts.getOrDefault(Kind.UNUSABLE, 0L),
                trimmed);
    }

    private SplittableRandom random(int line) {
        return new SplittableRandom(seed ^ line * 0x9E3779B97F4A7C15L);
    }

    private static Kind kind(int line, SplittableRandom random) {
        int draw = random.nextInt(20);
        // A byte-order mark before the first line would be the file's own.
        return line == 0 || draw >= Kind.NOT_NEW.size() ? Kind.NEW : Kind.NOT_NEW.get(draw);
    }

    private String line(int line) {
        SplittableRandom random = random(line);
        return switch (kind(line, random)) {
            case NEW -> key(line);
            case TRIMMED ->
                random.nextBoolean() ? oneOf(SPACES, random) + key(line) : key(line) + oneOf(SPACES, random);
            case REPEATED -> repeated(line, random);
            case IN_POOL -> known(KNOWN.get(0), random.nextInt(known()));
            case ELSEWHERE -> known(KNOWN.get(1), random.nextInt(known()));
            case GIVEN -> known(KNOWN.get(2), random.nextInt(known()));
            case UNUSABLE -> unusable(random);
        };
    }

    private String key(int line) {
        return ODD.get(line % ODD.size()) + "key-" + line;
    }

    /** A key of an earlier line; the same letters in another form, or between spaces, are the same key. */
    private String repeated(int line, SplittableRandom random) {
        int earlier = random.nextInt(line);
        while (!kind(earlier, random(earlier)).isAdded()) {
            earlier--;
        }
        String key = key(earlier);
        return random.nextBoolean() ? key.replace("\u00E9", "e\u0301") : oneOf(SPACES, random) + key;
    }

    private String unusable(SplittableRandom random) {
        if (random.nextInt(1_000) == 0) {
            return ENDLESS;
        }
        return program && random.nextInt(10) < 3 ? oneOf(HALVES, random) : oneOf(UNUSABLE, random);
    }

    private static String oneOf(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
