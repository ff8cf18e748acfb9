package dev.licencekeys.examples.storefront.shop;

/**
 * What is told of an order that was taken. The keys themselves are shown to the customer only.
 *
 * @param keys so many keys it has
 * @param waiting so many it has to wait for
 */
public record Receipt(int keys, int waiting) {}
