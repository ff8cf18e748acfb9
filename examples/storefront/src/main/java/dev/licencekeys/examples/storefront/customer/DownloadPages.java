package dev.licencekeys.examples.storefront.customer;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The page to which a customer's mail leads. Keys come by POST only: that they were seen is on record, and programs that look
 * through mails follow every link.
 */
@Controller
@RequestMapping("/downloads/{token}")
class DownloadPages {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final CustomerOrders orders;
    private final Catalogue catalogue;

    DownloadPages(CustomerOrders orders, Catalogue catalogue) {
        this.orders = orders;
        this.catalogue = catalogue;
    }

    @GetMapping
    String page(@PathVariable("token") String token, Locale language, Model model) {
        ShopOrder order = order(token);
        model.addAttribute("order", order);
        model.addAttribute("token", token);
        model.addAttribute("lines", orders.lines(order, language));
        return "customer/downloads";
    }

    /** The keys of a line, as a page of its own. */
    @PostMapping("/lines/{line}/keys")
    String keys(@PathVariable("token") String token, @PathVariable("line") String line, Locale language, Model model) {
        ShopOrder order = order(token);
        model.addAttribute("token", token);
        model.addAttribute("line", line);
        model.addAttribute("dialog", orders.reveal(order, line(order, line), language));
        return "customer/keys";
    }

    /** The same for the script of the page, which opens a dialog. */
    @PostMapping(path = "/lines/{line}/keys", headers = "X-Part=dialog")
    String dialog(
            @PathVariable("token") String token, @PathVariable("line") String line, Locale language, Model model) {
        return keys(token, line, language, model) + " :: dialog";
    }

    @PostMapping("/lines/{line}/keys.txt")
    ResponseEntity<String> text(
            @PathVariable("token") String token, @PathVariable("line") String line, Locale language) {
        ShopOrder order = order(token);
        KeyDialog dialog = orders.reveal(order, line(order, line), language);
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("licence-keys.txt"))
                .body(dialog.keys().stream()
                        .map(AssignedKey::key)
                        .map(key -> key.reveal() + "\n")
                        .collect(Collectors.joining()));
    }

    @GetMapping("/lines/{line}/files/{file}")
    ResponseEntity<Resource> file(
            @PathVariable("token") String token, @PathVariable("line") String line, @PathVariable("file") String name)
            throws IOException {
        // Only what the catalogue names: a path never comes from the address.
        Resource content =
                catalogue.content(catalogue.files(line(order(token), line).product()).stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst()
                        .orElseThrow(DownloadPages::notFound));
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .body(content);
    }

    private ShopOrder order(String token) {
        return orders.find(token).orElseThrow(DownloadPages::notFound);
    }

    private static ShopOrder.Line line(ShopOrder order, String line) {
        return order.line(line).orElseThrow(DownloadPages::notFound);
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
