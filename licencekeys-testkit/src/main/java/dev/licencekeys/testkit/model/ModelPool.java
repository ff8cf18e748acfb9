package dev.licencekeys.testkit.model;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pool with its keys, the next one first. */
final class ModelPool {
    final Pool pool;
    final List<ModelKey> available = new ArrayList<>();
    long total;
    long revealed;
    int percent = 80;

    /** Whether the next key that is taken with the threshold reached is warned of. */
    private boolean armed;

    ModelPool(Pool pool) {
        this.pool = pool;
    }

    /** Puts a key behind the others. */
    void put(ModelKey key) {
        key.becomes(KeyState.AVAILABLE);
        key.pool = Optional.of(pool);
        available.add(key);
    }

    /** Keys left when the threshold is reached: of 10 keys at 80 % that is with the eighth. */
    long left() {
        return total - (total * percent + 99) / 100;
    }

    void warnAt(int threshold) {
        if (threshold != percent) {
            percent = threshold;
            armed = true;
            changed();
        }
    }

    /** The warning is armed again once the pool was replenished. */
    void changed() {
        if (percent == 0 || total == 0) {
            armed = false;
        } else if (available.size() > left()) {
            armed = true;
        }
    }

    /** Tells whether it is warned of keys that were just taken. */
    boolean warns() {
        boolean warns = armed && available.size() <= left();
        armed &= !warns;
        return warns;
    }
}
