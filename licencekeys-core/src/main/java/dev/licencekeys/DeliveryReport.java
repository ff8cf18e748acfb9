package dev.licencekeys;

/**
 * What came of a round of deliveries.
 *
 * @param delivered events that every listener has received now
 * @param failed events that a listener did not receive, and that come again
 * @param parked events that a listener did not receive, and that don't come again by themselves
 */
public record DeliveryReport(int delivered, int failed, int parked) {
    static final DeliveryReport NONE = new DeliveryReport(0, 0, 0);

    DeliveryReport plus(DeliveryReport other) {
        return new DeliveryReport(delivered + other.delivered, failed + other.failed, parked + other.parked);
    }
}
