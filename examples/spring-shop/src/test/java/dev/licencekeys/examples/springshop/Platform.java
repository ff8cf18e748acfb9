package dev.licencekeys.examples.springshop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The shop platform, which sends signed webhooks. */
final class Platform {
    static final String SECRET = "hush";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI webhook;

    Platform(int port) {
        this.webhook = URI.create("http://localhost:" + port + "/webhooks/orders");
    }

    /** An order of one line, with more in it than the shop reads. */
    static String order(long id, int quantity) {
        return """
                {"id": %d, "email": "jon@example.com", "line_items": [
                  {"id": 466157049, "product_id": 632910392, "variant_id": 39072856, "title": "Fotoeditor — Größe L",
                   "quantity": %d, "price": "199.00"}
                ]}""".formatted(id, quantity);
    }

    static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> sends(String body) throws Exception {
        return sends(body, signature(body));
    }

    HttpResponse<String> sends(String body, String signature) throws Exception {
        return send(request(body).header("X-Shopify-Hmac-Sha256", signature));
    }

    HttpResponse<String> sendsUnsigned(String body) throws Exception {
        return send(request(body));
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
