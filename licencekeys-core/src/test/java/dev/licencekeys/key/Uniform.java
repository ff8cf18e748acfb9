package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether characters are equally likely, by the chi-square test. */
final class Uniform {
    private Uniform() {}

    /** Sound characters exceed the bound in one of a million million runs. */
    static void assertEquallyLikely(String alphabet, Iterable<String> texts) {
        long[] counts = new long[alphabet.length()];
        long all = 0;
        for (String text : texts) {
            for (int i = 0; i < text.length(); i++) {
                int index = alphabet.indexOf(text.charAt(i));
                assertThat(index).as("in the alphabet").isNotNegative();
                counts[index]++;
                all++;
            }
        }
        double expected = (double) all / counts.length;
        double distance = 0;
        for (long count : counts) {
            distance += (count - expected) * (count - expected) / expected;
        }
        assertThat(distance).as("chi-square").isLessThan(bound(counts.length - 1));
    }

    /** The quantile by Wilson and Hilferty's approximation. */
    private static double bound(int freedom) {
        double standardDeviations = 7.03;
        double part = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - part + standardDeviations * Math.sqrt(part), 3);
    }
}
