package dev.licencekeys.examples.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A customer, from the shop to a key in the clipboard. */
class DownloadsTest extends BrowserTest {
    private static final String CLIPBOARD = "navigator.clipboard.readText()";

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    private Locator keys() {
        return page.locator("dialog[open] .key");
    }

    @Test
    void whoBuysThreeCopiesOneOfThreeKeys() {
        page.navigate("/");
        Locator product = page.locator("#office-suite");
        product.getByLabel("Quantity").fill("3");
        product.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Thank you!");
        assertGoodForEverybody("thanks");

        page.getByText("Open the demo mailbox").click();
        Locator mail = page.locator(".mail").filter(new Locator.FilterOptions().setHasText("Paperwork: 3 keys"));
        assertThat(mail).hasCount(1);
        assertGoodForEverybody("mailbox");

        mail.getByText("Open the downloads").click();
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(2)))
                .hasText("Paperwork");
        assertGoodForEverybody("downloads");

        button("Licence Key").click();
        assertThat(keys()).hasCount(3);
        assertThat(page.locator("#keys-title")).hasText(Pattern.compile("#\\d+ – Paperwork"));
        assertGoodForEverybody("keys");

        List<String> values = keys().allTextContents();
        assertThat(values).doesNotHaveDuplicates();
        page.locator("dialog [data-copy]").nth(1).click();
        assertThat(page.locator("dialog [role=status]")).hasText("Copied");
        assertThat(page.evaluate(CLIPBOARD)).isEqualTo(values.get(1));
        button("Copy all").click();
        assertThat(page.locator("dialog [role=status]")).hasText("Copied");
        assertThat(page.evaluate(CLIPBOARD)).isEqualTo(String.join("\n", values));
    }

    @Test
    void theKeyboardIsEnough() {
        page.navigate(shop.sell(shop.newProduct("FIRST-KEY", "SECOND-KEY"), "Keyboard", 2));
        button("Licence Key").focus();
        page.keyboard().press("Enter");

        assertThat(keys()).hasText(new String[] {"FIRST-KEY", "SECOND-KEY"});
        assertThat(page.locator("dialog [data-copy]").first()).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog [role=status]")).hasText("Copied");
        assertThat(page.evaluate(CLIPBOARD)).isEqualTo("SECOND-KEY");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).isHidden();
        assertThat(button("Licence Key")).isFocused();
        assertThat(page.locator("dialog .key")).hasCount(0);
    }

    @Test
    void whereTheClipboardIsRefusedTheKeyIsSelected() {
        openWith(new NewContextOptions());
        page.addInitScript("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
        page.navigate(shop.sell(shop.newProduct("THE-KEY"), "Clipboard", 1));
        button("Licence Key").click();
        page.locator("dialog [data-copy]").click();

        assertThat(page.locator("dialog [role=status]")).containsText("Selected");
        assertThat(page.evaluate("getSelection().toString()")).isEqualTo("THE-KEY");
    }

    @Test
    void withoutJavaScriptTheKeysAreOnAPageOfTheirOwn() throws IOException {
        openWith(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(shop.sell(shop.newProduct("KEY-A", "KEY-B"), "No script", 2));
        button("Licence Key").click();

        assertThat(page.locator(".key")).hasText(new String[] {"KEY-A", "KEY-B"});
        assertThat(page.locator("[data-copy]").first()).isHidden();
        Download file = page.waitForDownload(() -> button("Save as text file").click());
        assertThat(file.suggestedFilename()).isEqualTo("licence-keys.txt");
        assertThat(Files.readString(file.path())).isEqualTo("KEY-A\nKEY-B\n");
    }

    @Test
    void thePageOfItsOwnIsGoodForEverybody() {
        page.navigate(shop.sell(shop.newProduct("PAGE-KEY-A", "PAGE-KEY-B"), "No script", 2));
        // As without the script, which listens to events; but what looks for faults is one.
        page.evaluate("document.querySelector('form[data-opens]').submit()");

        assertThat(page.locator(".key")).hasText(new String[] {"PAGE-KEY-A", "PAGE-KEY-B"});
        assertGoodForEverybody("keys-page");
    }

    @Test
    void whatIsShortWaitsInTheShopsOwnWordsUntilKeysCome() {
        long product = shop.newProduct();
        shop.keys()
                .display()
                .set(
                        TextScope.of(ProductRef.of(Long.toString(product))),
                        DisplayTexts.none()
                                .with(DisplayText.WAITING_BUTTON, "Soon yours")
                                .with(DisplayText.WAITING_MESSAGE, "The press is still warm."));
        page.navigate(shop.sell(product, "Fresh Fonts", 1));

        assertThat(button("Soon yours")).isDisabled();
        assertThat(page.getByText("The press is still warm.")).isVisible();
        assertGoodForEverybody("downloads-waiting");

        shop.upload(product, "FRESH-KEY");
        page.reload();
        button("Licence Key").click();
        assertThat(keys()).hasText("FRESH-KEY");
    }

    @Test
    void whatIsTurnedDownIsNotAvailable() {
        page.navigate(shop.sell(shop.newRejectingProduct(), "Old Letters", 1));

        assertThat(button("Not Available")).isDisabled();
        assertThat(page.locator(".message")).isVisible();
        assertGoodForEverybody("downloads-not-available");
    }

    @Test
    void aKeyIsTextWhateverItHolds() {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        String title = "<b>Bold</b> & \"Quoted\"";
        page.navigate(shop.sell(shop.newProduct(hostile), title, 1));

        assertThat(page.locator("h2")).hasText(title);
        button("Licence Key").click();
        assertThat(keys()).hasText(hostile);
        page.locator("dialog [data-copy]").click();
        assertThat(page.locator("dialog [role=status]")).hasText("Copied");
        assertThat(page.evaluate(CLIPBOARD)).isEqualTo(hostile);
    }

    @Test
    void longNamesAndLongKeysFit() {
        String name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung ".repeat(3);
        long product = shop.newProduct("K".repeat(1000), "SHORT", "W-".repeat(60));
        page.navigate(shop.sell(product, name, 4));
        assertGoodForEverybody("downloads-long");

        button("Licence Key").click();
        assertThat(keys()).hasCount(3);
        assertGoodForEverybody("keys-long");
    }

    @Test
    void germansReadGerman() {
        openWith(new NewContextOptions().setLocale("de-AT"));
        page.navigate(shop.sell(shop.newProduct("GERMAN-KEY"), "Deutsch", 1));

        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .hasText("Ihre Downloads");
        page.locator(".key-button").click();
        assertThat(page.locator("dialog [data-copy]")).hasText("Kopieren");
        assertGoodForEverybody("keys-german");
    }

    @Test
    void filesAreDownloadedAsFiles() throws IOException {
        page.navigate("/");
        page.locator("#wallpapers").getByRole(AriaRole.BUTTON).click();
        page.getByText("Open the demo mailbox").click();
        page.locator(".mail")
                .filter(new Locator.FilterOptions().setHasText("Your downloads are here:"))
                .getByText("Open the downloads")
                .click();

        assertThat(page.locator(".key-button")).hasCount(0);
        assertGoodForEverybody("downloads-files-only");
        Download file = page.waitForDownload(
                () -> page.getByText("Download wallpapers.zip").click());
        assertThat(file.suggestedFilename()).isEqualTo("wallpapers.zip");
        assertThat(Files.size(file.path())).isPositive();
    }

    @Test
    void aPageThatWasOpenForLongIsOpenedAnew() {
        page.navigate(shop.sell(shop.newProduct("LATE-KEY"), "Patience", 1));
        page.context().clearCookies();
        button("Licence Key").click();

        assertThat(page.getByText("opened anew")).isVisible();
        button("Licence Key").click();
        assertThat(keys()).hasText("LATE-KEY");
    }

    @Test
    void aWrongAddressLeadsNowhere() {
        String right = shop.sell(shop.newProduct("MY-KEY"), "Mine", 1);
        for (String wrong : List.of(right + "x", right.substring(0, right.length() - 1) + "~", "/downloads/nothing")) {
            assertThat(page.navigate(wrong).status()).as(wrong).isEqualTo(404);
            assertThat(page.getByRole(AriaRole.HEADING)).hasText("There is nothing here");
        }
        assertThat(takeComplaints()).allMatch(complaint -> complaint.contains("404"));
        assertGoodForEverybody("not-found");
    }
}
