package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.licencekeys.AssignedKey;
import dev.licencekeys.examples.storefront.TestShop;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OrdersTest extends MerchantTest {
    private void act(String what, String reason) {
        open("Change the chosen key");
        field(what).check();
        field("Reason").first().fill(reason);
        button("Do it").click();
    }

    private KeyState state(AssignedKey key) {
        return keys.inventory().key(key.id()).orElseThrow().state();
    }

    private void assertOnRecord(String reason) {
        page.navigate("/admin/audit");
        assertThat(row(reason).first()).containsText("anna");
    }

    @Test
    void aWaitingOrderSaysWhichTagToFillAndAnUploadFillsIt() {
        sell("to-fill", 1);
        order("to-fill-1", "to-fill", 3);
        logIn("/admin/orders");
        assertThat(row("to-fill-1")).containsText("waits for 2 keys");
        assertThat(row("to-fill-1")).containsText("****-KEY");
        assertThat(page.content()).doesNotContain("TO-FILL-000000");

        row("to-fill-1")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("upload to to-fill"))
                .click();
        assertThat(field("Tag")).hasValue("to-fill");
        field("Or paste keys").fill("FILLED-0001-AAAA\nFILLED-0002-BBBB");
        button("Check the keys").click();
        button("Import 2 keys").click();
        assertThat(page.getByText("got 2 keys")).isVisible();
        link("Order to-fill-1").click();

        assertThat(page.locator(
                        ".badge.good", new com.microsoft.playwright.Page.LocatorOptions().setHasText("complete")))
                .isVisible();
        assertThat(page.locator(".key-list code")).hasText(new String[] {"****-KEY", "****AAAA", "****BBBB"});
        assertGoodForEverybody("order");
    }

    @Test
    void anOrderOfAPlatformIsCalledAsItsCustomerCallsItAndHearsOfTheUpload() {
        long product = shop.newProduct();
        long id = shop.newId() * 10;
        shop.shopify("orders/paid", shop.order(id, product, "Rare Book", 1));
        logIn("/admin/orders");
        field("Find an order").fill("#" + id);
        button("Open").click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Order #" + id);
        link("upload to tag-" + product).click();
        field("Or paste keys").fill("RARE-0001-" + product);
        button("Check the keys").click();
        button("Import 1 key").click();
        assertThat(page.getByText("got 1 key")).isVisible();

        page.navigate("/admin/orders");
        assertThat(row("#" + id)).containsText("complete");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(2));
    }

    @Test
    void aKeyIsReplacedWithAReasonAndTheOldOneGivenBack() {
        sell("replaced", 2);
        AssignedKey old = order("replaced-1", "replaced", 1).keys().get(0);
        logIn("/admin/orders/order?id=replaced-1");
        act("Replace it by the next one, and revoke it", "does not activate on Tuesdays");

        assertThat(said()).containsText("Replaced");
        assertThat(state(old)).isEqualTo(KeyState.REVOKED);
        assertThat(keys.orders().lines("replaced-1").get(0).keys()).hasSize(1);
        assertOnRecord("does not activate on Tuesdays");

        page.navigate("/admin/orders/order?id=replaced-1");
        open("Give the chosen key back");
        page.locator("details[open] input[name=reason]").fill("it does after all");
        button("Give it back").click();
        assertThat(said()).containsText("perhaps another one for the key");
        act("Revoke it", "one is enough");
        assertThat(said()).containsText("Revoked");
        page.locator(".key-list input[value='" + old.id() + "']").check();
        open("Give the chosen key back");
        page.locator("details[open] input[name=reason]").fill("it does after all");
        button("Give it back").click();
        assertThat(said()).containsText("The customer has the key again.");
        assertThat(state(old)).isEqualTo(KeyState.ASSIGNED);
    }

    @Test
    void anUnseenKeyReturnsToStockAndASeenOneIsRefused() {
        sell("returned", 2);
        List<AssignedKey> given = order("returned-1", "returned", 2).keys();
        logIn("/admin/orders/order?id=returned-1");
        page.locator(".key-list input").first().check();
        act("Return it to stock, if nobody has seen it", "bought twice");
        assertThat(said()).containsText("Returned");
        assertThat(state(given.get(0))).isEqualTo(KeyState.AVAILABLE);

        keys.reveal("returned-1", "1");
        page.reload();
        assertThat(page.locator(".key-list .badge")).hasText("seen");
        act("Return it to stock, if nobody has seen it", "wants the money back");
        assertThat(said()).containsText("revoke or retire it instead");
        assertThat(state(given.get(1))).isEqualTo(KeyState.REVEALED);
        assertOnRecord("bought twice");
    }

    @Test
    void unitsAreRefundedOnceEvenIfTheFormIsSentTwice() {
        sell("refunded", 3);
        order("refunded-1", "refunded", 3);
        logIn("/admin/orders/order?id=refunded-1");
        open("Refund");
        assertThat(field("Units")).hasValue("3");
        field("Units").fill("1");
        page.locator("details[open] input[name=reason]").fill("one too many");
        page.locator("details[open] form")
                .evaluate(
                        "form => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })");
        button("Refund").click();

        assertThat(said()).containsText("Refunded 1 unit");
        assertThat(keys.orders().lines("refunded-1").get(0).refunded()).isEqualTo(1);
        assertThat(keys.stock().pool(Pool.tagged("refunded")).available()).isEqualTo(1);
        assertOnRecord("one too many");
    }

    @Test
    void aKeyThatACustomerSentInIsFoundWithoutAnAddressThatHasIt() {
        sell("found", 1);
        order("found-1", "found", 1);
        logIn("/admin/orders");
        field("Whose key is this?").fill(" FOUND-000000-KEY ");
        button("Find it").click();

        assertThat(page).hasURL(Pattern.compile(".*/admin/keys\\?id=[0-9a-f-]{36}$"));
        assertThat(page.locator(".history")).containsText("it was given to order found-1");
        assertThat(page.content()).doesNotContain("FOUND-000000");
        assertGoodForEverybody("key");

        page.navigate("/admin/orders");
        field("Whose key is this?").fill("NOT-OF-THIS-SHOP");
        button("Find it").click();
        assertThat(said()).containsText("no such key");
        field("Find an order").fill("found-nowhere");
        button("Open").click();
        assertThat(said()).hasText("There is no order found-nowhere.");
        field("Find an order").fill("found-1");
        button("Open").click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Order found-1");
    }

    @Test
    void longNamesFit() {
        sell(LONG_TAG.replace("long", "wide"), 1);
        order("W".repeat(100), LONG_TAG.replace("long", "wide"), 4);
        logIn("/admin/orders/order?id=" + "W".repeat(100));
        act("Revoke it", "Because " + "of what was said on the telephone, ".repeat(13) + "Mississippi");

        assertThat(said()).containsText("Revoked");
        assertGoodForEverybody("order-long");
        page.navigate("/admin/orders");
        assertGoodForEverybody("orders-long");
        page.navigate("/admin/audit");
        assertThat(row("Mississippi").first()).containsText("anna");
        assertGoodForEverybody("audit-long");
    }
}
