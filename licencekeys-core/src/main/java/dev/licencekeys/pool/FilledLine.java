package dev.licencekeys.pool;

/**
 * An order line that had waited and got keys.
 *
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param keys keys that it got now
 * @param waiting keys that it waits for still
 */
public record FilledLine(String orderId, String lineId, int keys, int waiting) {}
