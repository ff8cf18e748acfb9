package dev.licencekeys.benchmarks;

/**
 * How large and how long.
 *
 * @param seconds of one measurement of a rate
 * @param runs of each of two things
 * @param bulk orders of one batch
 * @param stock keys that are enough for what is measured
 * @param large keys of a large pool
 * @param claims until the last of them are measured
 */
record Settings(double seconds, int runs, int bulk, int stock, int large, int claims) {
    /** Some minutes, or with {@code -Dlicencekeys.full=true} an hour at the sizes that were promised. */
    static Settings chosen() {
        return Boolean.getBoolean("licencekeys.full")
                ? new Settings(4, 7, 100_000, 3_000_000, 10_000_000, 1_000_000)
                : new Settings(2, 5, 20_000, 1_000_000, 1_000_000, 100_000);
    }

    /** For databases of which nothing was promised. */
    Settings smaller() {
        return new Settings(
                seconds / 2,
                (runs + 1) / 2,
                bulk / 4,
                Math.max(stock / 5, 20_000),
                Math.max(large / 10, 20_000),
                claims / 4);
    }

    /** Just enough to see that everything runs. */
    static Settings tiny() {
        return new Settings(0.05, 1, 50, 20_000, 20_000, 1_000);
    }
}
