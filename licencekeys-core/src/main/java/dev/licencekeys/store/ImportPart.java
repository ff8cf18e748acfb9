package dev.licencekeys.store;

import dev.licencekeys.pool.Pool;

/**
 * Where a batch of an import put its keys.
 *
 * @param pool the pool
 * @param first the first position
 * @param last the last position
 */
public record ImportPart(Pool pool, long first, long last) {}
