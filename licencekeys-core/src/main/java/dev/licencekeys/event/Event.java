package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a shop's keys. Written in the transaction in which it happened, and never changed. A pool is
 * named as it was called then. No event has the value of a key.
 */
public sealed interface Event
        permits KeyExpired, KeyMoved, KeyRetired, KeyShown, KeysExported, PoolDeleted, PoolRenamed, ThresholdReached {
    /** Stable: the same event always has it, and no other event. Of one node's events later ones have higher ids. */
    UUID id();

    /** When, cut to microseconds. */
    Instant at();

    /** Who did it by hand, and why; empty if it came about by itself. */
    Optional<Act> act();
}
