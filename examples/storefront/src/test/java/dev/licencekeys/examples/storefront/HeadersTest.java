package dev.licencekeys.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What every page tells browsers, and whom it turns away. */
@StorefrontTest
class HeadersTest {
    @Autowired
    private TestShop shop;

    @Test
    void noPageMayBeFramedKeptOrToldOf() {
        String downloads = shop.sell(shop.newProduct("HEADERS-KEY"), "Headers", 1);
        for (String path : List.of("/", "/login", "/admin", "/demo/mailbox", "/downloads/nothing", downloads)) {
            HttpResponse<String> page = shop.get(path);
            assertThat(header(page, "Content-Security-Policy"))
                    .as(path)
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
            assertThat(header(page, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(header(page, "Cache-Control")).as(path).contains("no-store");
            assertThat(header(page, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
    }

    @Test
    void theSessionIsForBrowsersOfThisSiteOnly() {
        String cookie = header(shop.get("/login"), "Set-Cookie");

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void theMerchantsSideIsBehindTheLogin() {
        for (String path : List.of("/admin", "/admin/", "/admin/pools", "/admin/anything/else", "/admin;x/pools")) {
            HttpResponse<String> answer = shop.get(path);
            assertThat(answer.statusCode()).as(path).isIn(302, 400, 404);
            assertThat(Stream.of(header(answer, "Location")))
                    .as(path)
                    .allMatch(to -> to.isEmpty() || to.endsWith("/login"));
        }
        assertThat(shop.get("/admin/pools").statusCode()).isEqualTo(302);
    }

    @Test
    void whatChangesSomethingNeedsTheTokenOfAForm() {
        String downloads = shop.sell(shop.newProduct("FORGED-KEY"), "Forged", 1);
        assertThat(shop.post("/demo/buy?sku=OFFICE&quantity=1", "").statusCode())
                .isEqualTo(403);
        assertThat(shop.post("/login", "").statusCode()).isEqualTo(403);
        assertThat(shop.post("/webhooks/shopify/", "").statusCode()).isEqualTo(403);
        assertThat(shop.post("/webhooks/other", "").statusCode()).isEqualTo(403);

        HttpResponse<String> keys = shop.post(downloads + "/lines/1/keys", "");
        assertThat(keys.statusCode()).isEqualTo(302);
        assertThat(header(keys, "Location")).endsWith(downloads + "?again");
        assertThat(shop.get(downloads + "/lines/1/keys").statusCode()).isEqualTo(405);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
