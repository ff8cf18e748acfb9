package dev.licencekeys.display;

import dev.licencekeys.product.ProductRef;
import java.util.Optional;

/**
 * An order line as its customer sees it.
 *
 * @param lineId the shop's id of the line
 * @param product what it sells
 * @param productName what the customer knows that by
 * @param state what the customer can do
 * @param button what the button says; only that of a line that is {@link LineState#READY} leads anywhere
 * @param message what to know besides: why there is no key, or that more are to come; empty if there is nothing to say
 * @param keys how many keys the line has
 * @param waiting how many more it waits for
 */
public record LineView(
        String lineId,
        ProductRef product,
        String productName,
        LineState state,
        String button,
        Optional<String> message,
        int keys,
        int waiting) {}
