package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.examples.storefront.shop.Product;
import dev.licencekeys.product.ProductRef;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The words that customers read, for the shop, a product or a variant; in one language or in all. */
@Controller
class TextsPage {
    private static final String PATH = "/admin/texts";

    private final LicenceKeys keys;
    private final Catalogue catalogue;
    private final Previews previews;

    TextsPage(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys, Catalogue catalogue, Previews previews) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.previews = previews;
    }

    /**
     * A text to change.
     *
     * @param text which
     * @param own what was typed; empty if nothing was
     * @param otherwise what stands then
     */
    record Field(DisplayText text, String own, String otherwise) {
        public String label() {
            return TextsPage.label(text);
        }
    }

    private static String label(DisplayText text) {
        String words = text.name().replace('_', ' ').toLowerCase(Locale.ENGLISH);
        return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }

    /** The library calls a text by its name, this page by its label. */
    private static String words(LicenceKeysException failure) {
        String words = Flash.words(failure);
        return Stream.of(DisplayText.values())
                .filter(text -> failure instanceof InvalidInputException invalid
                        && invalid.field().equals(text.name()))
                .map(text -> label(text) + words.substring(text.name().length()))
                .findFirst()
                .orElse(words);
    }

    @GetMapping(PATH)
    String texts(TextScopeForm form, Model model) {
        DisplayTexts own = keys.display().texts(form.scope());
        model.addAttribute("previews", previews.of(shown(form), form.reader()));
        Map<String, String> words = new HashMap<>();
        own.asMap().forEach((text, typed) -> words.put(text.name(), typed));
        return page(form, words, model);
    }

    private String page(TextScopeForm form, Map<String, String> typed, Model model) {
        List<DisplayTexts> wider = Stream.concat(
                        form.otherwise().stream().map(keys.display()::texts),
                        Stream.of(DisplayTexts.standard(form.reader())))
                .toList();
        model.addAttribute("scope", form);
        model.addAttribute("name", form.ref().map(catalogue::name).orElse("The whole shop"));
        model.addAttribute(
                "fields",
                Stream.of(DisplayText.values())
                        .map(text -> new Field(
                                text,
                                typed.getOrDefault(text.name(), ""),
                                wider.stream()
                                        .flatMap(texts -> texts.get(text).stream())
                                        .findFirst()
                                        .orElse("")))
                        .toList());
        return "merchant/texts";
    }

    /** Of a product whose button the preview shows: the shop's first one for the shop. */
    private ProductRef shown(TextScopeForm form) {
        return form.ref()
                .or(() -> catalogue.products().stream()
                        .map(Product::id)
                        .map(ProductRef::of)
                        .findFirst())
                .orElse(ProductRef.of("product"));
    }

    @PostMapping(PATH)
    String save(TextScopeForm form, @RequestParam Map<String, String> words, Model model, RedirectAttributes next) {
        try {
            keys.display().set(form.scope(), texts(words));
        } catch (LicenceKeysException e) {
            // Nothing that was typed is lost.
            model.addAttribute("failed", words(e));
            model.addAttribute("previews", previews.of(shown(form), form.reader()));
            return page(form, words, model);
        }
        next.addAttribute("product", form.product())
                .addAttribute("variant", form.variant())
                .addAttribute("language", form.language());
        return Flash.done(next, PATH, "Saved: customers read this from now on.");
    }

    /** For the page's script: how the button looks with what is typed just now. */
    @PostMapping(PATH + "/preview")
    String preview(TextScopeForm form, @RequestParam Map<String, String> words, Model model) {
        try {
            model.addAttribute("previews", previews.with(form.scope(), texts(words), shown(form), form.reader()));
        } catch (LicenceKeysException e) {
            model.addAttribute("problem", words(e));
        }
        return "merchant/preview :: states";
    }

    private static DisplayTexts texts(Map<String, String> words) {
        DisplayTexts texts = DisplayTexts.none();
        for (DisplayText text : DisplayText.values()) {
            String typed = words.getOrDefault(text.name(), "");
            texts = typed.isEmpty() ? texts : texts.with(text, typed);
        }
        return texts;
    }
}
