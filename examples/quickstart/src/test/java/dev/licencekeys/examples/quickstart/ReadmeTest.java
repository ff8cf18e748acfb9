package dev.licencekeys.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the guides show is what compiles and runs. */
class ReadmeTest {
    private static final Path EXAMPLES = Path.of("..");
    private static final Pattern EXAMPLE = Pattern.compile(
            "^ *// (example: [^\\n]+)\\n(.*?)^ *// end of example$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

    @Test
    void everyExampleIsCompiledWordForWord() throws IOException {
        Map<String, String> compiled = new HashMap<>();
        for (Path file : sources()) {
            EXAMPLE.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> compiled.put(
                            found.group(1), found.group(2).stripTrailing().stripIndent()));
        }
        Map<String, String> shown = Readme.blocksOfAllPages().stream()
                .filter(block ->
                        block.language().equals("java") && !block.name().startsWith("not compiled here"))
                .collect(Collectors.toMap(Readme.Block::name, block -> String.join("\n", block.lines())));
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(compiled);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void theFirstStepsRunAndAreTwelveLines() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ReadmeExamples.firstSteps();
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("2 keys, 1 waiting", "PHOTO2-7QK2-XW4M", "PHOTO2-M4XD-83TC");
        assertThat(Readme.block("example: first steps").lines()).hasSizeLessThanOrEqualTo(12);
    }

    static List<Path> pages() throws IOException {
        return Readme.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(found -> page.resolveSibling(found.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }
}
