package dev.licencekeys.testkit;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shop's own words on its download pages. */
final class InMemoryTexts {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryTexts(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    List<StoredText> of(Set<ProductRef> products) {
        List<StoredText> found = new ArrayList<>();
        shop.texts.forEach((scope, words) -> {
            if (scope.product().map(products::contains).orElse(true)) {
                words.forEach((name, own) -> found.add(new StoredText(scope, name, own)));
            }
        });
        return found;
    }

    void save(TextScope scope, Map<String, String> words) {
        if (words.isEmpty()) {
            undo.remove(shop.texts, scope);
        } else {
            undo.put(shop.texts, scope, Map.copyOf(words));
        }
    }
}
