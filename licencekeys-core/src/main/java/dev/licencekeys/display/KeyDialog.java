package dev.licencekeys.display;

import dev.licencekeys.AssignedKey;
import java.util.List;
import java.util.Optional;

/**
 * The keys of an order line, shown to its customer.
 *
 * @param title names the order and the product
 * @param keys the keys, by number; they print masked, {@code key().reveal()} gives the value. None if the line has none
 * @param message that more are to come, or why there is none; empty if there is nothing to say
 * @param copy the button that copies one key
 * @param copyAll the button that copies all
 * @param copied what is said when that is done
 * @param close the button that closes the dialog
 */
public record KeyDialog(
        String title,
        List<AssignedKey> keys,
        Optional<String> message,
        String copy,
        String copyAll,
        String copied,
        String close) {
    /** Makes the list unmodifiable. */
    public KeyDialog {
        keys = List.copyOf(keys);
    }
}
