package dev.licencekeys.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.product.ProductRef;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextScopeTest {
    @Test
    void oneLanguageIsOneScopeHoweverItWasMade() {
        TextScope shop = TextScope.shop();
        assertThat(shop.in(new Locale("DE", "at"))).isEqualTo(shop.in(Locale.forLanguageTag("de-AT")));
        assertThat(shop.in(new Locale("no", "NO", "NY"))).isEqualTo(shop.in(Locale.forLanguageTag("nn-NO")));
        assertThat(shop.in(Locale.forLanguageTag("th-TH-u-nu-thai"))).isEqualTo(shop.in(new Locale("th", "TH")));
        assertThat(shop.in(new Locale("th", "TH", "TH"))).isEqualTo(shop.in(new Locale("th", "TH")));
        assertThat(shop.in(Locale.GERMAN)).isNotEqualTo(shop.in(Locale.GERMANY)).isNotEqualTo(shop);
    }

    @Test
    void everyLanguageOfThePlatformIsReadAsItsTagIsWritten() {
        Arrays.stream(Locale.getAvailableLocales())
                .filter(locale -> !locale.getLanguage().isEmpty())
                .forEach(locale -> {
                    TextScope scope = TextScope.shop().in(locale);
                    String tag = scope.language().orElseThrow().toLanguageTag();
                    assertThat(TextScope.shop().in(Locale.forLanguageTag(tag)))
                            .as("%s", locale)
                            .isEqualTo(scope);
                });
    }

    @Test
    void aLanguageIsNeeded() {
        String tooLong =
                "en" + IntStream.range(10, 22).mapToObj(i -> "-abcdef" + i).collect(Collectors.joining());
        for (Locale none :
                new Locale[] {Locale.ROOT, new Locale("", "AT"), new Locale("?"), Locale.forLanguageTag(tooLong)}) {
            assertThatThrownBy(() -> TextScope.shop().in(none))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("language ");
        }
    }

    @Test
    void aNameThatIsBlankIsTheProductsId() {
        Map<ProductRef, String> titles = Map.of(ProductRef.of("p"), "Photo Editor", ProductRef.of("q"), "\u200B ");
        DisplayNames names = new DisplayNames("#1", product -> titles.getOrDefault(product, ""));
        assertThat(names.of(ProductRef.of("p"))).isEqualTo("Photo Editor");
        assertThat(names.of(ProductRef.of("q"))).isEqualTo("q");
        assertThat(names.of(ProductRef.of("p", "pro"))).isEqualTo("p/pro");
    }
}
