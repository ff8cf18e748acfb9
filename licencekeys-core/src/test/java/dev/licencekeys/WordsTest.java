package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.StoredText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final ProductRef PRODUCT = ProductRef.of("p");
    private static final ProductRef VARIANT = ProductRef.of("p", "v");
    private static final List<String> TAGS = List.of("de", "de-AT", "de-CH", "en", "en-US", "fr", "zh-Hant", "zh-TW");

    /** As a person would look it up: each scope in turn, written out. */
    @Property(tries = 500)
    void theClosestScopeWins(
            @ForAll("stored") Set<TextScope> scopes,
            @ForAll("texts") DisplayText text,
            @ForAll("tags") String tag,
            @ForAll boolean variant) {
        List<StoredText> stored = scopes.stream()
                .map(scope -> new StoredText(scope, text.name(), scope.toString()))
                .toList();
        Locale language = Locale.forLanguageTag(tag);
        String expected = null;
        for (Optional<ProductRef> product :
                List.of(Optional.of(variant ? VARIANT : PRODUCT), Optional.of(PRODUCT), Optional.<ProductRef>empty())) {
            for (Optional<Locale> in : List.of(
                    Optional.of(language),
                    Optional.of(Locale.forLanguageTag(language.getLanguage())),
                    Optional.<Locale>empty())) {
                TextScope scope = new TextScope(product, in);
                expected = expected == null && scopes.contains(scope) ? scope.toString() : expected;
            }
        }
        Words words = new Words(stored, language);
        assertThat(words.of(text, variant ? VARIANT : PRODUCT, Map.of()))
                .isEqualTo(
                        expected != null
                                ? expected
                                : DisplayTexts.standard(language).get(text).orElseThrow());
    }

    @Provide
    Arbitrary<Set<TextScope>> stored() {
        Arbitrary<Optional<ProductRef>> products = Arbitraries.of(
                        PRODUCT, VARIANT, ProductRef.of("p", "w"), ProductRef.of("q"))
                .optional(0.8);
        Arbitrary<Optional<Locale>> languages =
                tags().map(Locale::forLanguageTag).optional(0.7);
        return Combinators.combine(products, languages).as(TextScope::new).set().ofMaxSize(8);
    }

    @Provide
    Arbitrary<DisplayText> texts() {
        return Arbitraries.of(DisplayText.class)
                .filter(text -> text.placeholders().isEmpty());
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.of(TAGS);
    }

    @Test
    void aLanguageIsLookedUpByEverShorterTags() {
        Locale asked = Locale.forLanguageTag("zh-Hant-TW-u-nu-hanidec-x-lvariant-a");
        for (String tag : List.of("zh-Hant-TW", "zh-Hant", "zh")) {
            StoredText stored = new StoredText(
                    TextScope.shop().in(Locale.forLanguageTag(tag)), DisplayText.COPY.name(), "own " + tag);
            StoredText general = new StoredText(TextScope.shop(), DisplayText.COPY.name(), "general");
            assertThat(new Words(List.of(general, stored), asked).of(DisplayText.COPY, Map.of()))
                    .isEqualTo("own " + tag);
            for (Locale none : List.of(Locale.ROOT, new Locale("", "TW"), new Locale("?"))) {
                assertThat(new Words(List.of(general, stored), none).of(DisplayText.COPY, Map.of()))
                        .isEqualTo("general");
            }
        }
    }

    @Test
    void namesAreFilledInAsTheyAre() {
        StoredText title = new StoredText(
                TextScope.shop(), DisplayText.DIALOG_TITLE.name(), "{product}, {order}, {product}, {new}");
        Words words = new Words(List.of(title), Locale.ENGLISH);
        Map<String, String> names = Map.of("order", "{product} $1 \\", "product", "<b>{order}</b>");
        assertThat(words.of(DisplayText.DIALOG_TITLE, VARIANT, names))
                .isEqualTo("<b>{order}</b>, {product} $1 \\, <b>{order}</b>, {new}");
        assertThat(new Words(List.of(), Locale.GERMAN).of(DisplayText.DIALOG_TITLE, VARIANT, names))
                .isEqualTo("{product} $1 \\ \u2013 <b>{order}</b>");
    }

    @Test
    void aTextThatThisVersionDoesNotKnowIsLeftAside() {
        StoredText later = new StoredText(TextScope.shop(), "LATER", "Later");
        StoredText known = new StoredText(TextScope.shop(), "COPY", "Own");
        Words words = new Words(List.of(later, known), Locale.ENGLISH);
        assertThat(words.of(DisplayText.COPY, PRODUCT, Map.of())).isEqualTo("Own");
        assertThat(words.of(DisplayText.CLOSE, PRODUCT, Map.of())).isEqualTo("Close");
    }

    @Test
    void allScopesOfAProductAreAskedFor() {
        assertThat(Words.scopesOf(List.of(VARIANT, ProductRef.of("q"))))
                .containsOnly(VARIANT, PRODUCT, ProductRef.of("q"));
        assertThat(Words.scopesOf(List.of())).isEmpty();
    }
}
