package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.LineRecord;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The order lines of the shop, the latest first, and each order by itself. */
@Controller
class OrdersPage {
    static final String PATH = "/admin/orders";
    static final String ORDER = PATH + "/order";

    private static final int SHOWN = 50;

    private final LicenceKeys keys;
    private final Catalogue catalogue;
    private final Methods methods;
    private final OrderNames names;

    OrdersPage(
            @Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys,
            Catalogue catalogue,
            Methods methods,
            OrderNames names) {
        this.names = names;
        this.keys = keys;
        this.catalogue = catalogue;
        this.methods = methods;
    }

    @GetMapping(PATH)
    String orders(@RequestParam(defaultValue = "") String before, Model model) {
        LineCursor from = before.isEmpty() ? LineCursor.LATEST : LineCursor.parse(before);
        LinePage page = keys.orders().latest(from, SHOWN);
        model.addAttribute("lines", rows(page.lines()));
        model.addAttribute("next", page.next().map(LineCursor::toString).orElse(""));
        model.addAttribute("first", before.isEmpty());
        return "merchant/orders";
    }

    @GetMapping(ORDER)
    String order(@RequestParam String id, Model model, RedirectAttributes next) {
        String order = names.id(id.strip()).orElse(id.strip());
        List<LineRecord> lines = keys.orders().lines(order);
        if (lines.isEmpty()) {
            return Flash.failed(next, PATH, "There is no order " + id + ".");
        }
        model.addAttribute("order", order);
        model.addAttribute("lines", rows(lines));
        // So that a form that is sent twice refunds once.
        model.addAttribute("refund", "by-hand-" + UUID.randomUUID());
        return "merchant/order";
    }

    private List<LineRow> rows(List<LineRecord> lines) {
        Map<ProductRef, List<Pool>> toFill = new HashMap<>();
        lines.stream()
                .filter(line -> line.waiting() > 0)
                .forEach(line -> toFill.computeIfAbsent(line.product(), methods::toFill));
        Map<String, String> known =
                names.of(lines.stream().map(LineRecord::orderId).collect(Collectors.toSet()));
        return lines.stream()
                .map(line -> LineRow.of(
                        line,
                        known.getOrDefault(line.orderId(), line.orderId()),
                        catalogue.name(line.product()),
                        toFill.getOrDefault(line.product(), List.of())))
                .toList();
    }
}
