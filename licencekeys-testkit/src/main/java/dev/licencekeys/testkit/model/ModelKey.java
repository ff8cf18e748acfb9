package dev.licencekeys.testkit.model;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LineRef;
import java.util.Optional;

/** A key, and where it is. */
final class ModelKey {
    final KeyOrigin origin;
    KeyState state = KeyState.AVAILABLE;

    /** Of a generated key only known once the shop told it. */
    Optional<String> value;

    /** Only known once the shop told it. */
    Optional<KeyId> id = Optional.empty();

    /** In which it lies, or from which it was given. */
    Optional<Pool> pool = Optional.empty();

    /** Which has it, or had it until it was revoked. */
    Optional<LineRef> line = Optional.empty();

    boolean seen;
    int number;

    ModelKey(KeyOrigin origin, Optional<String> value) {
        this.origin = origin;
        this.value = value;
    }

    boolean isHeld() {
        return state == KeyState.ASSIGNED || state == KeyState.REVEALED;
    }

    /** Back in stock, or out of it for good. */
    void becomes(KeyState now) {
        state = now;
        line = Optional.empty();
        seen = false;
    }

    @Override
    public String toString() {
        return id.map(KeyId::toString).orElse("a new key");
    }
}
