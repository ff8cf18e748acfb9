package dev.licencekeys.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.examples.hosts.TestShop.Ledger;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.licencekeys.examples.hosts.Setting#all")
class JpaShopTest {
    @Parameter
    private Setting setting;

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void savesBothOrNeither(String unit) {
        TestShop shop = new TestShop(setting.database().admin(), 5);
        try (HikariDataSource pool = setting.database().pool(1, setting.autoCommit());
                JpaHost host = new JpaHost(unit, pool, shop)) {
            JpaShop jpaShop = new JpaShop(host.factory(), shop.store(), shop.keys());
            Order first = shop.order(1, 2);

            assertThat(TestShop.values(jpaShop.placeOrder(first))).containsExactly("KEY-1", "KEY-2");
            assertThat(shop.ledger()).isEqualTo(new Ledger(3, 1, 2, 0, 1));
            assertThat(stateOf(host, first)).isEqualTo("DELIVERED");

            // The line that conflicts is found first, so nothing is written; the order that is saved twice later.
            Order conflicting = Order.of(first.id(), OrderLine.of("1", "another", 1));
            assertThatThrownBy(() -> jpaShop.placeOrder(conflicting)).isInstanceOf(ConflictingOrderException.class);
            Order savedTwice = Order.of(first.id(), OrderLine.of("2", TestShop.PRODUCT, 3));
            assertThatThrownBy(() -> jpaShop.placeOrder(savedTwice)).isInstanceOf(RuntimeException.class);
            assertThat(shop.ledger()).isEqualTo(new Ledger(3, 1, 2, 0, 1));
        }
    }

    private static String stateOf(JpaHost host, Order order) {
        return host.factory()
                .callInTransaction(entityManager ->
                        entityManager.find(ShopOrder.class, order.id()).state());
    }
}
