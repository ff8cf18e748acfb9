package dev.licencekeys.examples.storefront.web;

import dev.licencekeys.examples.storefront.shop.ShopSettings;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** What all pages have in common. */
@Configuration(proxyBeanMethods = false)
class Pages {
    /** English, or German for browsers that prefer it. */
    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
        languages.setSupportedLocales(List.of(Locale.ENGLISH, Locale.GERMAN));
        languages.setDefaultLocale(Locale.ENGLISH);
        return languages;
    }

    /** What the layout needs on each page. */
    @ControllerAdvice
    record Frame(ShopSettings settings) {
        @ModelAttribute("shopName")
        String shopName() {
            return settings.name();
        }
    }

    /** Where the merchant logs in; Spring Security answers the form. */
    @Controller
    static class Login {
        @GetMapping("/login")
        String login() {
            return "login";
        }
    }
}
