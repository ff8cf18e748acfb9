package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LineRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Keys that customers see. */
final class Revealing {
    static final List<Contract> CONTRACTS = List.of(
            contract("keys that were seen are counted once", Promise.HONEST_STOCK, Revealing::counted),
            contract("each pool counts its own", Promise.HONEST_STOCK, Revealing::eachPool),
            contract("the first time stays", Promise.SAFE_TO_REPEAT, Revealing::firstTime),
            contract("a key that came later was not seen with those before it", Revealing::later),
            contract("nothing is noted of what is not there", Revealing::nothing),
            contract("what was rolled back was not seen", Promise.YOUR_TRANSACTION, Revealing::rolledBack),
            contract("customers who look at once are all counted", Promise.HONEST_STOCK, Revealing::atOnce));

    private Revealing() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("revealing", name, promise, body);
    }

    private static void counted(TestShop shop) {
        shop.sells("a", 10);
        List<String> given = values(shop.order("1", "a", 3));
        shop.order("2", "a", 2);
        for (int look = 1; look <= 3; look++) {
            assertThat(values(shop.onAnotherNode().reveal("1", "1")))
                    .as("seen at look %d", look)
                    .isEqualTo(given);
            PoolStock figures = shop.pool("a");
            assertThat(figures.revealed()).as("revealed after look %d", look).isEqualTo(3);
            assertThat(figures.assigned()).as("assigned after look %d", look).isEqualTo(2);
            assertThat(figures.available()).as("available after look %d", look).isEqualTo(5);
        }
        List<KeyRecord> seen = KeyLists.all(shop, Pool.tagged("a"), KeyState.REVEALED);
        assertThat(seen).hasSize(3).allMatch(key -> key.state() == KeyState.REVEALED);
        assertThat(KeyLists.all(shop, Pool.tagged("a"), KeyState.ASSIGNED)).hasSize(2);
        assertThat(values(shop.order("1", "a", 3)))
                .as("keys of the line, ordered again")
                .isEqualTo(given);
    }

    private static void eachPool(TestShop shop) {
        shop.upload("a", 2);
        shop.upload("b", 2);
        shop.keys()
                .products()
                .set("p", AssignmentMethod.specificTag("a").thenTag("b").thenGenerated());
        shop.order("1", "p", 5);
        assertThat(shop.keys().reveal("1", "1")).hasSize(5);
        assertThat(shop.pool("a").revealed()).as("of a").isEqualTo(2);
        assertThat(shop.pool("b").revealed()).as("of b").isEqualTo(2);
    }

    private static void firstTime(TestShop shop) {
        shop.sells("a", 1);
        shop.order("1", "a", 1);
        shop.keys().reveal("1", "1");
        Optional<Instant> first = seenAt(shop);
        assertThat(first).as("first time").isPresent();
        shop.keys().reveal("1", "1");
        assertThat(seenAt(shop)).as("time after another look").isEqualTo(first);
    }

    private static Optional<Instant> seenAt(TestShop shop) {
        return shop.keys()
                .inventory()
                .find("a-1")
                .orElseThrow()
                .holder()
                .orElseThrow()
                .revealedAt();
    }

    private static void later(TestShop shop) {
        shop.sells("a", 5);
        shop.order("1", "a", 2);
        shop.keys().reveal("1", "1");
        shop.order("1", "a", 3);
        assertThat(shop.pool("a").revealed())
                .as("revealed before the next look")
                .isEqualTo(2);
        assertThat(shop.keys().reveal("1", "1")).hasSize(3);
        assertThat(shop.pool("a").revealed()).as("revealed after the next look").isEqualTo(3);
    }

    private static void nothing(TestShop shop) {
        shop.sells("a", 1);
        shop.order("1", "a", 1);
        shop.sells("empty", 0);
        shop.order("2", "empty", 1);
        assertThat(shop.keys().reveal("1", "2")).isEmpty();
        assertThat(shop.keys().reveal("3", "1")).isEmpty();
        assertThat(shop.keys().reveal("2", "1")).isEmpty();
        assertThat(shop.neighbour().keys().reveal("1", "1")).isEmpty();
        assertThatThrownBy(() -> shop.keys().reveal("", "1")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> shop.keys().reveal("1", " ")).isInstanceOf(InvalidInputException.class);
        assertThat(shop.pool("a").revealed()).isZero();
    }

    private static void rolledBack(TestShop shop) {
        shop.sells("a", 1);
        shop.order("1", "a", 1);
        LineRef line = new LineRef("1", "1");
        shop.rolledBackWork(tx -> tx.reveal(shop.id(), line, Instant.EPOCH));
        assertThat(shop.pool("a").revealed()).isZero();
        assertThat(seenAt(shop)).isEmpty();
    }

    private static void atOnce(TestShop shop) throws InterruptedException {
        shop.sells("a", 80);
        IntStream.range(0, 20).forEach(i -> shop.order("order-" + i, "a", 4));
        Race<Integer> race = new Race<>();
        for (int thread = 0; thread < 4; thread++) {
            LicenceKeys node = shop.onAnotherNode();
            race.with(() -> IntStream.range(0, 20)
                    .map(i -> node.reveal("order-" + i, "1").size())
                    .sum());
        }
        assertThat(race.run()).as("keys seen").containsOnly(80);
        assertThat(shop.pool("a").revealed()).as("revealed").isEqualTo(80);
    }
}
