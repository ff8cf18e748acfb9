package dev.licencekeys.product;

import dev.licencekeys.pool.Pool;

/** Where a key comes from: the stock of a pool, or the key generator. */
public sealed interface KeySource {
    /**
     * The stock of one pool.
     *
     * @param pool the pool whose lowest position is given first
     */
    record FromPool(Pool pool) implements KeySource {}

    /** A key made at the moment it is needed; never short. */
    record Generated() implements KeySource {}
}
