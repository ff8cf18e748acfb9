package dev.licencekeys.store;

/**
 * A key to be stored anew.
 *
 * @param before as it was read
 * @param after as it is to be stored; of the same id
 */
public record Reseal(SealedKey before, SealedKey after) {}
