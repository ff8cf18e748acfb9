package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored key, as found by its fingerprint.
 *
 * @param id which key
 * @param state where it is in its life: in stock, given, or {@link KeyState#RETIRED} if it is neither
 * @param pool the pool in whose stock it lies, if it does
 * @param importId the import that brought it; of a generated key one that was none
 */
public record KnownKey(KeyId id, KeyState state, Optional<Pool> pool, UUID importId) {}
