package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys of an import that nobody had been given were forgotten, since the import was undone.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param act who did it by hand, and why; empty if it came about by itself
 * @param importId the import
 * @param pool where they lay
 * @param keys how many they were
 */
public record ImportUndone(UUID id, Instant at, Optional<Act> act, UUID importId, Pool pool, int keys)
        implements Event {
    @Override
    public String topic() {
        return Phrases.pool(pool);
    }

    @Override
    public String what() {
        return "the import " + importId + " was undone: " + Phrases.keys(keys) + " less in " + pool;
    }
}
