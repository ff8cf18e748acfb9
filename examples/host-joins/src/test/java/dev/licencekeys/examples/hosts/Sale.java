package dev.licencekeys.examples.hosts;

import dev.licencekeys.Order;

/**
 * One call for an order, in a transaction of the host.
 *
 * @param number tells calls for the same order apart
 * @param readsFirst whether the transaction has read something before, so that its snapshot, where it has one, is older
 *     than the call
 * @param rollsBack whether the host rolls it back once before it is committed
 */
record Sale(int number, Order order, boolean readsFirst, boolean rollsBack) {}
