package dev.licencekeys;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyGenerator;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.text.KeyText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** For whom, and with which clock, generator and protection, a call works. */
record ShopContext(
        String shop,
        InstantSource clock,
        KeyGenerator generator,
        ProtectionGuard guard,
        UlidFactory ids,
        int maxKeysPerLine,
        RateLimit rateLimit,
        Metrics metrics,
        Doorbell doorbell) {

    private static final char FOLDED = '\0';
    private static final String TEST_MARK = "TEST-";
    private static final KeyGenerator TEST_KEYS = KeyGenerator.ulid();

    /** The time, cut to what every store keeps, so that the first answer equals the repeated one. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Unique; ids are no secrets, so they may be monotonic, which keeps what is stored together together. */
    UUID newId() {
        return ids.create().toUuid();
    }

    /** Writes what happened. It is delivered at once when the transaction is committed, if that is the library's own. */
    void write(StoreTransaction tx, List<Event> events) {
        if (!events.isEmpty()) {
            tx.addEvents(shop, events);
            ringAfterCommit(tx);
        }
    }

    /** After something was written that is to be delivered. */
    void ringAfterCommit(StoreTransaction tx) {
        tx.afterCommit(() -> doorbell.ring(shop));
    }

    /** A key of the host's generator, or of ours, that passes what an uploaded one has to. */
    NewKey generate(Instant at) {
        String value = generator.next(at);
        KeyText.problem(value).ifPresent(problem -> {
            throw new InvalidInputException("keyGenerator", "made a key that " + problem);
        });
        return newKey(value, NewKey.GENERATED, "", at);
    }

    /** A key that is marked as one of a test order, and that nobody takes for another. */
    NewKey generateTest(Instant at) {
        return newKey(TEST_MARK + TEST_KEYS.next(at), NewKey.TEST, "", at);
    }

    NewKey newKey(String value, UUID importId, String note, Instant at) {
        KeyId id = new KeyId(newId());
        String normalForm = KeyText.normalForm(value);
        return new NewKey(
                id,
                protection().seal(shop, id, value),
                protection().fingerprint(shop, normalForm),
                protection().otherFingerprint(shop, normalForm),
                importId,
                note,
                at);
    }

    /** Everything that may find the key with this value. */
    Set<Fingerprint> fingerprints(String value) {
        String normalForm = KeyText.normalForm(value);
        Set<Fingerprint> all = new HashSet<>();
        all.add(protection().fingerprint(shop, normalForm));
        protection().otherFingerprint(shop, normalForm).ifPresent(all::add);
        return all;
    }

    /**
     * What finds a key whatever its case. No key has the character in front, so that none is found by the form of another,
     * nor in two ways.
     */
    Folded folded(String value) {
        String form = FOLDED + KeyText.folded(value);
        return new Folded(protection().fingerprint(shop, form), protection().otherFingerprint(shop, form));
    }

    private KeyProtection protection() {
        return guard.protection();
    }

    /** Before keys are stored that were generated: also on the other side of a change of secrets they must be new. */
    void requireStorable(StoreTransaction tx, List<NewKey> generated) {
        guard.prove(tx, shop);
        boolean changing =
                generated.stream().anyMatch(key -> key.otherFingerprint().isPresent());
        if (changing && !KnownKeys.find(tx, shop, generated).isEmpty()) {
            throw new StoreException("the generator made a key that the shop has; try again", true);
        }
    }

    LicenceKey open(KeyId id, SealedValue value) {
        return protection().open(shop, id, value);
    }

    ShopContext forShop(String other) {
        return new ShopContext(other, clock, generator, guard, ids, maxKeysPerLine, rateLimit, metrics, doorbell);
    }
}
