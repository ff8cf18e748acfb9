package dev.licencekeys.examples.storefront.shop;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the shop is, as its customers' browsers see it. */
@Component
public class ShopAddress {
    private final ShopSettings settings;
    private final Environment environment;

    ShopAddress(ShopSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * The address of a page.
     *
     * @param path begins with a slash
     */
    public URI of(String path) {
        return URI.create((settings.url() == null ? here() : withoutSlash(settings.url())) + path);
    }

    /** The address of a page for a program on this machine. */
    public URI locally(String path) {
        return URI.create(here() + path);
    }

    private String here() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
