package dev.licencekeys.examples.storefront;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.examples.storefront.shop.Postman;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** What tests do around the shop: platforms that sell, a merchant who uploads keys, a customer who reads mail. */
@TestComponent
public class TestShop {
    private static final Pattern LINK = Pattern.compile("/downloads/[A-Za-z0-9_-]{43}");

    private final AtomicLong ids = new AtomicLong(5_000);
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final LicenceKeys keys;
    private final Postman postman;
    private final GreenMail mails;
    private final Environment environment;

    TestShop(
            @Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys,
            Postman postman,
            GreenMail mails,
            Environment environment) {
        this.keys = keys;
        this.postman = postman;
        this.mails = mails;
        this.environment = environment;
    }

    /** Calls of the library, each in a transaction of its own. */
    public LicenceKeys keys() {
        return keys;
    }

    /** A number that no other test has: of an order, a line, a product. */
    public long newId() {
        return ids.incrementAndGet();
    }

    /** A product of this test alone, with keys in a pool of its own. */
    public long newProduct(String... values) {
        long product = newId();
        keys.stock().createPool(tag(product));
        upload(product, values);
        keys.products().set(Long.toString(product), AssignmentMethod.specificTag(tag(product)));
        return product;
    }

    /** A product without keys, of which nobody is to wait for one. */
    public long newRejectingProduct() {
        long product = newProduct();
        keys.products()
                .set(
                        ProductRef.of(Long.toString(product)),
                        ProductSettings.of(AssignmentMethod.specificTag(tag(product)))
                                .withShortage(ShortagePolicy.REJECT));
        return product;
    }

    /** More keys for it. */
    public void upload(long product, String... values) {
        keys.stock().upload(tag(product), Stream.of(values));
    }

    private static String tag(long product) {
        return "tag-" + product;
    }

    /** A paid order of one line, which is the order's id and one. */
    public Map<String, Object> order(long id, long product, String title, int quantity) {
        return Map.of(
                "id",
                id,
                "name",
                "#" + id,
                "email",
                customer(id),
                "line_items",
                List.of(Map.of("id", id + 1, "product_id", product, "title", title, "quantity", quantity)));
    }

    public static String customer(long order) {
        return "customer" + order + "@example.com";
    }

    /** Sells, and gives the path of the download page, as the customer's mail has it. */
    public String sell(long product, String title, int quantity) {
        long id = newId() * 10;
        HttpResponse<String> answer = shopify("orders/paid", order(id, product, title, quantity));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return linkIn(mailsTo(customer(id)).get(0));
    }

    /** Every mail that was due by now. */
    public List<String> mailsTo(String customer) {
        postman.sendDue();
        List<String> found = new ArrayList<>();
        try {
            for (MimeMessage mail : mails.getReceivedMessages()) {
                if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(customer)) {
                    found.add(GreenMailUtil.getWholeMessage(mail));
                }
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    static String linkIn(String mail) {
        // Lines that were too long for a mail are put together again.
        Matcher link = LINK.matcher(mail.replace("=\r\n", "").replace("=3D", "="));
        if (!link.find()) {
            throw new AssertionError("no link in " + mail);
        }
        return link.group();
    }

    /** What Shopify sends. */
    public HttpResponse<String> shopify(String topic, Object body) {
        String text = json.writeValueAsString(body);
        return post(
                "/webhooks/shopify",
                text,
                "X-Shopify-Topic",
                topic,
                "X-Shopify-Hmac-Sha256",
                signature(StorefrontTest.SHOPIFY_SECRET, text));
    }

    /** What WooCommerce sends. */
    public HttpResponse<String> woocommerce(Object body) {
        String text = json.writeValueAsString(body);
        return post(
                "/webhooks/woocommerce",
                text,
                "X-WC-Webhook-Signature",
                signature(StorefrontTest.WOOCOMMERCE_SECRET, text));
    }

    /** What anybody may send. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
