package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Imports, moves, undos and sales at random, beside a model that does the same with lists. */
final class ImportBooks {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "imports, in any order",
            "the figures, the keys sold and the warnings are those of plain lists",
            Promise.HONEST_STOCK,
            shop -> new ImportBooks(shop).run()));

    private static final int STEPS = 60;
    private static final int KEYS = 150;

    private final TestShop shop;
    private final Random random;
    private final List<Book> books = List.of(new Book("a"), new Book("b"), new Book("c"));
    private final Set<String> given = new HashSet<>();
    private final List<UUID> imports = new ArrayList<>();

    /** The keys that lie where their import put them, and which import that was. */
    private final Map<String, UUID> untouched = new HashMap<>();

    private int orders;

    private ImportBooks(TestShop shop) {
        this.shop = shop;
        this.random = shop.random();
    }

    /** A pool as a list. */
    private static final class Book {
        private final String tag;
        private final List<String> available = new ArrayList<>();
        private long total;
        private boolean armed;

        Book(String tag) {
            this.tag = tag;
        }

        private long left() {
            return ThresholdPolicy.DEFAULT.levels().get(0).availableOf(total);
        }

        void stockChanged() {
            armed = total > 0 && (armed || available.size() > left());
        }

        boolean warns() {
            boolean warns = armed && available.size() <= left();
            armed &= !warns;
            return warns;
        }
    }

    private void run() {
        books.forEach(book -> shop.sells(book.tag, book.tag));
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> importKeys(DuplicatePolicy.SKIP);
                case 1 -> importKeys(DuplicatePolicy.MOVE);
                case 2 -> undo();
                default -> sell();
            }
            requireFigures(step);
        }
        books.forEach(book -> assertThat(shop.sellOut(book.tag))
                .as("the rest of %s", book.tag)
                .isEqualTo(book.available));
    }

    private Book anyBook() {
        return books.get(random.nextInt(books.size()));
    }

    private void importKeys(DuplicatePolicy policy) {
        Book target = anyBook();
        List<String> keys = Stream.generate(() -> "key-" + random.nextInt(KEYS))
                .limit(1 + random.nextInt(30))
                .toList();
        ImportReport report = shop.importKeys(
                KeySupply.of(keys.stream()), ImportOptions.into(target.tag).onDuplicate(policy));
        imports.add(report.id());
        Map<String, Integer> fates = new HashMap<>();
        keys.forEach(key -> fates.merge(enter(key, target, policy, report.id()), 1, Integer::sum));
        books.forEach(Book::stockChanged);
        assertThat(report.warnings())
                .as("warnings of %s in %s with %s", keys, target.tag, policy)
                .hasSize((int) books.stream().filter(Book::warns).count());
        assertThat(Map.of(
                        "added", report.added(),
                        "moved", report.moved(),
                        "repeat", report.duplicateInImport(),
                        "here", report.duplicateInPool(),
                        "elsewhere", report.duplicateElsewhere(),
                        "given", report.duplicateUsed()))
                .as("what became of %s in %s with %s", keys, target.tag, policy)
                .allSatisfy((fate, count) -> assertThat(count)
                        .as(fate)
                        .isEqualTo(fates.getOrDefault(fate, 0).longValue()));
    }

    private String enter(String key, Book target, DuplicatePolicy policy, UUID importId) {
        if (importId.equals(untouched.get(key))) {
            return "repeat";
        }
        if (given.contains(key)) {
            return "given";
        }
        for (Book book : books) {
            if (!book.available.contains(key)) {
                continue;
            }
            if (book == target) {
                return "here";
            }
            if (policy != DuplicatePolicy.MOVE) {
                return "elsewhere";
            }
            book.available.remove(key);
            book.total--;
            untouched.remove(key);
            target.available.add(key);
            target.total++;
            return "moved";
        }
        untouched.put(key, importId);
        target.available.add(key);
        target.total++;
        return "added";
    }

    private void undo() {
        if (imports.isEmpty()) {
            return;
        }
        UUID id = imports.get(random.nextInt(imports.size()));
        Set<String> forgotten = new HashSet<>();
        untouched.forEach((key, importId) -> {
            if (importId.equals(id)) {
                forgotten.add(key);
            }
        });
        assertThat(shop.keys().stock().undoImport(id)).as("forgotten").isEqualTo(forgotten.size());
        untouched.keySet().removeAll(forgotten);
        for (Book book : books) {
            int before = book.available.size();
            book.available.removeAll(forgotten);
            book.total -= before - book.available.size();
            book.stockChanged();
            // On record, and in no answer.
            book.warns();
        }
    }

    private void sell() {
        Book book = anyBook();
        if (book.available.isEmpty()) {
            return;
        }
        int quantity = 1 + random.nextInt(Math.min(8, book.available.size()));
        Fulfilment answer = shop.order("order-" + ++orders, book.tag, quantity);
        List<String> sold = book.available.subList(0, quantity);
        assertThat(values(answer)).as("keys of %s sold", book.tag).isEqualTo(sold);
        given.addAll(sold);
        untouched.keySet().removeAll(sold);
        sold.clear();
        assertThat(answer.warnings())
                .as("warnings of %s with %d of %d keys left", book.tag, book.available.size(), book.total)
                .hasSize(book.warns() ? 1 : 0);
    }

    private void requireFigures(int step) {
        for (Book book : books) {
            PoolStock stock = shop.pool(book.tag);
            assertThat(stock.total())
                    .as("total of %s after step %d", book.tag, step)
                    .isEqualTo(book.total);
            assertThat(stock.available())
                    .as("available of %s after step %d", book.tag, step)
                    .isEqualTo(book.available.size());
        }
    }
}
