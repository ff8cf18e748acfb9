package dev.licencekeys.store;

/**
 * What became of a recording.
 *
 * @param lineWasThere whether a new line turned out to be on record already, written by somebody else since it was
 *     looked up; then nothing but some of the new lines may have been written, and those belong to this transaction
 */
public record Recorded(boolean lineWasThere) {}
