package dev.licencekeys.store;

import java.time.Instant;

/**
 * A key that was withdrawn from a line, and is never given to another.
 *
 * @param held as the line had it
 * @param at when it was revoked
 */
public record Revoked(HeldKey held, Instant at) {}
