package dev.licencekeys.store;

/**
 * The figures of an order line.
 *
 * @param quantity units ordered, as last told; 0 if the line itself did not come yet, but something that concerns it did
 * @param refunded units of these that were refunded or cancelled; {@link #ALL_UNITS} however many are ordered. Only grows
 * @param withdrawn keys that it is not given again, since a person took them away
 * @param waiting keys that it waits for
 */
public record LineCounts(int quantity, int refunded, int withdrawn, int waiting) {
    /** As many units as there will ever be. */
    public static final int ALL_UNITS = Integer.MAX_VALUE;

    /** Those of a line of which nothing is known. */
    public static final LineCounts NONE = new LineCounts(0, 0, 0, 0);

    /** Units that were ordered and not refunded. */
    public int units() {
        return Math.max(0, quantity - refunded);
    }

    /**
     * The same for a line that has so many keys: it waits for no more than it lacks, and what was taken away from it counts
     * only as long as it lacks that.
     */
    public LineCounts fitting(int keysPerUnit, int has) {
        int lacking = Math.max(0, units() * keysPerUnit - has);
        int taken = Math.min(withdrawn, lacking);
        return new LineCounts(quantity, refunded, taken, Math.min(waiting, lacking - taken));
    }

    /** The same with so many keys that it waits for. */
    public LineCounts withWaiting(int keys) {
        return new LineCounts(quantity, refunded, withdrawn, keys);
    }

    /** The same with other keys that a person took away. */
    public LineCounts withWithdrawn(int keys) {
        return new LineCounts(quantity, refunded, keys, waiting);
    }

    /** The same with so many units refunded, or as many as before if those are more. */
    public LineCounts withRefunded(int units) {
        return new LineCounts(quantity, Math.max(refunded, units), withdrawn, waiting);
    }
}
