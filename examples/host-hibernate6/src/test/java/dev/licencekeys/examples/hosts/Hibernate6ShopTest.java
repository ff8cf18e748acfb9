package dev.licencekeys.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.examples.hibernate6.Hibernate6Shop;
import dev.licencekeys.examples.hosts.TestShop.Ledger;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;

class Hibernate6ShopTest {
    @Test
    void savesBothOrNeither() {
        assertThat(Version.getVersionString()).startsWith("6.");
        Setting setting = Setting.all().get(0);
        TestShop shop = new TestShop(setting.database().admin(), 5);
        try (HikariDataSource pool = setting.database().pool(1, setting.autoCommit());
                JpaHost host = new JpaHost("hibernate", pool, shop)) {
            Hibernate6Shop hibernate = new Hibernate6Shop(host.factory(), shop.store(), shop.keys());
            Order first = shop.order(1, 2);

            assertThat(TestShop.values(hibernate.placeOrder(first, new ShopOrder(first.id()))))
                    .containsExactly("KEY-1", "KEY-2");
            Order savedTwice = Order.of(first.id(), OrderLine.of("2", TestShop.PRODUCT, 3));
            assertThatThrownBy(() -> hibernate.placeOrder(savedTwice, new ShopOrder(first.id())))
                    .isInstanceOf(RuntimeException.class);
            assertThat(shop.ledger()).isEqualTo(new Ledger(3, 1, 2, 0, 1));
        }
    }
}
