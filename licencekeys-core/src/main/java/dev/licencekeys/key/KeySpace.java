package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.Locale;

/**
 * How many different keys there are.
 *
 * @param name of what makes them, for messages
 * @param base of so many characters each is one, as likely as any other
 * @param length how many characters are random
 */
record KeySpace(String name, int base, int length) {
    private static final int LONGEST = 100;

    private double size() {
        return Math.pow(base, length);
    }

    private double equalPairs(long keys) {
        return 0.5 * keys * (keys - 1.0) / size();
    }

    private double guess(long keys) {
        return keys / size();
    }

    private boolean hasRoomFor(long keys, KeyOdds odds) {
        return equalPairs(keys) <= odds.equalPairs() && guess(keys) <= odds.guess();
    }

    void requireRoomFor(long keys, KeyOdds odds) {
        if (keys < 0) {
            throw new InvalidInputException("keys", "is " + keys + "; it must not be negative");
        }
        if (!hasRoomFor(keys, odds)) {
            throw new InvalidInputException(
                    "keys",
                    String.format(
                            Locale.ROOT,
                            "is %d, and %s makes %d^%d = %.1e different ones: %.1e pairs of equal keys are to be expected"
                                    + " (at most %.1e are allowed), and a guess is right with a probability of %.1e"
                                    + " (at most %.1e is allowed); there is room for %d keys%s",
                            keys,
                            name,
                            base,
                            length,
                            size(),
                            equalPairs(keys),
                            odds.equalPairs(),
                            guess(keys),
                            odds.guess(),
                            room(odds),
                            remedy(keys, odds)));
        }
    }

    /** The most keys for which there is room. */
    private long room(KeyOdds odds) {
        double byPairs = 0.5 + Math.sqrt(0.25 + 2 * odds.equalPairs() * size());
        return (long) Math.min(byPairs, odds.guess() * size());
    }

    private String remedy(long keys, KeyOdds odds) {
        for (int longer = length + 1; longer <= LONGEST; longer++) {
            if (new KeySpace(name, base, longer).hasRoomFor(keys, odds)) {
                return "; " + longer + " random characters would have room";
            }
        }
        return "";
    }
}
