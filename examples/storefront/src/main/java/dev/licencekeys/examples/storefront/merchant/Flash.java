package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.error.LicenceKeysException;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the page after a form says of what was done. */
final class Flash {
    private Flash() {}

    /**
     * Does something, and leads to a page that says so; or why not, and what to do.
     *
     * @param page its address, without parameters: those go into {@code next}
     * @param work answers with what to say
     */
    static String after(RedirectAttributes next, String page, Supplier<String> work) {
        try {
            return done(next, page, work.get());
        } catch (LicenceKeysException e) {
            return failed(next, page, words(e));
        }
    }

    static String done(RedirectAttributes next, String page, String text) {
        next.addFlashAttribute("done", text);
        return "redirect:" + page;
    }

    static String failed(RedirectAttributes next, String page, String text) {
        next.addFlashAttribute("failed", text);
        return "redirect:" + page;
    }

    /** What went wrong as a sentence: the library's messages say what to do, and never the value of a key. */
    static String words(LicenceKeysException failure) {
        String said = String.valueOf(failure.getMessage());
        String sentence = said.substring(0, 1).toUpperCase(Locale.ENGLISH) + said.substring(1);
        return (failure.isTransient() ? "Please try again. " : "") + sentence + ".";
    }
}
