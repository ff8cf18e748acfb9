package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a shop's keys. Written in the transaction in which it happened, and never changed. A pool is
 * named as it was called then. No event has the value of a key, nor a customer's reference.
 */
public sealed interface Event
        permits CustomerChanged,
                CustomerErased,
                ImportUndone,
                KeyAssigned,
                KeyExpired,
                KeyMoved,
                KeyReassigned,
                KeyReinstated,
                KeyRetired,
                KeyShown,
                KeyWithdrawn,
                KeysExported,
                KeysImported,
                LineChanged,
                LineFilled,
                LineRefunded,
                LineWaits,
                PoolDeleted,
                PoolExhausted,
                PoolRenamed,
                ThresholdReached {
    /** The longest topic, in UTF-16 units. */
    int MAX_TOPIC = 120;

    /** Stable: the same event always has it, and no other event. Of one node's events later ones have higher ids. */
    UUID id();

    /** When, cut to microseconds. */
    Instant at();

    /** Who did it by hand, and why; empty if it came about by itself. */
    Optional<Act> act();

    /** The key that it is about; empty if it is about none, or several. */
    default Optional<KeyId> aboutKey() {
        return Optional.empty();
    }

    /**
     * What its place among others is kept with: events of one topic, a pool as it is called or an order, are delivered in the
     * order in which they happened.
     *
     * @return up to {@value #MAX_TOPIC} characters
     */
    String topic();

    /** What happened, as a sentence without its end, in English. */
    String what();

    /** When, what, who and why, for a merchant to read, in English. */
    default String text() {
        String by = act().map(act -> ", by " + act.actor() + (act.reason().isEmpty() ? "" : ": " + act.reason()))
                .orElse("");
        return at() + ": " + what() + by;
    }
}
