package dev.licencekeys.metrics;

/** What became of an order, in one word. */
public enum OrderOutcome {
    /** It was new or had changed, and nothing of it waits. */
    FULFILLED,

    /** It was new or had changed, and some of its keys, or all, are not available yet. */
    WAITING,

    /**
     * It had come before, and nothing changed: it has what it had, and waits for what it waited for. So counts, too, an
     * order that was committed by a try whose answer got lost.
     */
    REPEATED,

    /** Keys are short and it is not to wait; nothing was written for it. */
    REJECTED,

    /** None of its products carries keys. */
    NO_KEYS,

    /** It was refused with an exception, alone or among others that were not; nothing was written for it. */
    REFUSED
}
