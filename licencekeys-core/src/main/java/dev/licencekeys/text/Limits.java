package dev.licencekeys.text;

import dev.licencekeys.error.InvalidInputException;

/** Checks how much is asked for at once. */
public final class Limits {
    /** The most items of one page of a list. */
    public static final int PAGE = 1_000;

    private Limits() {}

    /**
     * Returns {@code limit} if a page can have as many items.
     *
     * @throws InvalidInputException if it is not between 1 and {@link #PAGE}
     */
    public static int page(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new InvalidInputException("limit", "is " + limit + "; it must be between 1 and " + PAGE);
        }
        return limit;
    }
}
