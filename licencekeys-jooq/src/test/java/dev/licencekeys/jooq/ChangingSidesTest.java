package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Secrets.AFTER;
import static dev.licencekeys.jooq.Secrets.BEFORE;
import static dev.licencekeys.jooq.Secrets.NOW;
import static dev.licencekeys.jooq.Secrets.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.key.RotationReport;
import dev.licencekeys.store.StoredProof;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hosts before and after a change of secrets import the same keys at the same time, at every isolation, while those that
 * the shop had before are stored anew: each is there once.
 */
class ChangingSidesTest {
    private static final int KEYS = 240;
    private static final int BATCH = 40;
    private static final int HOSTS = 4;
    private static final int MAX_TRIES = 200;

    @ParameterizedTest
    @MethodSource("dev.licencekeys.jooq.IsolationTest#isolations")
    void eachKeyIsStoredOnce(TestDatabase database, IsolationTest.Isolation isolation) {
        long seed = System.nanoTime();
        JooqLicenceKeyStore store = database.store();
        Shop old = Shop.on(store, OLD);
        List<String> values = IntStream.range(0, KEYS).mapToObj(i -> "key-" + i).toList();
        old.keys().stock().upload("p", values.subList(0, KEYS / 2).stream());
        Shop after = Shop.of(old.id(), store, AFTER);
        Shop before = Shop.of(old.id(), store, BEFORE);
        Together.run(HOSTS + 1, thread -> () -> {
            if (thread == HOSTS) {
                return after.keys().protection().rotate();
            }
            List<String> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, new Random(seed + thread));
            try (Connection host = database.address().begin()) {
                host.setTransactionIsolation(isolation.level());
                Shop node = thread % 2 == 0 ? before : after;
                Shop joined = node.with(store.within(Transactions.joining(host)));
                for (int first = 0; first < KEYS; first += BATCH) {
                    upload(host, joined, "pool-" + thread, shuffled.subList(first, first + BATCH));
                }
            }
            return thread;
        });
        RotationReport report = after.keys().protection().rotate();
        assertThat(report.failures()).as("seed %d", seed).isEmpty();
        assertThat(report.isComplete()).as("complete, seed %d", seed).isTrue();
        Shop.of(old.id(), store, NOW);
        List<String> stored = store.transact(tx -> tx.keys(old.id(), StoredProof.NOWHERE, 2 * KEYS).stream()
                .map(key -> NOW.open(old.id(), key.id(), key.value()))
                .map(LicenceKey::reveal)
                .toList());
        assertThat(stored).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(values);
    }

    private static void upload(Connection host, Shop joined, String pool, List<String> values) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                joined.keys().stock().upload(pool, values.stream());
                host.commit();
                return;
            } catch (LicenceKeysException | SQLException e) {
                host.rollback();
                if (!mayPass(e) || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static boolean mayPass(Exception e) {
        return e instanceof LicenceKeysException ours
                ? ours.isTransient()
                : e instanceof SQLException failed && failed.getSQLState().startsWith("40");
    }
}
