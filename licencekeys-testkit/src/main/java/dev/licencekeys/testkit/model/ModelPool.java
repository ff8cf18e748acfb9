package dev.licencekeys.testkit.model;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pool with its keys, the next one first. */
final class ModelPool {
    final Pool pool;
    final List<ModelKey> available = new ArrayList<>();
    long total;
    long revealed;
    ThresholdPolicy policy = ThresholdPolicy.DEFAULT;

    /** The levels of which nobody was warned since the pool was above them. */
    private final Set<ThresholdLevel> armed = new LinkedHashSet<>();

    /** Whether nobody was told yet that it is exhausted, since it had keys. */
    private boolean mayRunOut;

    ModelPool(Pool pool) {
        this.pool = pool;
    }

    /** Puts a key behind the others. */
    void put(ModelKey key) {
        key.becomes(KeyState.AVAILABLE);
        key.pool = Optional.of(pool);
        available.add(key);
    }

    /** Keys left when a level is reached: of 10 keys at 80 % that is with the eighth. */
    private long left(ThresholdLevel level) {
        return level.unit() == ThresholdLevel.Unit.KEYS_LEFT
                ? level.value()
                : total - (total * level.value() + 99) / 100;
    }

    private boolean isReached(ThresholdLevel level) {
        return available.size() <= left(level);
    }

    void warnAt(ThresholdPolicy other) {
        if (!other.equals(policy)) {
            policy = other;
            armed.clear();
            armed.addAll(other.levels());
            changed();
        }
    }

    /** A warning is armed again once the pool was replenished. */
    void changed() {
        if (policy.isOn() && total > 0) {
            policy.levels().stream().filter(level -> !isReached(level)).forEach(armed::add);
        } else {
            armed.clear();
        }
        mayRunOut = total > 0 && (mayRunOut || !available.isEmpty());
    }

    /** The level of which the merchant is warned, if there is one: the last of those that were just reached. */
    Optional<ThresholdLevel> warns() {
        Optional<ThresholdLevel> last =
                armed.stream().filter(this::isReached).min(Comparator.comparingLong(this::left));
        armed.removeIf(this::isReached);
        return last;
    }

    /** Whether it is told that the last key was just taken. */
    boolean runsOut() {
        boolean runsOut = mayRunOut && available.isEmpty();
        mayRunOut &= !runsOut;
        return runsOut;
    }
}
