package dev.licencekeys.testkit.contract;

/** What the library promises to a shop, in the order in which its README does. */
public enum Promise {
    /** What the library is for. */
    EVERY_UNIT_ANSWERED(
            0,
            "an order goes in, each of its units comes out with one licence key or a clear \"waiting\", exactly once; what"
                    + " can't be an order is refused"),

    /** A key has one owner. */
    ONE_KEY_ONE_LINE(1, "a key is given to at most one order line"),

    /** Repeats are answered from the record. */
    SAFE_TO_REPEAT(2, "the same line gets the same keys, in any order, from any node, even after a lost answer"),

    /** Nothing outlives a rollback. */
    YOUR_TRANSACTION(3, "roll back, and the keys are free and no event is sent"),

    /** Contention is not exhaustion. */
    HONEST_STOCK(4, "\"waiting\" only if at some moment during the call fewer keys were free than asked for"),

    /** First come, first served. */
    OLDEST_FIRST(
            5,
            "with one order at a time the lowest position goes first; waiting orders are filled in the order in which"
                    + " they came"),

    /** The merchant is warned. */
    ONE_WARNING(6, "one warning per crossing of a threshold"),

    /** Keys are secrets, and every shop has its own. */
    NOTHING_LEAKS(7, "key values are in no exception or toString(), and no shop sees another");

    private final int number;
    private final String sentence;

    Promise(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** {@return its number in the README; 0 for the purpose that stands above the list} */
    public int number() {
        return number;
    }

    /** {@return the promise in plain words} */
    public String sentence() {
        return sentence;
    }

    @Override
    public String toString() {
        return "promise " + number + " (" + sentence + ")";
    }
}
