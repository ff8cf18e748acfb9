package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No key is in a log or an exception: of the library, jOOQ and the pool at TRACE when keys are stored readable, and of the
 * drivers, too, when they are encrypted. Nor is it in a server's own log: of its errors when keys are stored readable, of
 * all statements and their parameters when they are encrypted. Encrypted keys are in no file of the server either.
 */
class SecrecyTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "H2_FILE, true",
        "H2_FILE, false",
        "POSTGRESQL_OLDEST, true",
        "POSTGRESQL_NEWEST, true",
        "POSTGRESQL_NEWEST, false",
        "MARIADB, true",
        "MARIADB, false"
    })
    void noKeyIsLogged(TestDatabase database, boolean encrypted) throws IOException, InterruptedException {
        String canary = encrypted ? CanaryWorker.ENCRYPTED_CANARY : CanaryWorker.CANARY;
        String shop = "canary-shop-" + UUID.randomUUID();
        ServerFiles files = ServerFiles.of(database, encrypted);
        String log;
        try (files) {
            log = log(files.address(), shop, encrypted);
        }
        assertThat(log.lines().filter(line -> line.contains(CanaryWorker.DONE))).hasSize(1);
        assertThat(log.lines().filter(line -> line.contains("not refused"))).isEmpty();
        assertThat(log.lines().filter(line -> line.contains("refused: "))).hasSizeGreaterThanOrEqualTo(5);
        if (files.address().url().startsWith("jdbc:postgresql:")) {
            assertThat(log).contains("marked as broken", "stored anew after the connection broke: 1");
        }
        assertThat(log).contains(UnusualCalls.LINES);
        assertThat(log.lines().filter(line -> isIn(line, canary)))
                .as("lines with a key")
                .isEmpty();
        if (files.areHere()) {
            requireSecretFiles(files, shop, canary, encrypted);
        }
    }

    private static void requireSecretFiles(ServerFiles files, String shop, String canary, boolean encrypted)
            throws IOException {
        List<String> log = files.logLines();
        // H2 quotes what is too long for a column, which only a fault of ours would send.
        assertThat(log.stream().filter(line -> isIn(line, canary) && !line.contains("Value too long")))
                .as("lines of the server with a key")
                .isEmpty();
        assertThat(files.data(text -> text.contains(shop)))
                .as("files with the shop")
                .isNotEmpty();
        // What is readable is found.
        List<Path> found = files.data(text -> isIn(text, canary));
        assertThat(found).as("files with a key").matches(paths -> paths.isEmpty() == encrypted);
        if (encrypted) {
            assertThat(log).as("log of the server").anyMatch(line -> line.contains(shop));
        }
    }

    /** As text, or as drivers and servers show bytes. */
    private static boolean isIn(String text, String canary) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(canary.toLowerCase(Locale.ROOT))
                || lower.contains(bytes(canary, "%02x", ""))
                || lower.contains(bytes(canary, "%02x", " "))
                || lower.contains(bytes(canary, "%d", ", "));
    }

    private static String bytes(String canary, String format, String separator) {
        return canary.chars().mapToObj(format::formatted).collect(Collectors.joining(separator));
    }

    private String log(Address address, String shop, boolean encrypted) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> options = new ArrayList<>(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"));
        if (!encrypted) {
            // It shows the packets that it sends.
            options.add("-Dorg.slf4j.simpleLogger.log.org.mariadb=warn");
        }
        Process worker = JavaProcess.of(
                        options,
                        CanaryWorker.class,
                        List.of(address.url(), address.user(), address.password(), shop, Boolean.toString(encrypted)))
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
