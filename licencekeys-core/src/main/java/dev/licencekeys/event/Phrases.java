package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;

/** The parts of the sentences in which events are told. */
final class Phrases {
    private Phrases() {}

    static String order(String orderId) {
        return "order " + orderId;
    }

    static String pool(Pool pool) {
        return "pool " + pool;
    }

    static String line(String orderId, String lineId) {
        return order(orderId) + ", line " + lineId;
    }

    static String keys(long count) {
        return count == 1 ? "1 key" : count + " keys";
    }

    static String days(long count) {
        if (count == 0) {
            return "less than a day";
        }
        return count == 1 ? "about a day" : "about " + count + " days";
    }

    static String units(int count) {
        if (count == Integer.MAX_VALUE) {
            return "all units";
        }
        return count == 1 ? "1 unit" : count + " units";
    }
}
