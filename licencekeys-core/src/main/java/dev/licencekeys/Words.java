package dev.licencekeys;

import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.StoredText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a shop for a reader of one language: its own where it has some, otherwise the library's. */
final class Words {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private final Map<Optional<ProductRef>, Map<Optional<Locale>, Map<String, String>>> own = new HashMap<>();
    private final List<Optional<Locale>> languages;
    private final DisplayTexts standard;

    Words(List<StoredText> stored, Locale language) {
        stored.forEach(text -> own.computeIfAbsent(text.scope().product(), product -> new HashMap<>())
                .computeIfAbsent(text.scope().language(), in -> new HashMap<>())
                .put(text.name(), text.words()));
        this.languages = languages(language);
        this.standard = DisplayTexts.standard(language);
    }

    /** The tag, and what is left of it without its last parts, as RFC 4647 looks a language up; then all languages. */
    private static List<Optional<Locale>> languages(Locale language) {
        List<Optional<Locale>> languages = new ArrayList<>();
        String tag = language.getLanguage().isEmpty()
                ? ""
                : language.stripExtensions().toLanguageTag();
        while (!tag.isEmpty()) {
            languages.add(Optional.of(Locale.forLanguageTag(tag)));
            tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
        }
        languages.add(Optional.empty());
        return languages;
    }

    /** All products and variants whose words may be those of these. */
    static Set<ProductRef> scopesOf(Iterable<ProductRef> products) {
        Set<ProductRef> all = new HashSet<>();
        for (ProductRef product : products) {
            all.add(product);
            all.add(product.withoutVariant());
        }
        return all;
    }

    /** A text of the shop as a whole, with names filled in. */
    String of(DisplayText text, Map<String, String> names) {
        return filled(text, List.of(Optional.empty()), names);
    }

    /** A text for a product or variant, with names filled in. */
    String of(DisplayText text, ProductRef product, Map<String, String> names) {
        return filled(
                text, List.of(Optional.of(product), Optional.of(product.withoutVariant()), Optional.empty()), names);
    }

    private String filled(DisplayText text, List<Optional<ProductRef>> products, Map<String, String> names) {
        String words = products.stream()
                .map(product -> own.getOrDefault(product, Map.of()))
                .flatMap(ofProduct -> languages.stream().map(in -> ofProduct.getOrDefault(in, Map.of())))
                .flatMap(texts -> Optional.ofNullable(texts.get(text.name())).stream())
                .findFirst()
                .orElseGet(() -> standard.get(text).orElseThrow());
        // In one go: a name that has braces itself stays as it is.
        return NAME.matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
    }
}
