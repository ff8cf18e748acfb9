package dev.licencekeys.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as a newcomer does: in a process of its own, in an empty directory. */
class QuickstartTest {
    @TempDir
    private Path directory;

    /** How a run ended, and all that it printed. */
    private record Run(int exit, List<String> output) {
        String last() {
            return output.get(output.size() - 1);
        }

        /** What the lines of the orders have, whether or not it is new. */
        List<String> lines() {
            return output.stream()
                    .filter(line -> line.startsWith("  order "))
                    .map(line -> line.replaceFirst("\\d+ new, ", ""))
                    .toList();
        }

        /** Keys that start with a word, revealed. */
        List<String> keys(String word) {
            return output.stream()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .filter(text -> text.startsWith(word + "-"))
                    .toList();
        }
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Quickstart.class.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readAllLines(output));
    }

    private void write(String name, String columns, int rows, IntFunction<String> row) throws IOException {
        Stream<String> lines = IntStream.range(0, rows).mapToObj(row);
        Files.write(
                directory.resolve(name),
                Stream.concat(Stream.of(columns), lines).toList());
    }

    private void sample(String name) throws IOException {
        try (InputStream sample = Quickstart.class.getResourceAsStream("/" + name)) {
            Files.copy(sample, directory.resolve(name));
        }
    }

    @Test
    void theTourTellsTheSameStoryEachTime() throws Exception {
        List<String> told = masked(Readme.block("output: run").lines());
        for (int time = 1; time <= 2; time++) {
            Run run = run();
            assertThat(masked(run.output())).as("run %d", time).isEqualTo(told);
            assertThat(run.exit()).isZero();
        }
    }

    /** The generated key differs each time. */
    private static List<String> masked(List<String> output) {
        return output.stream()
                .map(line -> line.replaceFirst("(antivirus.*) \\S+$", "$1 generated"))
                .toList();
    }

    @Test
    void theTourRevealsKeysWhenAsked() throws Exception {
        assertThat(run("--reveal").keys("PHOTO2")).hasSize(11).contains("PHOTO2-7QK2-XW4M-0H61");
    }

    @Test
    void theSamplesSellAsTheirProductsSay() throws Exception {
        sample("keys.csv");
        sample("orders.csv");
        sample("products.csv");
        Run run = run("keys.csv", "orders.csv", "products.csv");
        assertThat(run.last()).isEqualTo("3 orders, 10 keys, new 10, waiting 3");
        assertThat(run.output())
                .contains("  order 1003, line 2, t-shirt: NO_KEYS, 0 new, 0 waiting")
                .anyMatch(line -> line.startsWith("  order 1003, line 1, office-suite/family: FULFILLED, 1 new"));
    }

    @Test
    void ownFilesGiveTheSameKeysWhenTheyAreSoldAgain() throws Exception {
        write("keys.csv", "key,tag", 2_000, i -> "OWN-%05d-KEY,%s".formatted(i, i % 2 == 0 ? "photo" : ""));
        write(
                "orders.csv",
                "order,line,product,variant,quantity",
                300,
                i -> "%d,%d,%s,,%d".formatted(i / 3, i % 3, i % 2 == 0 ? "Photo" : "office", 1 + i % 13));

        Run first = run("keys.csv", "orders.csv", "--reveal");
        assertThat(first.output()).contains("  2000 keys added, 0 known already, 0 rejected");
        assertThat(first.last()).isEqualTo("100 orders, 2000 keys, new 2000, waiting 94");
        assertThat(first.keys("OWN")).hasSize(2_000).doesNotHaveDuplicates();

        Run again = run("keys.csv", "orders.csv", "--reveal");
        assertThat(again.output()).contains("  0 keys added, 2000 known already, 0 rejected");
        assertThat(again.last()).isEqualTo("100 orders, 2000 keys, new 0, waiting 94");
        assertThat(again.lines()).isEqualTo(first.lines());
    }

    @Test
    void aKeyThatCanNotBeOneIsToldWithItsLineAndTheOthersAreSold() throws Exception {
        write("keys.csv", "key,tag", 2, i -> i == 0 ? "OWN-0001-KEY,photo" : "OWN-0002-KEY,Photo");
        write("orders.csv", "order,line,product,variant,quantity", 1, i -> "1,1,photo,,1");
        Run run = run("keys.csv", "orders.csv");
        assertThat(run.output())
                .contains("  1 keys added, 0 known already, 1 rejected")
                .anyMatch(line -> line.startsWith("    line 3 ") && line.endsWith("all lower case"));
        assertThat(run.last()).isEqualTo("1 orders, 1 keys, new 1, waiting 0");
    }

    @Test
    void aMistakeInTheOrdersIsToldWithItsLineBeforeAnythingIsWritten() throws Exception {
        write("keys.csv", "key,tag", 1, i -> "OWN-0001-KEY,photo");
        write("orders.csv", "order,line,product,variant,quantity", 2, i -> "1," + i + ",photo,," + (1 - i));
        Run run = run("keys.csv", "orders.csv");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(String.join("\n", run.output()))
                .contains("orders.csv, line 3: quantity of line \"1\" is 0; order at least 1 unit");
        assertThat(directory.resolve("quickstart-data")).doesNotExist();
    }
}
