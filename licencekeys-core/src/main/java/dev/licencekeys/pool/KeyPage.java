package dev.licencekeys.pool;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of keys.
 *
 * @param keys in the order of the list
 * @param next where the next part begins; empty after the last
 */
public record KeyPage(List<KeyRecord> keys, Optional<KeyCursor> next) {}
