package dev.licencekeys.testkit.assertion;

import static dev.licencekeys.testkit.assertion.ShopAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.SpoiltReads;
import dev.licencekeys.testkit.arbitrary.Deliveries;
import dev.licencekeys.testkit.arbitrary.ShopProduct;
import dev.licencekeys.testkit.arbitrary.Webhooks;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShopAssertTest {
    private static final List<ShopProduct> CATALOGUE = List.of(
            product("p", AssignmentMethod.specificTag("a")),
            product("q", AssignmentMethod.specificTag("b").thenTag("a")));

    private static final Act ACT = new Act("anna", "a test");

    private static ShopProduct product(String id, AssignmentMethod method) {
        return new ShopProduct(ProductRef.of(id), ProductSettings.of(method));
    }

    private static LicenceKeys shop(InMemoryLicenceKeyStore store) {
        LicenceKeys shop = LicenceKeys.open(store, KeyProtection.plaintext());
        CATALOGUE.forEach(product -> product.sellIn(shop));
        shop.stock().upload("a", Stream.of("CANARY-1", "CANARY-2", "CANARY-3", "CANARY-4"));
        shop.stock().upload("b", Stream.of("CANARY-5", "CANARY-6"));
        return shop;
    }

    @Provide
    Arbitrary<Deliveries> deliveries() {
        return Webhooks.any(CATALOGUE, RefundPolicy.RETURN_UNREVEALED);
    }

    @Property(tries = 300)
    void aRightShopIsFoundRight(@ForAll("deliveries") Deliveries deliveries) {
        LicenceKeys shop = shop(new InMemoryLicenceKeyStore());
        deliveries.messages().forEach(message -> message.tell(shop));
        shop.orders().latest(LineCursor.LATEST, 1).lines().stream()
                .flatMap(line -> line.keys().stream())
                .forEach(key -> shop.support().withdraw(key.id(), Withdrawal.REVOKE, ACT));
        assertThat(shop).gaveNoKeyTwice().answeredEveryUnit().hasTrueFigures();
    }

    /** Three orders, of which the third waits for one of its keys, as a store tells them that misreads what it has. */
    private static LicenceKeys misread(SpoiltReads.Misreading misreading) {
        InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
        LicenceKeys shop = shop(store);
        for (int order = 1; order <= 3; order++) {
            shop.fulfil(Order.of("100" + order, OrderLine.of("1", "p", order == 3 ? 3 : 1)));
        }
        assertThat(shop).gaveNoKeyTwice().answeredEveryUnit().hasTrueFigures();
        return shop.with(SpoiltReads.of(store, misreading));
    }

    private static void requireSays(Consumer<ShopAssert> assertion, LicenceKeys shop, String... parts) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertion.accept(assertThat(shop)))
                .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getMessage())
                        .contains(parts)
                        .doesNotContain("CANARY"));
    }

    @Test
    void aKeyInTwoPlacesIsFound() {
        LicenceKeys shop = misread(new SpoiltReads.Misreading() {
            @Override
            public List<StoredLine> lines(List<StoredLine> right) {
                StoredLine first = right.stream()
                        .filter(line -> line.ref().equals(new LineRef("1001", "1")))
                        .findFirst()
                        .orElseThrow();
                return right.stream()
                        .map(line -> line.ref().orderId().equals("1002") ? line.withKeys(first.keys()) : line)
                        .toList();
            }
        });
        requireSays(
                ShopAssert::gaveNoKeyTwice, shop, "order \"1001\", line \"1\"", "order \"1002\", line \"1\"", " and ");
    }

    @Test
    void aUnitWithoutAnAnswerIsFound() {
        LicenceKeys shop = misread(new SpoiltReads.Misreading() {
            @Override
            public List<StoredLine> lines(List<StoredLine> right) {
                return right.stream().map(line -> line.withKeys(List.of())).toList();
            }
        });
        requireSays(
                ShopAssert::answeredEveryUnit,
                shop,
                "order \"1001\", line \"1\": owed 1 keys, has 0, waits for 0",
                "order \"1003\", line \"1\": owed 3 keys, has 0, waits for 1");
    }

    @Test
    void figuresThatAreNotTrueAreFound() {
        LicenceKeys shop = misread(new SpoiltReads.Misreading() {
            @Override
            public List<PoolStock> stock(List<PoolStock> right) {
                return right.stream()
                        .map(pool -> new PoolStock(
                                pool.pool(), pool.total(), pool.available() + 1, pool.waitingLines(), pool.threshold()))
                        .toList();
            }
        });
        requireSays(ShopAssert::hasTrueFigures, shop, "pool \"b\": says 3 available", "lists 2");
    }

    @Test
    void whoWaitsIsNamed() {
        LicenceKeys shop = misread(new SpoiltReads.Misreading() {});
        requireSays(ShopAssert::hasNobodyWaiting, shop, "order \"1003\", line \"1\": waits for 1 keys");
    }
}
