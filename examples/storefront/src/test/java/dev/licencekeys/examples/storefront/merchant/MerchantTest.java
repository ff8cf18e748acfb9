package dev.licencekeys.examples.storefront.merchant;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.examples.storefront.BrowserTest;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** A merchant with a browser. Each test has pools, products and orders of its own, since all share a shop. */
abstract class MerchantTest extends BrowserTest {
    /** As long as tags get. */
    static final String LONG_TAG = "long-tag-".repeat(11) + "z";

    @Autowired
    @Qualifier(LibraryConfiguration.ALONE)
    protected LicenceKeys keys;

    /** A pool with so many keys, and a product of the same name that takes them. */
    final void sell(String tag, int count) {
        stock(tag, count);
        keys.products().set(tag, AssignmentMethod.specificTag(tag));
    }

    final void stock(String tag, int count) {
        keys.stock().createPool(tag);
        long had = keys.stock().pool(Pool.tagged(tag)).total();
        keys.stock().upload(tag, IntStream.range(0, count).mapToObj(i -> "%S-%06d-KEY".formatted(tag, had + i)));
    }

    /** An order with one line, of a product. */
    final Fulfilment order(String id, String product, int quantity) {
        return keys.fulfil(Order.of(id, OrderLine.of("1", product, quantity)));
    }

    final Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    final Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    final Locator field(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    /** The row of a table, or the item of a list, that has a text. */
    final Locator row(String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    final Locator open(String summary) {
        Locator details =
                page.locator("summary", new com.microsoft.playwright.Page.LocatorOptions().setHasText(summary));
        details.click();
        return details;
    }

    /** What the page says of what was just done. */
    final Locator said() {
        return page.locator("main > .notice");
    }
}
