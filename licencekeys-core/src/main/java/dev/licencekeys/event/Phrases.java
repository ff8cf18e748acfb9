package dev.licencekeys.event;

/** The parts of the sentences in which events are told. */
final class Phrases {
    private Phrases() {}

    static String line(String orderId, String lineId) {
        return "order " + orderId + ", line " + lineId;
    }

    static String keys(int count) {
        return count == 1 ? "1 key" : count + " keys";
    }

    static String units(int count) {
        if (count == Integer.MAX_VALUE) {
            return "all units";
        }
        return count == 1 ? "1 unit" : count + " units";
    }
}
