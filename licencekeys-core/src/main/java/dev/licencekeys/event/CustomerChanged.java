package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order was handed to another customer, with its keys. Which customers they are is not written down, so that it can be erased.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param orderId the shop's id of the order
 * @param lines how many lines it has
 */
public record CustomerChanged(UUID id, Instant at, Act by, String orderId, int lines) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.of(by);
    }

    @Override
    public String topic() {
        return Phrases.order(orderId);
    }

    @Override
    public String what() {
        return "order " + orderId + " was handed to another customer";
    }
}
