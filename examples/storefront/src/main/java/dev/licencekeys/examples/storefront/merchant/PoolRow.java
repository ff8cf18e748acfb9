package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.pool.PoolStock;

/**
 * A pool as the merchant reads it.
 *
 * @param stock its figures
 * @param name its tag, or what the pool without one is called
 * @param tag its tag; empty for the untagged pool
 */
record PoolRow(PoolStock stock, String name, String tag) {
    static PoolRow of(PoolStock stock) {
        return new PoolRow(stock, Refs.name(stock.pool()), Refs.tag(stock.pool()));
    }

    /** Whether a level of its policy is reached, be the merchant warned or not. */
    public boolean isLow() {
        return stock.total() > 0
                && stock.threshold().levels().stream()
                        .anyMatch(level -> stock.available() <= level.availableOf(stock.total()));
    }

    public boolean isUsedUp() {
        return stock.total() > 0 && stock.available() == 0;
    }

    /** For how many days its keys last; -1 if too little is known. */
    public long daysLeft() {
        return stock.forecast().map(forecast -> forecast.daysLeft()).orElse(-1L);
    }
}
