package dev.licencekeys.pool;

import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import java.util.List;
import java.util.Set;

/**
 * What became of keys that were to be moved or retired.
 *
 * @param changed how many were
 * @param left those that were named and stay as they were, since they are not available, are there already, or are none
 *     of the shop's
 * @param filled lines that had waited, and got moved keys, oldest first
 * @param warnings thresholds that this reached
 */
public record StockChange(long changed, Set<KeyId> left, List<FilledLine> filled, List<ThresholdReached> warnings) {}
