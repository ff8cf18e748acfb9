package dev.licencekeys.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A real shop: what is for the demo only isn't there, and nothing is made up. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {ProductionTest.DATABASE, ProductionTest.SECRET, ProductionTest.FINGERPRINT, ProductionTest.MAIL})
class ProductionTest {
    static final String DATABASE = "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1";
    static final String SECRET = "shop.keys.secret=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    static final String FINGERPRINT = "shop.keys.fingerprint-secret=YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";
    static final String MAIL = "spring.mail.host=mail.invalid";

    @LocalServerPort
    private int port;

    @Test
    void nothingIsGivenAway() throws Exception {
        HttpResponse<String> shop = get("/");

        assertThat(shop.statusCode()).isEqualTo(200);
        assertThat(shop.body()).contains("Photo Editor").doesNotContain("<button", "mailbox");
        assertThat(get("/demo/mailbox").statusCode()).isEqualTo(404);
        assertThat(get("/demo/thanks").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void withoutSecretsItDoesNotStart() {
        for (String left : List.of(SECRET, FINGERPRINT)) {
            assertThatThrownBy(() -> start(Stream.of(DATABASE, MAIL, left)))
                    .rootCause()
                    .hasMessageContaining("shop.keys.secret")
                    .hasMessageContaining("openssl rand -base64 32");
        }
    }

    @Test
    void withoutAMailServerItDoesNotStart() {
        assertThatThrownBy(() -> start(Stream.of(DATABASE, SECRET, FINGERPRINT)))
                .rootCause()
                .hasMessageContaining("JavaMailSender");
    }

    private static void start(Stream<String> properties) {
        SpringApplication.run(
                        Storefront.class,
                        Stream.concat(Stream.of("server.port=0"), properties)
                                .map(property -> "--" + property)
                                .toArray(String[]::new))
                .close();
    }
}
