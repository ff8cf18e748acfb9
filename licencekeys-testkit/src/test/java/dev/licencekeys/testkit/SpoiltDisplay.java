package dev.licencekeys.testkit;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Saboteurs that get a shop's own words wrong, or what customers saw. */
final class SpoiltDisplay {
    private static final String ANY_SHOP = "any shop";

    static final List<Saboteur> SABOTEURS = List.of(
            words("forgets a variant's words", right -> new Rescopes(right, SpoiltDisplay::ofTheProduct)),
            words("merges the languages of words", right -> new Rescopes(right, SpoiltDisplay::inAllLanguages)),
            words(
                    "takes a country's language for the language",
                    right -> new Rescopes(right, SpoiltDisplay::noCountry)),
            words("mixes the words of shops", MixesShops::new),
            words("adds words to earlier ones", AddsWords::new),
            words("keeps words in Latin letters only", KeepsLatin::new),
            words("looks the words of few products up", FewProducts::new),
            SpoiltTransactions.saboteur("does not note what was shown", "display", NotesNothing::new));

    private SpoiltDisplay() {}

    private static Saboteur words(String fault, UnaryOperator<StoreTransaction> spoil) {
        return SpoiltTransactions.saboteur(fault, "display, words", spoil);
    }

    private static TextScope ofTheProduct(TextScope scope) {
        return new TextScope(scope.product().map(ProductRef::withoutVariant), scope.language());
    }

    private static TextScope inAllLanguages(TextScope scope) {
        return new TextScope(scope.product(), Optional.empty());
    }

    private static TextScope noCountry(TextScope scope) {
        return new TextScope(
                scope.product(), scope.language().map(language -> Locale.forLanguageTag(language.getLanguage())));
    }

    private static final class Rescopes extends ForwardingTransaction {
        private final UnaryOperator<TextScope> rescope;

        Rescopes(StoreTransaction right, UnaryOperator<TextScope> rescope) {
            super(right);
            this.rescope = rescope;
        }

        @Override
        public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
            super.saveTexts(shop, rescope.apply(scope), words);
        }
    }

    private static final class MixesShops extends ForwardingTransaction {
        MixesShops(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<StoredText> texts(String shop, Set<ProductRef> products) {
            return super.texts(ANY_SHOP, products);
        }

        @Override
        public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
            super.saveTexts(ANY_SHOP, scope, words);
        }
    }

    private static final class AddsWords extends ForwardingTransaction {
        AddsWords(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
            Map<String, String> all = new HashMap<>();
            super.texts(shop, scope.product().map(Set::of).orElse(Set.of())).stream()
                    .filter(text -> text.scope().equals(scope))
                    .forEach(text -> all.put(text.name(), text.words()));
            all.putAll(words);
            super.saveTexts(shop, scope, all);
        }
    }

    private static final class KeepsLatin extends ForwardingTransaction {
        KeepsLatin(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
            Map<String, String> latin = new HashMap<>();
            words.forEach((name, own) -> latin.put(name, own.replaceAll("[^\\u0020-\\u00FF]", "?")));
            super.saveTexts(shop, scope, latin);
        }
    }

    private static final class FewProducts extends ForwardingTransaction {
        FewProducts(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<StoredText> texts(String shop, Set<ProductRef> products) {
            List<ProductRef> few = products.stream().sorted().limit(500).toList();
            return super.texts(shop, Set.copyOf(few));
        }
    }

    private static final class NotesNothing extends ForwardingTransaction {
        NotesNothing(StoreTransaction right) {
            super(right);
        }

        @Override
        public void reveal(String shop, LineRef line, Instant at) {}
    }
}
