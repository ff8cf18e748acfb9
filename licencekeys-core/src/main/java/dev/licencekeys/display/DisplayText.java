package dev.licencekeys.display;

import java.util.Locale;
import java.util.Set;

/**
 * The texts of a download page. Each is there in English and German; a shop may have {@linkplain DisplayTexts words of its own}.
 *
 * <p>Some have names in braces, which are filled in: {@code {order}} is what the host calls the order, {@code {product}} what it
 * calls the product, {@code {waiting}} the number of keys that are still to come.
 */
public enum DisplayText {
    /** The title of the page, with {@code {order}}. */
    PAGE_TITLE,

    /** The button of a line that is {@link LineState#READY}. */
    KEY_BUTTON,

    /** What stands in the button's place where a line is {@link LineState#NOT_AVAILABLE}. */
    NOT_AVAILABLE_BUTTON,

    /** Why, and what to do. */
    NOT_AVAILABLE_MESSAGE,

    /** What stands in the button's place where a line is {@link LineState#WAITING}. */
    WAITING_BUTTON,

    /** What the customer waits for; with {@code {waiting}}, if wanted. */
    WAITING_MESSAGE,

    /** That a line that has keys waits for more; with {@code {waiting}}, if wanted. */
    MORE_WAITING_MESSAGE,

    /** The title of the dialog that shows the keys of a line, with {@code {order}} and {@code {product}}. */
    DIALOG_TITLE,

    /** The button that copies one key. */
    COPY,

    /** The button that copies all keys of a line. */
    COPY_ALL,

    /** What is said when they were copied. */
    COPIED,

    /** The button that closes the dialog. */
    CLOSE;

    /** The names that are filled in, without their braces; none for most texts. */
    public Set<String> placeholders() {
        return switch (this) {
            case PAGE_TITLE -> Set.of("order");
            case DIALOG_TITLE -> Set.of("order", "product");
            case WAITING_MESSAGE, MORE_WAITING_MESSAGE -> Set.of("waiting");
            default -> Set.of();
        };
    }

    /** Its name in the files of the library's own words. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
