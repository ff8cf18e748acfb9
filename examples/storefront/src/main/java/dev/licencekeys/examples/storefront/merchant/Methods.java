package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** How products get their keys: a variant as its product does, unless it has settings of its own. */
@Component
class Methods {
    private final LicenceKeys keys;

    Methods(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    Optional<ProductSettings> own(ProductRef product) {
        return keys.products().get(product);
    }

    Optional<ProductSettings> effective(ProductRef product) {
        return own(product).or(() -> product.variant().flatMap(variant -> own(product.withoutVariant())));
    }

    /** The pools that have to be filled so that a line which waits gets its keys; the first one is its product's choice. */
    List<Pool> toFill(ProductRef product) {
        return effective(product)
                .map(settings -> Sources.pools(settings.method()))
                .orElse(List.of());
    }
}
