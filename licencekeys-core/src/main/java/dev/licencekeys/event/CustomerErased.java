package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is on record of a customer was erased. Which customer it was is not written down.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param lines how many order lines had named the customer
 */
public record CustomerErased(UUID id, Instant at, Act by, int lines) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.of(by);
    }

    @Override
    public String topic() {
        return "customers";
    }

    @Override
    public String what() {
        return "a customer was erased from " + lines + (lines == 1 ? " order line" : " order lines");
    }
}
