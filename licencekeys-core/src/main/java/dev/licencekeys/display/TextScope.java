package dev.licencekeys.display;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Identifiers;
import java.util.Locale;
import java.util.Optional;

/**
 * For what a shop's own words are. Of several that would do the closest one counts, text by text: a variant before its product
 * before the shop, and each of these in the page's language before it in all languages.
 *
 * @param product the product or variant; empty for the whole shop
 * @param language the language, perhaps of a country, as {@link Locale#toLanguageTag()} writes it; empty for all
 */
public record TextScope(Optional<ProductRef> product, Optional<Locale> language) {
    /**
     * Writes the language as its tag does, without extensions, so that one language is one scope.
     *
     * @throws InvalidInputException if the language is {@link Locale#ROOT} or not well-formed, or its tag has more than 100
     *     characters
     */
    public TextScope {
        language = language.map(TextScope::normal);
    }

    private static Locale normal(Locale language) {
        String tag = language.stripExtensions().toLanguageTag();
        // A variant of old, as of Locale("ja", "JP", "JP"), is for private use in a tag.
        int privateUse = tag.indexOf("-x-");
        Locale normal = Locale.forLanguageTag(privateUse < 0 ? tag : tag.substring(0, privateUse));
        if (normal.getLanguage().isEmpty()) {
            throw new InvalidInputException("language", "is none; leave it out, and the words are for all languages");
        }
        Identifiers.require("language", normal.toLanguageTag());
        return normal;
    }

    /** The whole shop, in all languages. */
    public static TextScope shop() {
        return new TextScope(Optional.empty(), Optional.empty());
    }

    /** A product or one variant of it, in all languages. */
    public static TextScope of(ProductRef product) {
        return new TextScope(Optional.of(product), Optional.empty());
    }

    /**
     * The same in one language: {@code de} is also for readers in Austria, unless there are words for {@code de-AT}.
     *
     * @throws InvalidInputException if it is {@link Locale#ROOT} or not well-formed
     */
    public TextScope in(Locale language) {
        return new TextScope(product, Optional.of(language));
    }
}
