package dev.licencekeys.store;

import java.time.Instant;

/**
 * A refund of units of an order line.
 *
 * @param line which line
 * @param refundId the shop's id of the refund
 * @param units how many units, or {@link LineCounts#ALL_UNITS}
 * @param at when it was told
 */
public record StoredRefund(LineRef line, String refundId, int units, Instant at) {}
