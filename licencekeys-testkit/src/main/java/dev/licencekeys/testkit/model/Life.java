package dev.licencekeys.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.RateLimit;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.store.LicenceKeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A shop on the store under test, and the model of it. */
final class Life {
    static final Act ACT = new Act("merchant", "model");

    private static final KeyId UNKNOWN = new KeyId(new UUID(0, 1));

    final LicenceKeys keys;
    final ModelShop model = new ModelShop();
    private int values;

    Life(LicenceKeyStore store) {
        this.keys = LicenceKeys.builder(store, KeyProtection.plaintext())
                .shop("life-" + UUID.randomUUID())
                .clock(clock())
                .rateLimit(RateLimit.none())
                .build();
    }

    /** No two calls see the same time, so that it is known which came first. */
    private static InstantSource clock() {
        AtomicLong second = new AtomicLong(1_700_000_000L);
        return () -> Instant.ofEpochSecond(second.incrementAndGet());
    }

    /** A value that no key has. */
    String newValue() {
        return "life-key-" + ++values;
    }

    /** The shop's id of a key; one that it does not know if there is none. */
    KeyId id(Optional<ModelKey> key) {
        return key.flatMap(known -> known.id).orElse(UNKNOWN);
    }

    /** Lets the shop and the model answer the same call. */
    void answer(Supplier<Told<KeyId>> shop, Supplier<Told<ModelKey>> right) {
        Optional<Refusal> refusal = Optional.empty();
        Told<ModelKey> expected = Told.of("");
        // The shop first: what its call names is looked up before the model goes on.
        Told<KeyId> actual = Told.of("");
        Optional<LicenceKeysException> failure = Optional.empty();
        try {
            actual = shop.get();
        } catch (LicenceKeysException e) {
            failure = Optional.of(e);
        }
        try {
            expected = right.get();
        } catch (Refusal e) {
            refusal = Optional.of(e);
        }
        requireSame(refusal, failure);
        assertThat(actual.text()).as("the answer").isEqualTo(expected.text());
        requireSame("the keys of the answer", actual.keys(), expected.keys());
    }

    private static void requireSame(Optional<Refusal> refusal, Optional<LicenceKeysException> failure) {
        boolean same = refusal.isPresent() ? failure.filter(refusal.get()::is).isPresent() : failure.isEmpty();
        if (!same) {
            AssertionError wrong = new AssertionError("the answer was "
                    + failure.map(Throwable::toString).orElse("no refusal") + ", but should be "
                    + refusal.map(Throwable::getMessage).orElse("no refusal"));
            failure.ifPresent(wrong::initCause);
            throw wrong;
        }
    }

    /** Keys that the shop names for the first time are those that the model meant. */
    void requireSame(String what, List<KeyId> actual, List<ModelKey> expected) {
        if (actual.size() == expected.size()) {
            for (int i = 0; i < actual.size(); i++) {
                meet(expected.get(i), actual.get(i));
            }
        }
        List<String> ids = expected.stream().map(ModelKey::toString).toList();
        assertThat(actual.stream().map(KeyId::toString).toList()).as(what).isEqualTo(ids);
    }

    private void meet(ModelKey key, KeyId id) {
        if (key.id.isEmpty() && model.keys.stream().noneMatch(known -> known.id.equals(Optional.of(id)))) {
            key.id = Optional.of(id);
            if (key.value.isEmpty()) {
                key.value = Optional.of(keys.inventory().show(id, ACT).reveal());
            }
        }
    }

    /** The shop tells the ids of keys that were uploaded. */
    void meetUploaded() {
        for (ModelKey key : new ArrayList<>(model.keys)) {
            if (key.id.isEmpty() && key.value.isPresent()) {
                key.id = keys.verifier().verify(key.value.get()).map(record -> record.id());
            }
        }
    }
}
