package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Lets properties take orders, products and uploads as parameters.
 *
 * <pre>{@code
 * @Property
 * @Domain(LicenceKeysDomain.class)
 * void isAnswered(@ForAll Order order, @ForAll Upload upload) { ... }
 * }</pre>
 *
 * <p>There are parameters of the types {@link Order}, {@link OrderLine}, {@link ProductRef}, {@link ProductSettings}, {@link
 * ShopProduct} and {@link Upload}, and lists and sets of them.
 */
public final class LicenceKeysDomain extends DomainContextBase {
    /** For jqwik. */
    public LicenceKeysDomain() {}

    @Provide
    Arbitrary<Order> orders() {
        return Sales.any();
    }

    @Provide
    Arbitrary<OrderLine> lines() {
        return Sales.lines(Products.refs());
    }

    @Provide
    Arbitrary<ProductRef> refs() {
        return Products.refs();
    }

    @Provide
    Arbitrary<ProductSettings> settings() {
        return Products.settings(Products.TAGS);
    }

    @Provide
    Arbitrary<ShopProduct> products() {
        return Products.any();
    }

    @Provide
    Arbitrary<Upload> uploads() {
        return Uploads.any();
    }
}
