package dev.licencekeys.pool;

import java.util.List;

/**
 * Available keys that are probably one: they differ only in case, in spaces and hyphens, or in characters that look the
 * same ({@code O} and {@code 0}, {@code I}, {@code L} and {@code 1}).
 *
 * @param keys at least two, by pool and position: the first is given first
 */
public record LookAlikes(List<KeyRecord> keys) {}
