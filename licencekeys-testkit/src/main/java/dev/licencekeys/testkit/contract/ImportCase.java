package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.Protections.NOW;
import static dev.licencekeys.testkit.contract.Protections.OLD;
import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys that differ only in case, in pools that ignore it and in others. */
final class ImportCase {
    static final List<Contract> CONTRACTS = List.of(
            contract("only a pool that never had a key can ignore case, and does so for good", ImportCase::chosen),
            contract("twins are one key to a pool that ignores case, and two to any other", ImportCase::twins),
            contract("a key that went to a pool which ignores case counts there for good", ImportCase::forGood),
            contract("a key that is moved to a pool which ignores case has no twins from then on", ImportCase::moved),
            contract("a twin that was forgotten leaves room", ImportCase::undone),
            contract("imports of any keys into any pools keep to the law, and dry runs foretell them", ImportCase::law),
            contract("the language of the machine makes no difference", ImportCase::turkish),
            contract("of twins that are imported at once one is stored", ImportCase::atOnce),
            contract("twins are known on both sides of a change of secrets, and after it", ImportCase::rotated));

    private ImportCase() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("imports, case", name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static void ignoreCase(TestShop shop, String... tags) {
        for (String tag : tags) {
            shop.keys().stock().ignoreCase(Pool.tagged(tag));
        }
    }

    private static ImportReport upload(TestShop shop, String tag, String... keys) {
        return shop.keys().stock().upload(tag, Stream.of(keys));
    }

    private static ImportReport move(TestShop shop, String tag, String... keys) {
        return shop.importKeys(
                KeySupply.of(Stream.of(keys)), ImportOptions.into(tag).onDuplicate(DuplicatePolicy.MOVE));
    }

    private static void chosen(TestShop shop) {
        shop.keys().stock().createPool("a");
        ignoreCase(shop, "a", "new");
        shop.keys().stock().ignoreCase(Pool.untagged());
        shop.keys().stock().warnAt(Pool.tagged("a"), ThresholdPolicy.atPercent(50));
        upload(shop, "a", "abc");
        ignoreCase(shop, "a");
        upload(shop, "b", "abc-b");
        shop.sellOut("b");
        assertThatThrownBy(() -> ignoreCase(shop, "b"))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("create another pool");
        assertThat(shop.onAnotherNode().stock().pools().stream()
                        .filter(stock -> stock.ignoresCase())
                        .map(stock -> stock.pool().toString()))
                .containsExactly("(untagged)", "a", "new");
        assertThat(upload(shop, "b", "ABC-b").added()).as("added to b").isEqualTo(1);
        assertThat(upload(shop, "a", "ABC").added()).as("added to a").isZero();
    }

    private static void twins(TestShop shop) {
        ignoreCase(shop, "any", "other");
        ImportReport report = upload(shop, "any", "Abc-1", "ABC-1", "abc-2", "abc-1", "\u00C9", "e\u0301");
        assertThat(report.added()).as("added").isEqualTo(3);
        assertThat(report.duplicateInImport()).as("twins in the import").isEqualTo(3);
        assertThat(upload(shop, "any", "aBC-1", "ABC-3").duplicateInPool())
                .as("twins in the pool")
                .isEqualTo(1);
        assertThat(upload(shop, "other", "aBC-1").duplicateElsewhere())
                .as("twins in another pool that ignores case")
                .isEqualTo(1);
        assertThat(upload(shop, "exact", "ABC-1", "abc-1", "Abc-1").added())
                .as("added where case counts, but for the equal one")
                .isEqualTo(2);
        assertThat(upload(shop, "exact", "xy", "XY").added())
                .as("twins where case counts")
                .isEqualTo(2);
        ImportReport afterwards = upload(shop, "any", "xY", "XY", "xy", "z");
        assertThat(afterwards.added()).as("added").isEqualTo(2);
        assertThat(afterwards.duplicateInImport()).as("twins of the first").isEqualTo(2);
        shop.sellsFrom("p", "any");
        assertThat(values(shop.order("1", "p", 4)))
                .as("keys as they were uploaded")
                .containsExactly("Abc-1", "abc-2", "\u00C9", "ABC-3");
        assertThat(upload(shop, "any", "ABC-1").duplicateUsed())
                .as("twins of a given one")
                .isEqualTo(1);
        ImportOptions failing = ImportOptions.into("any").onDuplicate(DuplicatePolicy.FAIL);
        assertThatThrownBy(() -> shop.importKeys(KeySupply.of(Stream.of("new", "Z")), failing))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in line 2 ");
    }

    private static void forGood(TestShop shop) {
        ignoreCase(shop, "any", "other");
        upload(shop, "any", "abc");
        assertThat(move(shop, "exact", "abc").moved()).as("moved away").isEqualTo(1);
        assertThat(upload(shop, "any", "ABC").duplicateElsewhere()).as("twins").isEqualTo(1);
        assertThat(move(shop, "other", "ABC").moved()).as("moved as its twin").isEqualTo(1);
        assertThat(shop.sellOut("other")).containsExactly("abc");
    }

    private static void moved(TestShop shop) {
        ignoreCase(shop, "any");
        upload(shop, "exact", "abc", "ABC", "def", "DEF", "ghi");
        ImportReport report = move(shop, "any", "abc", "ABC", "Abc", "new", "def");
        assertThat(report.moved()).as("moved").isEqualTo(2);
        assertThat(report.duplicateInPool()).as("twins of what was moved").isEqualTo(2);
        assertThat(report.added()).as("added").isEqualTo(1);
        assertThat(move(shop, "any", "DEF", "NEW", "GHI").added())
                .as("added later")
                .isEqualTo(1);
        assertThat(move(shop, "any", "ghi").duplicateInPool())
                .as("twins, not moved")
                .isEqualTo(1);
        assertThat(shop.sellOut("any")).containsExactly("abc", "new", "def", "GHI");
        assertThat(shop.sellOut("exact")).containsExactly("ABC", "DEF", "ghi");
    }

    private static void undone(TestShop shop) {
        ignoreCase(shop, "any");
        ImportReport report = upload(shop, "any", "abc");
        assertThat(shop.keys().stock().undoImport(report.id())).isEqualTo(1);
        assertThat(upload(shop, "any", "ABC").added()).isEqualTo(1);
        assertThat(shop.sellOut("any")).containsExactly("ABC");
    }

    /** What the shop has, by the law as it is written down: one key after the other. */
    private static final class Law {
        private final Map<String, String> poolOf = new HashMap<>();
        private final Map<String, String> byFold = new HashMap<>();

        /** What becomes of an entry. */
        String store(String tag, boolean ignores, String key, Set<String> fresh, boolean moves) {
            String fold = key.toLowerCase(Locale.ROOT);
            String known =
                    ignores && byFold.containsKey(fold) ? byFold.get(fold) : poolOf.containsKey(key) ? key : null;
            if (known == null) {
                put(tag, ignores, key);
                fresh.add(key);
                return "added";
            }
            if (fresh.contains(known)) {
                return "in import";
            }
            if (Objects.equals(poolOf.get(known), tag)) {
                return "in pool";
            }
            if (moves) {
                put(tag, ignores, known);
                return "moved";
            }
            return "elsewhere";
        }

        private void put(String tag, boolean ignores, String key) {
            poolOf.put(key, tag);
            if (ignores) {
                byFold.put(key.toLowerCase(Locale.ROOT), key);
            }
        }

        List<String> keys(String tag) {
            return poolOf.keySet().stream()
                    .filter(key -> Objects.equals(poolOf.get(key), tag))
                    .toList();
        }
    }

    private static void law(TestShop shop) {
        Random random = shop.random();
        Law law = new Law();
        List<String> tags = List.of("any-1", "any-2", "exact-1", "exact-2");
        ignoreCase(shop, "any-1", "any-2");
        shop.keys().stock().createPool("exact-1");
        shop.keys().stock().createPool("exact-2");
        for (int i = 0; i < 25; i++) {
            boolean moves = random.nextInt(3) == 0;
            String into = tags.get(random.nextInt(tags.size()));
            List<KeySupply.Entry> entries = new ArrayList<>();
            for (int line = 1; line <= 12; line++) {
                // Of a key that would be moved to two pools a dry run tells the first.
                String tag = moves ? into : tags.get(random.nextInt(tags.size()));
                entries.add(new KeySupply.Entry(line, key(random), tag, ""));
            }
            KeySupply supply = intake -> entries.forEach(intake::accept);
            ImportOptions options = ImportOptions.into(into)
                    .onDuplicate(moves ? DuplicatePolicy.MOVE : DuplicatePolicy.SKIP)
                    .inBatchesOf(1 + random.nextInt(12));
            ImportReport foretold = shop.keys().stock().importKeys(supply, options.asDryRun());
            ImportReport report = shop.keys().stock().importKeys(supply, options);
            Map<String, Long> fates = new HashMap<>();
            Set<String> fresh = new HashSet<>();
            entries.forEach(entry -> fates.merge(
                    law.store(entry.tag(), entry.tag().startsWith("any"), entry.key(), fresh, moves), 1L, Long::sum));
            assertThat(counts(report)).as("import %d of %s", i, entries).isEqualTo(fates);
            assertThat(counts(foretold)).as("dry run %d of %s", i, entries).isEqualTo(fates);
            assertThat(foretold.findings()).as("findings of dry run %d", i).isEqualTo(report.findings());
        }
        for (String tag : tags) {
            assertThat(shop.sellOut(tag)).as("keys of %s", tag).containsExactlyInAnyOrderElementsOf(law.keys(tag));
        }
    }

    private static String key(Random random) {
        String key = "key" + random.nextInt(6);
        int capital = random.nextInt(5);
        return capital < 3 ? key.substring(0, capital) + key.substring(capital).toUpperCase(Locale.ROOT) : key;
    }

    private static Map<String, Long> counts(ImportReport report) {
        Map<String, Long> counts = new HashMap<>(Map.of(
                "added", report.added(),
                "moved", report.moved(),
                "in import", report.duplicateInImport(),
                "in pool", report.duplicateInPool(),
                "elsewhere", report.duplicateElsewhere()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static void turkish(TestShop shop) {
        ignoreCase(shop, "any");
        Locale before = Locale.getDefault();
        try {
            upload(shop, "any", "TITLE-I");
            for (String language : List.of("tr", "az", "lt", "el")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(upload(shop, "any", "title-i", "Title-I").added())
                        .as("twins added in %s", language)
                        .isZero();
                assertThat(upload(shop, "exact", language + "-title", language + "-TITLE")
                                .added())
                        .as("added in %s where case counts", language)
                        .isEqualTo(2);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void atOnce(TestShop shop) throws InterruptedException {
        List<String> small = IntStream.range(0, 300).mapToObj(i -> "key-" + i).toList();
        List<String> capital =
                small.stream().map(key -> key.toUpperCase(Locale.ROOT)).toList();
        for (String other : List.of("any", "other", "exact")) {
            TestShop both = shop.neighbour();
            ignoreCase(both, "any", "other");
            both.keys().stock().createPool("exact");
            List<String> lines = new ArrayList<>(other.equals("exact") ? small : capital);
            Collections.shuffle(lines, shop.random());
            List<ImportReport> reports = new Race<ImportReport>()
                    .with(() -> both.onAnotherNode().stock().upload("any", small.stream()))
                    .with(() -> both.onAnotherNode().stock().upload(other, lines.stream()))
                    .run();
            assertThat(reports.stream().mapToLong(ImportReport::added).sum())
                    .as("added to any and %s", other)
                    .isEqualTo(300);
        }
    }

    private static void rotated(TestShop shop) {
        LicenceKeys old = shop.under(OLD);
        old.stock().ignoreCase(Pool.tagged("any"));
        old.stock().upload("any", Stream.of("abc-1", "abc-2"));
        old.stock().upload("exact", Stream.of("abc-3"));
        LicenceKeys before = shop.under(OLD.alsoReading(NOW));
        LicenceKeys after = shop.under(NOW.alsoReading(OLD));
        ImportOptions moving = ImportOptions.into("any").onDuplicate(DuplicatePolicy.MOVE);
        assertThat(after.stock()
                        .importKeys(KeySupply.of(Stream.of("abc-3")), moving)
                        .moved())
                .as("moved")
                .isEqualTo(1);
        requireTwins(after, 3);
        requireTwins(before, 3);
        after.stock().upload("any", Stream.of("abc-4"));
        before.stock().upload("any", Stream.of("abc-5"));
        requireTwins(before, 5);
        requireTwins(after, 5);
        assertThat(after.protection().rotate().isComplete()).as("complete").isTrue();
        for (LicenceKeys node : List.of(before, after, shop.under(NOW))) {
            requireTwins(node, 5);
        }
        assertThat(after.protection().rotate().resealed())
                .as("stored anew once more")
                .isZero();
        assertThat(shop.under(NOW).stock().upload("exact", Stream.of("ABC-1")).added())
                .as("added where case counts")
                .isEqualTo(1);
    }

    /** Twins of numbered keys are known, in one way or another. */
    private static void requireTwins(LicenceKeys node, int count) {
        Stream<String> twins = IntStream.rangeClosed(1, count).mapToObj(i -> "ABC-" + i);
        assertThat(node.stock().upload("any", twins).duplicates()).as("twins").isEqualTo(count);
        assertThat(node.stock()
                        .importKeys(
                                KeySupply.of(IntStream.rangeClosed(1, count).mapToObj(i -> "Abc-" + i)),
                                ImportOptions.into("any").asDryRun())
                        .added())
                .as("twins that would be added")
                .isZero();
    }
}
