package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.arbitrary.KeyValues;
import dev.licencekeys.testkit.arbitrary.Samples;
import dev.licencekeys.text.Characters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hundred thousand hostile keys: every store takes and refuses the same, and gives back what it took. */
class HostileKeysTest {
    private static final int KEYS = Size.of(2_000, 100_000);

    /** As many as a report tells line by line. */
    private static final int BATCH = ImportReport.MAX_FINDINGS;

    @Test
    void everyStoreAnswersTheSame() {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Random random = new Random(seed);
        Shop inMemory = shop(new InMemoryLicenceKeyStore());
        List<Shop> shops = Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .map(database -> shop(database.store()))
                .toList();
        Map<Kind, Integer> told = new EnumMap<>(Kind.class);
        for (int batch = 0; batch < KEYS / BATCH; batch++) {
            String what = "batch " + batch + " of seed " + seed;
            List<String> keys = Samples.of(KeyValues.hostile(), random, BATCH);
            List<Finding> findings = findings(inMemory, keys);
            requireDelivered(inMemory, keys, findings, what);
            for (Shop shop : shops) {
                assertThat(findings(shop, keys)).as(what).isEqualTo(findings);
                requireDelivered(shop, keys, findings, what);
            }
            findings.forEach(finding -> told.merge(finding.kind(), 1, Integer::sum));
        }
        System.out.printf("%,d hostile keys with seed %d: %s%n", KEYS, seed, told);
        // Enough of each to mean something.
        assertThat(told.values()).as("told with seed %d: %s", seed, told).allMatch(count -> count > KEYS / 50);
        assertThat(told).containsOnlyKeys(Kind.REJECTED, Kind.DUPLICATE, Kind.TRIMMED);
        assertThat(told.getOrDefault(Kind.REJECTED, 0)).as("rejected").isLessThan(KEYS / 2);
    }

    private static Shop shop(LicenceKeyStore store) {
        Shop shop = Shop.on(store);
        shop.keys().stock().createPool("p");
        shop.keys().products().set("p", AssignmentMethod.specificTag("p"));
        return shop;
    }

    private static List<Finding> findings(Shop shop, List<String> keys) {
        return shop.keys().stock().upload("p", keys.stream()).findings();
    }

    /** What was accepted, and nothing else, is sold as it came, but for the spaces around it. */
    private static void requireDelivered(Shop shop, List<String> keys, List<Finding> findings, String what) {
        Set<Long> refused = findings.stream()
                .filter(finding -> finding.kind() != Kind.TRIMMED)
                .map(Finding::line)
                .collect(Collectors.toSet());
        List<String> accepted = IntStream.rangeClosed(1, keys.size())
                .filter(line -> !refused.contains((long) line))
                .mapToObj(line -> Characters.trim(keys.get(line - 1)))
                .toList();
        List<String> sold = Shop.values(shop.order(what, "p", accepted.size()));
        assertThat(sold).as(what).isEqualTo(accepted);
        assertThat(shop.available("p")).as("keys left, %s", what).isZero();
    }
}
