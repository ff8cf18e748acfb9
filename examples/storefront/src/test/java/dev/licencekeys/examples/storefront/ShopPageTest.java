package dev.licencekeys.examples.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShopPageTest extends BrowserTest {
    @Test
    void theShopShowsWhatItSells() {
        page.navigate("/");

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(2)))
                .hasText(new String[] {
                    "Photo Editor", "Quiet Guard", "Paperwork", "Night Sky", "Old Letters", "Quiet Walls"
                });
        assertGoodForEverybody("shop");
    }

    @Test
    void nobodySeesTheMerchantsSideWithoutLogin() {
        page.navigate("/admin/pools");

        assertThat(page).hasURL(Pattern.compile(".*/login$"));
        assertThat(page).hasTitle("Log in – Pixel & Quill");
        assertGoodForEverybody("login");
    }

    @Test
    void aWrongPasswordIsToldKindly() {
        page.navigate("/login");
        page.getByLabel("User").fill("anna");
        page.getByLabel("Password").fill("guess");
        page.locator("main button").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("don't fit together. Please try again.");
        assertGoodForEverybody("login-wrong");
    }

    @Test
    void theMerchantLogsInAndOut() {
        logIn("/admin");
        assertThat(page).hasURL(Pattern.compile(".*/admin.*"));
        takeComplaints(); // what is behind the login is not what this is about
        page.navigate("/");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log out"))
                .click();

        assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log out")))
                .hasCount(0);
        page.navigate("/admin");
        assertThat(page).hasTitle("Log in – Pixel & Quill");
    }
}
