package dev.licencekeys.testkit.model;

import dev.licencekeys.key.KeyState;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a key.
 *
 * @param from among which; where there are none, one that the shop does not know is chosen
 * @param index which of them, counted round
 */
record Pick(From from, int index) {
    /** Among which keys one is chosen. */
    enum From {
        HELD,
        AVAILABLE,
        REVOKED,
        ANY
    }

    Optional<ModelKey> in(ModelShop shop) {
        List<ModelKey> keys = shop.keys.stream().filter(this::isAmong).toList();
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(index % keys.size()));
    }

    private boolean isAmong(ModelKey key) {
        return switch (from) {
            case HELD -> key.isHeld();
            case AVAILABLE -> key.state == KeyState.AVAILABLE;
            case REVOKED -> key.state == KeyState.REVOKED;
            case ANY -> true;
        };
    }

    @Override
    public String toString() {
        return from + " key " + index;
    }
}
