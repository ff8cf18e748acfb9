package dev.licencekeys.product;

/** What an order line gets when there are fewer keys than it asks for. */
public enum ShortagePolicy {
    /** What is there is given; the rest waits. The default. */
    PARTIAL,

    /** Nothing is given until the whole line can be; meanwhile it waits and holds up no other line. */
    ALL_OR_NOTHING,

    /** Nothing is written for the whole order; the host decides what to do with it. */
    REJECT
}
