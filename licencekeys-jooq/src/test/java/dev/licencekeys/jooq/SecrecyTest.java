package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No key is in a log or an exception: of the library, jOOQ and the pool at TRACE when keys are stored readable, and of the
 * drivers, too, when they are encrypted.
 */
class SecrecyTest {
    /** The beginning of every key, as text and as drivers show bytes. */
    private static final List<String> TRACES = List.of(
            CanaryWorker.CANARY.toLowerCase(Locale.ROOT), bytes("%02x", ""), bytes("%02x", " "), bytes("%d", ", "));

    private static String bytes(String format, String separator) {
        return CanaryWorker.CANARY.chars().mapToObj(format::formatted).collect(Collectors.joining(separator));
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "H2, true", "H2, false",
        "POSTGRESQL_OLDEST, true", "POSTGRESQL_OLDEST, false",
        "POSTGRESQL_NEWEST, true", "POSTGRESQL_NEWEST, false",
        "MARIADB, true", "MARIADB, false"
    })
    void noKeyIsLogged(TestDatabase database, boolean encrypted) throws IOException, InterruptedException {
        // H2 lives in the worker.
        Address address = database == TestDatabase.H2 ? database.empty() : database.address();
        String log = log(address, encrypted);
        assertThat(log.lines().filter(line -> line.contains(CanaryWorker.DONE))).hasSize(1);
        assertThat(log.lines().filter(line -> line.contains("not refused"))).isEmpty();
        assertThat(log.lines().filter(line -> line.contains("refused: "))).hasSizeGreaterThanOrEqualTo(5);
        if (address.url().startsWith("jdbc:postgresql:")) {
            assertThat(log).contains("marked as broken", "stored anew after the connection broke: 1");
        }
        assertThat(log.lines().filter(line -> TRACES.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains)))
                .as("lines with a key")
                .isEmpty();
    }

    private String log(Address address, boolean encrypted) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"));
        if (!encrypted) {
            // It shows the packets that it sends.
            command.add("-Dorg.slf4j.simpleLogger.log.org.mariadb=warn");
        }
        command.addAll(List.of(
                CanaryWorker.class.getName(),
                address.url(),
                address.user(),
                address.password(),
                Boolean.toString(encrypted)));
        Process worker = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            worker.destroyForcibly();
        }
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
