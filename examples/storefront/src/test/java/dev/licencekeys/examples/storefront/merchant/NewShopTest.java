package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.examples.storefront.TestShop;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** A shop without the demo, in which nothing has happened yet. Its settings are its own, so that they disturb no other test. */
@ActiveProfiles(profiles = "new", inheritProfiles = false)
@TestPropertySource(
        properties = {
            "shop.catalogue=classpath:no-products.json",
            "shop.keys.secret=dGVzdC1vbmx5LS1uZXZlci1pbi1hLXJlYWwtc2hvcC0=",
            "shop.keys.fingerprint-secret=ZmluZC1vbmx5LS1uZXZlci1pbi1hLXJlYWwtc2hvcC0=",
            "spring.mail.host=localhost"
        })
class NewShopTest extends MerchantTest {
    @TestConfiguration
    static class Mailbox {
        /** For {@link TestShop}; nobody sends a mail. */
        @Bean
        GreenMail mailbox() {
            return new GreenMail(ServerSetupTest.SMTP);
        }
    }

    @Test
    void emptyPagesSayWhatToDo() {
        logIn("/admin");
        assertThat(page.locator(".empty")).containsText("No keys yet");
        assertGoodForEverybody("pools-empty");
        link("Products").click();
        assertThat(page.locator(".empty")).containsText("No products");
        assertGoodForEverybody("products-empty");
        link("Orders").click();
        assertThat(page.locator(".empty")).containsText("No orders yet");
        assertGoodForEverybody("orders-empty");
        link("Audit log").click();
        assertThat(page.locator(".empty")).containsText("Nothing has happened yet");
        assertGoodForEverybody("audit-empty");
    }

    @Test
    void theThresholdIsSetAndSwitchedOffAndOn() {
        logIn("/admin/settings");
        field("When so many per cent are used").fill("70, 95 %");
        field("Or when so many keys are left").fill("20");
        button("Save").click();
        assertThat(said()).hasText("Saved: you are warned at 70 %, 95 %, 20 keys left.");
        assertThat(keys.stock().defaultThreshold())
                .isEqualTo(ThresholdPolicy.atPercent(70, 95).and(ThresholdLevel.keysLeft(20)));
        assertGoodForEverybody("settings");

        field("Warn me").uncheck();
        button("Save").click();
        assertThat(said()).hasText("Saved: you are not warned.");
        assertThat(field("Warn me")).not().isChecked();
        assertThat(field("When so many per cent are used")).hasValue("70, 95");
        assertThat(keys.stock().defaultThreshold().isOn()).isFalse();

        field("Warn me").check();
        field("When so many per cent are used").fill("a few");
        button("Save").click();
        assertThat(said()).containsText("which is no number");
        field("When so many per cent are used").fill("101");
        button("Save").click();
        assertThat(said()).containsText("from 1 to 100");
        assertThat(keys.stock().defaultThreshold().isOn()).isFalse();
    }

    @Test
    void theWholeShopHasWordsOfItsOwn() {
        logIn("/admin/settings");
        link("German").click();
        field("Close").fill("Fertig");
        button("Save").click();

        assertThat(said()).containsText("Saved");
        assertThat(keys.display().texts(TextScope.shop().in(Locale.GERMAN)).get(DisplayText.CLOSE))
                .contains("Fertig");
    }
}
