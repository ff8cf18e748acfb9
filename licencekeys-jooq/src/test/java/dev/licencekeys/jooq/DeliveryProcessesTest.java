package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyProtection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that are killed between a commit and the delivery of what it wrote. */
class DeliveryProcessesTest {
    private static final int KILLS = Size.of(3, 50);

    /** When it is killed, in orders. */
    private static final int LAST = 12;

    private static final int UUID_LENGTH = 36;

    @TempDir
    private Path folder;

    static List<TestDatabase> databases() {
        return Size.of(
                List.of(TestDatabase.POSTGRESQL_NEWEST),
                List.of(TestDatabase.H2_FILE, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anotherNodeDeliversWhatAKilledOneLeft(TestDatabase database) throws IOException {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Random random = new Random(seed);
        Address address = database.forProcesses();
        int left = 0;
        int twice = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            String shop = "shop-" + UUID.randomUUID();
            Set<UUID> before = receivedBefore(address, shop, 1 + random.nextInt(LAST));
            Set<UUID> after = new HashSet<>();
            Set<UUID> written = deliverTheRest(address, shop, after);
            Set<UUID> both = new HashSet<>(before);
            both.addAll(after);
            assertThat(both)
                    .as("events that were received, seed %d, kill %d", seed, kill)
                    .isEqualTo(written);
            left += after.size();
            after.retainAll(before);
            twice += after.size();
        }
        System.out.printf(
                "%d kills on %s with seed %d: %d events were left to another node, %d of them came twice%n",
                KILLS, database, seed, left, twice);
    }

    /** Starts a process, kills it when it sold so many orders, and tells what its listener had received. */
    private Set<UUID> receivedBefore(Address address, String shop, int orders) throws IOException {
        Path received = Files.createTempFile(folder, "received-", ".txt");
        Process process = JavaProcess.of(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"),
                        DeliveryWorker.class,
                        List.of(address.url(), address.user(), address.password(), shop, received.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int sold = 0;
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            while (sold < orders && DeliveryWorker.SOLD.equals(said.readLine())) {
                sold++;
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
        assertThat(sold).as("orders that were sold").isEqualTo(orders);
        return Files.readAllLines(received).stream()
                // Half a line is of an event that nobody noted as received.
                .filter(line -> line.length() == UUID_LENGTH)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }

    /** As another node does, later; tells what is on record. */
    private static Set<UUID> deliverTheRest(Address address, String shop, Set<UUID> received) {
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(2)))) {
            // When the leases of the one that was killed have run out.
            LicenceKeys keys = LicenceKeys.builder(store, KeyProtection.plaintext())
                    .shop(shop)
                    .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))
                    .build();
            try (EventDelivery delivery = keys.delivery()
                    .to("pipe", event -> received.add(event.id()))
                    .build()) {
                delivery.deliver();
            }
            return keys.audit().latest(1_000).stream().map(Event::id).collect(Collectors.toSet());
        }
    }
}
