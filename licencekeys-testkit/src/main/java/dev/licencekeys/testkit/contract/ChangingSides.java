package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.Protections.NOW;
import static dev.licencekeys.testkit.contract.Protections.OLD;
import static dev.licencekeys.testkit.contract.Protections.PLAINTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.NewKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * While the secret changes by which keys are found, some nodes are on one side of the change and some on the other. No two
 * that run at the same time store the same key.
 */
final class ChangingSides {
    static final List<Contract> CONTRACTS = List.of(
            contract("a key is known on both sides of a change", ChangingSides::known),
            contract("nodes on both sides that import the same keys at once store each once", ChangingSides::atOnce),
            contract("a key that was stored on one side can't be stored on the other", ChangingSides::shared),
            contract("a key that was stored anew on one side can't be stored on the other", ChangingSides::storedAnew),
            contract("a key of an import that was undone can be imported again on either side", ChangingSides::undone),
            contract("a generated key that is known on the other side is made anew", ChangingSides::generated));

    private static final int KEYS = 700;

    private ChangingSides() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("changing sides", name, Promise.ONE_KEY_ONE_LINE, body);
    }

    /** The nodes that may run together at a time of the change, step by step. */
    private static List<List<KeyProtection>> steps(KeyProtection old, KeyProtection now) {
        return List.of(
                List.of(old, old.alsoReading(now)),
                List.of(old.alsoReading(now), now.alsoReading(old)),
                List.of(now.alsoReading(old), now));
    }

    private static List<String> values(String prefix) {
        return IntStream.range(0, KEYS).mapToObj(i -> prefix + i).toList();
    }

    private static ImportReport upload(LicenceKeys keys, String... values) {
        return keys.stock().upload("a", Stream.of(values));
    }

    private static void known(TestShop shop) {
        LicenceKeys before = shop.under(OLD.alsoReading(NOW));
        LicenceKeys after = shop.under(NOW.alsoReading(OLD));
        upload(before, "k1", "k2");
        ImportReport report = upload(after, "k1", "k2", "k3", "k3");
        assertThat(report.added()).as("added after").isEqualTo(1);
        assertThat(report.duplicateInPool()).as("known after").isEqualTo(2);
        assertThat(report.duplicateInImport()).as("twice after").isEqualTo(1);
        assertThat(upload(before, "k3", "k2", "k1").duplicateInPool())
                .as("known before")
                .isEqualTo(3);
        ImportOptions moving = ImportOptions.into("b").onDuplicate(DuplicatePolicy.MOVE);
        KeySupply two = KeySupply.of(Stream.of("k1", "k3"));
        assertThat(after.stock().importKeys(two, moving).moved()).as("moved").isEqualTo(2);
        KeySupply all = KeySupply.of(Stream.of("k1", "k2", "k3", "k4"));
        assertThat(before.stock()
                        .importKeys(all, ImportOptions.into("b").asDryRun())
                        .added())
                .as("would be added")
                .isEqualTo(1);
    }

    private static void atOnce(TestShop shop) throws InterruptedException {
        for (List<KeyProtection> changes : List.of(List.of(OLD, NOW), List.of(PLAINTEXT, NOW))) {
            for (List<KeyProtection> nodes : steps(changes.get(0), changes.get(1))) {
                TestShop own = shop.neighbour();
                Race<Long> race = new Race<>();
                for (int caller = 0; caller < 4; caller++) {
                    LicenceKeys keys = own.under(nodes.get(caller % 2));
                    // Those of one pool wait for each other.
                    String tag = caller < 2 ? "a" : "b";
                    List<String> values = new ArrayList<>(values("key-"));
                    Collections.shuffle(values, shop.random());
                    race.with(() -> keys.stock().upload(tag, values.stream()).added());
                }
                assertThat(race.run().stream().mapToLong(added -> added).sum())
                        .as("added by nodes under %s", nodes)
                        .isEqualTo(KEYS);
            }
        }
    }

    private static NewKey newKey(TestShop shop, KeyProtection protection) {
        KeyId id = new KeyId(UUID.randomUUID());
        return new NewKey(
                id,
                protection.seal(shop.id(), id, "key"),
                protection.fingerprint(shop.id(), "key"),
                protection.otherFingerprint(shop.id(), "key"),
                NewKey.GENERATED,
                "",
                Instant.parse("2026-06-01T12:00:00Z"));
    }

    /** What keeps the key from being stored twice is not that anybody looked for it. */
    private static void shared(TestShop shop) {
        for (List<KeyProtection> nodes : steps(OLD, NOW)) {
            for (int first = 0; first < 2; first++) {
                TestShop own = shop.neighbour();
                NewKey one = newKey(own, nodes.get(first));
                NewKey other = newKey(own, nodes.get(1 - first));
                assertThat(add(own, one)).containsExactly(one.id());
                assertThat(add(own, other)).as("stored under %s, too", nodes).isEmpty();
            }
        }
    }

    /** Whoever looked for the key before and after it was stored anew may have missed it both times. */
    private static void storedAnew(TestShop shop) {
        for (List<KeyProtection> changes : List.of(List.of(OLD, NOW), List.of(NOW, OLD))) {
            TestShop own = shop.neighbour();
            KeyProtection old = changes.get(0);
            KeyProtection now = changes.get(1);
            add(own, newKey(own, old));
            assertThat(own.under(now.alsoReading(old)).protection().rotate().resealed())
                    .as("stored anew")
                    .isEqualTo(1);
            for (KeyProtection node : List.of(old.alsoReading(now), now.alsoReading(old), now)) {
                assertThat(add(own, newKey(own, node))).as("stored again").isEmpty();
            }
        }
    }

    private static Set<KeyId> add(TestShop shop, NewKey key) {
        return shop.store().transact(tx -> tx.addKeys(shop.id(), List.of(key)));
    }

    private static void undone(TestShop shop) {
        LicenceKeys before = shop.under(OLD.alsoReading(NOW));
        LicenceKeys after = shop.under(NOW.alsoReading(OLD));
        for (LicenceKeys node : List.of(before, after, before)) {
            ImportReport report = upload(node, "k1", "k2");
            assertThat(report.added()).as("added").isEqualTo(2);
            assertThat(after.stock().undoImport(report.id())).as("undone").isEqualTo(2);
        }
    }

    private static void generated(TestShop shop) {
        upload(shop.under(OLD), "known-1", "known-2");
        AtomicInteger made = new AtomicInteger();
        LicenceKeys after = LicenceKeys.builder(shop.store(), NOW.alsoReading(OLD))
                .shop(shop.id())
                .keyGenerator(now -> made.incrementAndGet() <= 2 ? "known-" + made : "new-" + made)
                .build();
        after.products().set("p", AssignmentMethod.autoGenerated());
        assertThat(TestShop.values(after.fulfil(Order.of("1", OrderLine.of("1", "p", 2)))))
                .containsExactly("new-3", "new-4");
    }
}
