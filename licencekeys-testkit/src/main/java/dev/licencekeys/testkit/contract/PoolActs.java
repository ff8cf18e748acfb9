package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.PoolInUseException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.List;
import java.util.stream.Stream;

/** Pools that a person renames or deletes. */
final class PoolActs {
    static final List<Contract> CONTRACTS = List.of(
            contract("keys and products go with a renamed pool", PoolActs::renamed),
            contract("lines that wait go with a renamed pool", Promise.OLDEST_FIRST, PoolActs::queueRenamed),
            contract("no pool gets the tag of another one", PoolActs::taken),
            contract("an old tag is free for a new pool", PoolActs::reused),
            contract("a pool that something needs is not deleted", PoolActs::needed),
            contract(
                    "keys stay with their orders when their pool is deleted",
                    Promise.SAFE_TO_REPEAT,
                    PoolActs::deleted),
            contract("a pool made after another was deleted is a new one", PoolActs::madeAgain));

    private PoolActs() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.HONEST_STOCK, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("pools, by hand", name, promise, body);
    }

    private static void rename(TestShop shop, String tag, String newTag) {
        shop.keys().inventory().rename(tag, newTag, ByHand.ACT);
    }

    private static void delete(TestShop shop, String tag) {
        shop.keys().inventory().delete(tag, ByHand.ACT);
    }

    private static void renamed(TestShop shop) {
        shop.sells("p", "old");
        shop.sells("q", "other");
        AssignmentMethod overflow = AssignmentMethod.specificTag("other").thenTag("old");
        shop.keys().products().set(ProductRef.of("r", "variant"), ProductSettings.of(overflow));
        shop.upload("old", 5);
        shop.keys().stock().warnAt(Pool.tagged("old"), ThresholdPolicy.atPercent(60));
        shop.order("1", "p", 2);
        rename(shop, "old", "new");
        assertThat(shop.onAnotherNode().stock().pools())
                .extracting(stock -> stock.pool().toString())
                .containsExactly("new", "other");
        assertThat(shop.pool("new").total()).as("total").isEqualTo(5);
        assertThat(shop.pool("new").threshold()).isEqualTo(ThresholdPolicy.atPercent(60));
        assertThat(shop.keys().products().get(ProductRef.of("p")).orElseThrow().method())
                .isEqualTo(AssignmentMethod.specificTag("new"));
        assertThat(shop.keys()
                        .products()
                        .get(ProductRef.of("r", "variant"))
                        .orElseThrow()
                        .method())
                .isEqualTo(AssignmentMethod.specificTag("other").thenTag("new"));
        assertThat(values(shop.order("1", "p", 3))).containsExactly("old-1", "old-2", "old-3");
        assertThat(values(shop.order("2", "p", 2))).containsExactly("old-4", "old-5");
        assertThatThrownBy(() -> shop.keys().stock().pool(Pool.tagged("old"))).isInstanceOf(UnknownPoolException.class);
    }

    private static void queueRenamed(TestShop shop) {
        shop.sells("p", "old");
        shop.order("1", "p", 2);
        rename(shop, "old", "new");
        shop.upload("new", 3);
        assertThat(values(shop.order("1", "p", 2))).containsExactly("new-1", "new-2");
        assertThat(values(shop.order("2", "p", 1))).containsExactly("new-3");
    }

    private static void taken(TestShop shop) {
        shop.upload("a", 1);
        shop.upload("b", 1);
        shop.neighbour().upload("c", 1);
        for (String tag : List.of("b", "a", "B", " ", "x".repeat(101))) {
            assertThatThrownBy(() -> rename(shop, "a", tag)).as(tag).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> rename(shop, "none", "d")).isInstanceOf(UnknownPoolException.class);
        assertThat(shop.keys().stock().pools())
                .extracting(stock -> stock.pool().toString())
                .containsExactly("a", "b");
        rename(shop, "a", "c");
        assertThat(shop.sellOut("c")).containsExactly("a-1");
    }

    private static void reused(TestShop shop) {
        shop.sells("a", 2);
        rename(shop, "a", "b");
        shop.keys().stock().upload("a", Stream.of("new"));
        rename(shop, "b", "c");
        rename(shop, "a", "b");
        assertThat(values(shop.order("1", "a", 3))).containsExactly("a-1", "a-2");
        assertThat(shop.pool("b").total()).as("total").isEqualTo(1);
    }

    private static void needed(TestShop shop) {
        shop.sells("p", "a");
        shop.keys().stock().createPool("b");
        shop.keys()
                .products()
                .set(
                        ProductRef.of("q", "v"),
                        ProductSettings.of(AssignmentMethod.specificTag("b").thenTag("a")));
        assertThatThrownBy(() -> delete(shop, "a"))
                .isInstanceOf(PoolInUseException.class)
                .hasMessageContaining("p")
                .hasMessageContaining("q");
        shop.keys().products().remove(ProductRef.of("p"));
        assertThatThrownBy(() -> delete(shop, "a")).isInstanceOf(PoolInUseException.class);
        shop.keys().products().remove(ProductRef.of("q", "v"));
        shop.upload("a", 1);
        assertThatThrownBy(() -> delete(shop, "a"))
                .isInstanceOf(PoolInUseException.class)
                .hasMessageContaining("available");
        shop.sells("p", "a");
        shop.order("1", "p", 2);
        shop.keys().products().remove(ProductRef.of("p"));
        assertThatThrownBy(() -> delete(shop, "a"))
                .isInstanceOf(PoolInUseException.class)
                .hasMessageContaining("wait");
        shop.upload("a", 1);
        delete(shop, "a");
        assertThatThrownBy(() -> delete(shop, "a")).isInstanceOf(UnknownPoolException.class);
    }

    private static void deleted(TestShop shop) {
        shop.sells("a", 2);
        List<String> given = values(shop.order("1", "a", 2));
        shop.upload("b", 1);
        shop.sellsFrom("a", "b");
        delete(shop, "a");
        assertThat(values(shop.order("1", "a", 2))).isEqualTo(given);
        assertThat(values(shop.order("1", "a", 3))).isEqualTo(List.of(given.get(0), given.get(1), "b-1"));
        assertThat(shop.keys().inventory().find(given.get(0)).orElseThrow().pool())
                .as("the pool of a given key")
                .isEmpty();
        assertThat(shop.keys().stock().upload("b", given.stream()).duplicateUsed())
                .as("given before")
                .isEqualTo(2);
    }

    private static void madeAgain(TestShop shop) {
        shop.upload("a", 3);
        shop.sellOut("a");
        shop.keys().products().remove(ProductRef.of("all-of-a"));
        delete(shop, "a");
        shop.keys().stock().upload("a", Stream.of("n1", "n2"));
        assertThat(shop.pool("a").total()).as("total").isEqualTo(2);
        assertThat(shop.pool("a").available()).as("available").isEqualTo(2);
        shop.sellsFrom("p", "a");
        assertThat(shop.onAnotherNode()
                        .fulfil(Order.of("9", OrderLine.of("1", "p", 3)))
                        .keys())
                .hasSize(2);
    }
}
