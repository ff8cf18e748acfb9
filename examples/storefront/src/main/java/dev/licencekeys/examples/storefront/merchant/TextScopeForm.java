package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For what texts are, as an address or a form has it.
 *
 * @param product its id; empty for the whole shop
 * @param variant its id; empty for the whole product
 * @param language its tag; empty for all languages
 */
record TextScopeForm(String product, String variant, String language) {
    TextScopeForm {
        product = product == null ? "" : product;
        variant = variant == null ? "" : variant;
        language = language == null ? "" : language;
    }

    /** Whether it is for all products. */
    public boolean isShop() {
        return product.isBlank();
    }

    Optional<ProductRef> ref() {
        return isShop() ? Optional.empty() : Optional.of(Refs.product(product, variant));
    }

    /** In which the customer of the preview reads. */
    Locale reader() {
        return language.isBlank() ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    TextScope scope() {
        return new TextScope(
                ref(), Optional.of(language).filter(tag -> !tag.isBlank()).map(Locale::forLanguageTag));
    }

    /** Whose words stand where this scope has none, the closest first. */
    List<TextScope> otherwise() {
        List<TextScope> wider = new ArrayList<>();
        ref().ifPresent(ref -> {
            wider.add(TextScope.of(ref));
            wider.add(TextScope.of(ref.withoutVariant()));
        });
        wider.add(TextScope.shop());
        TextScope own = scope();
        return wider.stream()
                .distinct()
                .flatMap(scope -> own.language().isEmpty()
                        ? Stream.of(scope)
                        : Stream.of(scope.in(own.language().get()), scope))
                .filter(scope -> !scope.equals(own))
                .toList();
    }
}
