package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the lines of one import, as if they were stored one after the other. A line that goes to a pool of its own
 * is written {@code key > pool}; the pools {@code any} and {@code other} ignore case.
 */
class ImportRulesTest {
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    @BeforeEach
    void ignoreCase() {
        keys.stock().ignoreCase(Pool.tagged("any"));
        keys.stock().ignoreCase(Pool.tagged("other"));
    }

    /** What becomes of lines, which a dry run has foretold. */
    private String fates(DuplicatePolicy policy, String... lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" > ", 2);
            entries.add(new Entry(entries.size() + 1, parts[0], parts.length > 1 ? parts[1] : "", ""));
        }
        KeySupply supply = intake -> entries.forEach(intake::accept);
        ImportOptions options = ImportOptions.into("any").onDuplicate(policy);
        String foretold = told(keys.stock().importKeys(supply, options.asDryRun()));
        String told = told(keys.stock().importKeys(supply, options));
        assertThat(foretold).as("foretold").isEqualTo(told);
        return told;
    }

    private static String told(ImportReport report) {
        StringBuilder told = new StringBuilder();
        append(told, report.added(), "added");
        append(told, report.moved(), "moved");
        append(told, report.duplicateInImport(), "in import");
        append(told, report.duplicateInPool(), "in pool");
        append(told, report.duplicateElsewhere(), "elsewhere");
        append(told, report.duplicateUsed(), "used");
        return told.toString();
    }

    private static void append(StringBuilder told, long count, String what) {
        if (count > 0) {
            told.append(told.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }

    @Test
    void aTwinOfAKeyThatStaysElsewhereIsAnotherKey() {
        keys.stock().upload("exact", Stream.of("Key"));
        assertThat(fates(DuplicatePolicy.SKIP, "Key", "KEY", "key")).isEqualTo("1 added, 1 in import, 1 elsewhere");
    }

    @Test
    void aTwinOfAKeyThatIsMovedIsThatKey() {
        keys.stock().upload("exact", Stream.of("Key"));
        assertThat(fates(DuplicatePolicy.MOVE, "Key", "KEY", "key")).isEqualTo("1 moved, 2 in pool");
    }

    @Test
    void aTwinOfAKeyThatWasGivenAndCannotBeMovedIsAnotherKey() {
        keys.stock().upload("exact", Stream.of("Key"));
        shop.sellOut("exact");
        assertThat(fates(DuplicatePolicy.MOVE, "Key", "KEY")).isEqualTo("1 added, 1 used");
    }

    @Test
    void whatIsMovedByItsTwinIsAnotherKeyWhereCaseCounts() {
        keys.stock().upload("other", Stream.of("Key"));
        keys.stock().createPool("exact");
        assertThat(fates(DuplicatePolicy.MOVE, "KEY", "KEY > exact")).isEqualTo("1 added, 1 moved");
    }

    @Test
    void whatWasMovedAsItIsIsFoundWhereCaseCounts() {
        keys.stock().upload("other", Stream.of("Key"));
        keys.stock().createPool("exact");
        assertThat(fates(DuplicatePolicy.MOVE, "Key", "Key > exact")).isEqualTo("1 moved, 1 in pool");
    }

    @Test
    void anEntryOfThisImportIsNotMovedAndItsTwinIsAnotherKey() {
        keys.stock().createPool("exact");
        assertThat(fates(DuplicatePolicy.MOVE, "Key > exact", "Key", "KEY")).isEqualTo("2 added, 1 in import");
    }

    @Test
    void theFirstOfTwinsMakesTheOthersRepeats() {
        assertThat(fates(DuplicatePolicy.SKIP, "Key", "KEY", "KEY > other", "key > exact"))
                .isEqualTo("2 added, 2 in import");
    }

    @Test
    void thePoolThatKeysLeaveWarns() {
        shop.sells("p", 10);
        shop.order("1", "p", 7);
        ImportReport report = keys.stock()
                .importKeys(
                        KeySupply.of(Stream.of("p-8", "p-9")),
                        ImportOptions.into("q").onDuplicate(DuplicatePolicy.MOVE));
        assertThat(report.moved()).isEqualTo(2);
        assertThat(report.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.pool()).isEqualTo(Pool.tagged("p"));
            assertThat(warning.available()).isEqualTo(1);
        });
        assertThat(shop.eventsButImports())
                .filteredOn(ThresholdReached.class::isInstance)
                .isEqualTo(report.warnings());
    }

    @Test
    void whatIsStoredUnderTheOldSecretsIsFoundUnderTheNewOnes() {
        shop.under(Protections.OLD).stock().upload("exact", Stream.of("key"));
        ImportReport report = shop.under(Protections.NOW.alsoReading(Protections.OLD))
                .stock()
                .upload("exact", Stream.of("key", "other"));
        assertThat(told(report)).isEqualTo("1 added, 1 in pool");
    }
}
