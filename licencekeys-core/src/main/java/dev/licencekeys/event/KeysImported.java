package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch of an import put keys into a pool.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param act who did it by hand, and why; empty if it came about by itself
 * @param importId the import
 * @param pool where they lie
 * @param keys how many came
 */
public record KeysImported(UUID id, Instant at, Optional<Act> act, UUID importId, Pool pool, int keys)
        implements Event {
    @Override
    public String topic() {
        return Phrases.pool(pool);
    }

    @Override
    public String what() {
        return "the import " + importId + " put " + Phrases.keys(keys) + " into " + pool;
    }
}
