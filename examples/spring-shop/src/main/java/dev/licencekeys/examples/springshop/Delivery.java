package dev.licencekeys.examples.springshop;

/**
 * What is told of a delivery. The keys themselves are shown to the customer only.
 *
 * @param keys so many keys the order has
 * @param waiting so many it has to wait for
 */
record Delivery(int keys, int waiting) {}
