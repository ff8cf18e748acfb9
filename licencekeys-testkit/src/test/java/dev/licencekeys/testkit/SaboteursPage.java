package dev.licencekeys.testkit;

import dev.licencekeys.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes {@code docs/saboteurs.md}: which contracts notice which fault, and how soon. */
final class SaboteursPage {
    static final Path FILE = Path.of("..", "docs", "saboteurs.md");

    private static final Pattern ROW = Pattern.compile("(?m)^(\\| \\.\\.\\. [^|]+ \\| [^|]+) \\|");

    private static final String BEGINNING = """
            # What the contracts catch

            Each row is a store in memory that is right but for one thing, and the topic of the \
            [contracts](../licencekeys-testkit/src/main/java/dev/licencekeys/testkit/contract) that notices; the build \
            tries them all. The time is that from the beginning of the topic to the first contract of it that breaks, \
            in one run; random choices and the machine make it longer or shorter. \
            [CONTRIBUTING.md](../CONTRIBUTING.md#build-format-test) says how to write this page anew.

            | a store that | is caught by | first by | after |
            |---|---|---|---|
            """;

    private SaboteursPage() {}

    /** The part of a row that does not depend on the machine. */
    static String faultAndTopic(Saboteur saboteur) {
        return "| ... " + saboteur.fault() + " | " + saboteur.topic();
    }

    /** These parts of all rows of a page. */
    static List<String> faultsAndTopics(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).toList();
    }

    private static String row(Saboteur saboteur) {
        long start = System.nanoTime();
        for (Contract contract : Saboteurs.contracts(saboteur)) {
            Optional<String> verdict = Saboteurs.verdict(contract, saboteur);
            if (verdict.isPresent()) {
                double took = (System.nanoTime() - start) / 1e6;
                return String.format(
                        Locale.ROOT, "%s | %s | %,.0f ms |%n", faultAndTopic(saboteur), contract.name(), took);
            }
        }
        throw new IllegalStateException("nothing about " + saboteur.topic() + " noticed " + saboteur);
    }

    /** Tries every saboteur, and writes the page anew. */
    static void write() throws IOException {
        // The first of them would pay for the compiler.
        Saboteurs.ALL.forEach(SaboteursPage::row);
        StringBuilder page = new StringBuilder(BEGINNING);
        Saboteurs.ALL.forEach(saboteur -> page.append(row(saboteur)));
        Files.writeString(FILE, page);
    }
}
