package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.product.ProductRef;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How a product's button looks to a customer, in each state. */
@Component
class Previews {
    private final LicenceKeys keys;
    private final Catalogue catalogue;
    private final TransactionTemplate transactions;

    /** With the library in the transactions of this program. */
    Previews(LicenceKeys keys, Catalogue catalogue, TransactionTemplate transactions) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.transactions = transactions;
    }

    List<LineView> of(ProductRef product, Locale language) {
        return transactions.execute(status -> views(product, language));
    }

    /**
     * The same as if these texts were there: they are stored, shown, and taken back with the transaction.
     *
     * @throws dev.licencekeys.error.LicenceKeysException if they can't be
     */
    List<LineView> with(TextScope scope, DisplayTexts texts, ProductRef product, Locale language) {
        return transactions.execute(status -> {
            status.setRollbackOnly();
            keys.display().set(scope, texts);
            return views(product, language);
        });
    }

    private List<LineView> views(ProductRef product, Locale language) {
        DisplayNames names = new DisplayNames("#1001", catalogue::name);
        return Stream.of(LineState.values())
                .map(state -> keys.display().preview(product, state, names, language))
                .toList();
    }
}
