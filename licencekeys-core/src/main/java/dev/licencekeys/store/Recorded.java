package dev.licencekeys.store;

import java.util.Set;

/**
 * What became of a recording.
 *
 * @param lineWasThere whether a new line turned out to be on record already, written by somebody else since it was
 *     looked up; then nothing but some of the new lines may have been written, and those belong to this transaction
 * @param alerted the pools, by id, whose warning was written by this call
 */
public record Recorded(boolean lineWasThere, Set<Long> alerted) {}
