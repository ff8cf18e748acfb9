package dev.licencekeys.store;

import dev.licencekeys.display.TextScope;

/**
 * A shop's own words for a text.
 *
 * @param scope for what they are
 * @param name which text; of one that this version does not know, it is left aside
 * @param words the words, as they were told
 */
public record StoredText(TextScope scope, String name, String words) {}
