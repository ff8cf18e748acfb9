package dev.licencekeys.display;

import java.util.List;

/**
 * An order's keys as its customer sees them, without the keys themselves.
 *
 * @param orderId the shop's id of the order
 * @param title names the order
 * @param lines those on record, by id; none of an order that did not come yet
 */
public record DownloadPage(String orderId, String title, List<LineView> lines) {
    /** Makes the list unmodifiable. */
    public DownloadPage {
        lines = List.copyOf(lines);
    }
}
