package dev.licencekeys.examples.storefront;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The demo on a port of its own. Test classes that say no more share one, with its database: each test buys for itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "shop.merchant.user=" + StorefrontTest.USER,
            "shop.merchant.password-hash={noop}" + StorefrontTest.PASSWORD,
            "shop.webhooks.shopify-secret=" + StorefrontTest.SHOPIFY_SECRET,
            "shop.webhooks.woocommerce-secret=" + StorefrontTest.WOOCOMMERCE_SECRET
        })
@ActiveProfiles("demo")
@Import(TestShop.class)
public @interface StorefrontTest {
    String USER = "anna";
    String PASSWORD = "correct horse";
    String SHOPIFY_SECRET = "hush";
    String WOOCOMMERCE_SECRET = "quiet";
}
