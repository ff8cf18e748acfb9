package dev.licencekeys.examples.storefront.shop;

/** Told within the transaction that takes an order, or undoes one; who listens hears of it after the commit. */
record OrderTaken(String order) {}
