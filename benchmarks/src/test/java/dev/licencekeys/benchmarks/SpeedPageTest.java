package dev.licencekeys.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about speed tells the figures of the run that is on record. */
class SpeedPageTest {
    private static final Pattern RATIO =
            Pattern.compile("\"name\": \"([^\"]+)\", \"ratio\": ([0-9.]+), \"goal\": (?:null|\"([^\"]+)\")");

    @Test
    void thePageHasTheFiguresOfTheRun() throws IOException {
        String page = Files.readString(Path.of("../docs/speed.md"));
        Matcher matcher = RATIO.matcher(Files.readString(Path.of("results.json")));
        List<MatchResult> ratios = matcher.results().toList();
        assertThat(ratios).hasSizeGreaterThan(20);
        for (MatchResult ratio : ratios) {
            String figure = Ratio.number(Double.parseDouble(ratio.group(2)));
            assertThat(page.lines())
                    .as("a row of the page with %s, %s", ratio.group(1), figure)
                    .anyMatch(line -> line.startsWith("| `" + ratio.group(1) + "` | " + figure + " |")
                            && (ratio.group(3) == null || line.contains("| " + goal(ratio.group(3)) + " |")));
        }
    }

    /** As the page writes it. */
    private static String goal(String goal) {
        return goal.replace(">= ", "≥ ").replace("<= ", "≤ ");
    }
}
