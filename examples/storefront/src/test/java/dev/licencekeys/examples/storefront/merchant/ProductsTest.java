package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProductsTest extends MerchantTest {
    @Test
    void theListSaysWhereKeysComeFrom() {
        logIn("/admin/products");

        assertThat(row("Quiet Guard")).containsText("keys without a tag");
        assertThat(row("Paperwork")).containsText("made at the sale");
        assertThat(row("Quiet Walls")).containsText("No keys");
        assertThat(row("Photo Editor").first()).containsText("As its variants say");
        assertThat(row("Photo Editor – Home")).containsText("photo-home");
        assertGoodForEverybody("products");
    }

    @Test
    void aMethodIsChangedAndTheNextOrderUsesIt() {
        stock("method-v1", 3);
        stock("method-v2", 1);
        String page1 = "/admin/products/product?product=method";
        logIn(page1);
        assertThat(field("No keys: it is only files")).isChecked();
        field("Keys of a tag").check();
        field("Tag").selectOption("tag:method-v2");
        field("When that is short, then").first().selectOption("tag:method-v1");
        field("When that is short, then").nth(1).selectOption("generated");
        field("Keys for each unit").fill("2");
        field("When keys are short").selectOption("ALL_OR_NOTHING");
        button("Save").click();

        assertThat(said()).containsText("the next order gets its keys like this");
        assertThat(keys.products().get(ProductRef.of("method")))
                .contains(ProductSettings.of(AssignmentMethod.specificTag("method-v2")
                                .thenTag("method-v1")
                                .thenGenerated())
                        .withKeysPerUnit(2)
                        .withShortage(ShortagePolicy.ALL_OR_NOTHING));
        assertThat(field("When that is short, then").first()).hasValue("tag:method-v1");
        assertThat(order("method-1", "method", 1).keys().stream()
                        .map(key -> key.key().reveal()))
                .containsExactly("METHOD-V2-000000-KEY", "METHOD-V1-000000-KEY");
        assertGoodForEverybody("product");

        field("Made at the sale, never short").check();
        field("Keys for each unit").fill("1");
        button("Save").click();
        assertThat(said()).isVisible();
        assertThat(order("method-2", "method", 1).keys().get(0).key().reveal()).doesNotContain("METHOD");
    }

    @Test
    void whoWaitsGetsKeysWhereTheProductLooksNow() {
        sell("waits-first", 0);
        stock("waits-then", 1);
        assertThat(order("waits-1", "waits-first", 1).waiting()).isEqualTo(1);
        logIn("/admin/products/product?product=waits-first");
        field("When that is short, then").first().selectOption("tag:waits-then");
        button("Save").click();

        assertThat(said()).containsText("1 line had waited, and got keys.");
    }

    @Test
    void sourcesThatDontFitAreRefusedInWords() {
        stock("twice", 1);
        logIn("/admin/products/product?product=misfit");
        field("Keys of a tag").check();
        button("Save").click();
        assertThat(said()).containsText("must begin with a tagged pool");
        field("Keys of a tag").check();
        field("Tag").selectOption("tag:twice");
        field("When that is short, then").first().selectOption("tag:twice");
        button("Save").click();
        assertThat(said()).containsText("names a source twice");
        assertThat(keys.products().get(ProductRef.of("misfit"))).isEmpty();
    }

    @Test
    void ownWordsAreSeenWhileTheyAreTypedAndKeptWhenSaved() {
        logIn("/admin/texts?product=worded&language=de");
        assertThat(page.locator("[data-previews]")).containsText("Lizenzschlüssel");
        field("Key button").fill("Mein <b>Code</b>");
        assertThat(page.locator("[data-previews]")).containsText("Mein <b>Code</b>");
        assertThat(keys.display().texts(TextScope.of(ProductRef.of("worded")).in(Locale.GERMAN)))
                .isEqualTo(DisplayTexts.none());
        field("Dialog title").fill("{product} für {kunde}");
        assertThat(page.locator("[data-previews]")).containsText("Dialog title has {kunde}, which is not filled in");
        button("Save").click();
        assertThat(said()).containsText("Dialog title has {kunde}, which is not filled in");
        assertGoodForEverybody("texts-refused");
        assertThat(field("Key button")).hasValue("Mein <b>Code</b>");

        field("Dialog title").fill("");
        field("Waiting message").fill("Noch {waiting}, bald");
        assertThat(page.locator("[data-previews]")).containsText("Noch 1, bald");
        button("Save").click();
        assertThat(said()).containsText("Saved");
        assertThat(page.locator("[data-previews]")).containsText("Noch 1, bald");
        assertThat(keys.display().texts(TextScope.of(ProductRef.of("worded")).in(Locale.GERMAN)))
                .isEqualTo(DisplayTexts.none()
                        .with(DisplayText.KEY_BUTTON, "Mein <b>Code</b>")
                        .with(DisplayText.WAITING_MESSAGE, "Noch {waiting}, bald"));
        assertGoodForEverybody("texts");
    }

    @Test
    void whatStandsOtherwiseIsTold() {
        keys.display()
                .set(
                        TextScope.of(ProductRef.of("inherits")),
                        DisplayTexts.none().with(DisplayText.KEY_BUTTON, "The product's"));
        logIn("/admin/texts?product=inherits&variant=small&language=en");

        assertThat(page.locator("#KEY_BUTTON-hint")).hasText("The product's");
        assertThat(page.locator("#COPY-hint"))
                .hasText(DisplayTexts.standard(Locale.ENGLISH)
                        .get(DisplayText.COPY)
                        .orElseThrow());
    }
}
