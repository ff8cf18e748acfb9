/**
 * Assertions about what a shop was answered, in the manner of AssertJ. A failure names the order, the line and the numbers;
 * keys are masked in it.
 *
 * <p>{@link dev.licencekeys.testkit.assertion.FulfilmentAssert} for an answer, {@link
 * dev.licencekeys.testkit.assertion.PoolStockAssert} for the figures of a pool, {@link
 * dev.licencekeys.testkit.assertion.ShopAssert} for all that is on record of a shop.
 */
@NullMarked
package dev.licencekeys.testkit.assertion;

import org.jspecify.annotations.NullMarked;
