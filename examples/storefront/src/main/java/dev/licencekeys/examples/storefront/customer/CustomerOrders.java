package dev.licencekeys.examples.storefront.customer;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.DownloadTokens;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.examples.storefront.shop.Product.ProductFile;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import dev.licencekeys.examples.storefront.shop.ShopOrders;
import dev.licencekeys.product.ProductRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What a customer may see of an order, by the token of its download page. */
@Component
class CustomerOrders {
    private final DownloadTokens tokens;
    private final ShopOrders orders;
    private final Catalogue catalogue;
    private final LicenceKeys keys;

    CustomerOrders(
            DownloadTokens tokens,
            ShopOrders orders,
            Catalogue catalogue,
            @Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.tokens = tokens;
        this.orders = orders;
        this.catalogue = catalogue;
        this.keys = keys;
    }

    /**
     * A line of the page.
     *
     * @param id the line's
     * @param title what was bought
     * @param quantity how many
     * @param files what can be downloaded
     * @param view the button of its keys; null if it has none to do with keys
     */
    record Bought(String id, String title, int quantity, List<ProductFile> files, LineView view) {}

    /** The order that a token is for. */
    Optional<ShopOrder> find(String token) {
        return tokens.orderOf(token).flatMap(orders::find);
    }

    /** The lines of its page; reveals nothing. */
    List<Bought> lines(ShopOrder order, Locale language) {
        DisplayNames names = names(order);
        Map<String, LineView> views = keys.display().page(order.id(), names, language).lines().stream()
                .collect(Collectors.toMap(LineView::lineId, Function.identity()));
        return order.lines().stream()
                .map(line -> new Bought(
                        line.id(),
                        line.title(),
                        line.quantity(),
                        catalogue.files(line.product()),
                        Optional.ofNullable(views.get(line.id()))
                                .or(() -> refused(line.product(), names, language))
                                .orElse(null)))
                .toList();
    }

    /** An order that the library turned down for want of keys is not on record there, and its customer wants to know. */
    private Optional<LineView> refused(ProductRef product, DisplayNames names, Locale language) {
        boolean carriesKeys = keys.products().get(product).isPresent()
                || keys.products().get(product.withoutVariant()).isPresent();
        return carriesKeys
                ? Optional.of(keys.display().preview(product, LineState.NOT_AVAILABLE, names, language))
                : Optional.empty();
    }

    /** The keys of a line, from now on seen by its customer. */
    KeyDialog reveal(ShopOrder order, ShopOrder.Line line, Locale language) {
        return keys.display().reveal(order.id(), line.id(), names(order), language);
    }

    private DisplayNames names(ShopOrder order) {
        Map<ProductRef, String> titles = order.lines().stream()
                .collect(Collectors.toMap(ShopOrder.Line::product, ShopOrder.Line::title, (one, other) -> one));
        return new DisplayNames(order.name(), product -> titles.getOrDefault(product, catalogue.name(product)));
    }
}
