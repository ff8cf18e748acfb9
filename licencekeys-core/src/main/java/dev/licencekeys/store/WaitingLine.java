package dev.licencekeys.store;

/**
 * An order line in the queue of a pool.
 *
 * @param place its place: lower ones began to wait earlier
 * @param line the line
 */
public record WaitingLine(long place, StoredLine line) {}
