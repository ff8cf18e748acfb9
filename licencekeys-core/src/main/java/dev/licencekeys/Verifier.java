package dev.licencekeys;

import dev.licencekeys.error.RateLimitedException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.KeyText;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Tells whether a key is genuine: everything to the merchant, one bit to everybody else. From {@link
 * LicenceKeys#verifier()}; safe for use by several threads.
 *
 * <p>Spaces at the ends of a key don't matter; nor does case, if no key is exactly the same, for keys that came into a pool
 * which ignores it.
 */
public final class Verifier {
    /** Takes the place of what can't be a key, so that it takes as long. */
    private static final String NO_KEY = "-".repeat(32);

    /** The longest text that is looked at, in UTF-16 units: a key with spaces at its ends, and no megabytes. */
    private static final int MAX_INPUT = 4 * KeyText.MAX_LENGTH;

    private final ShopContext context;
    private final LicenceKeyStore store;

    /** The key that was found last, if one was: read where none is found, which takes as long as to read what is. */
    private final AtomicReference<KeyId> decoy = new AtomicReference<>(new KeyId(new UUID(0, 0)));

    Verifier(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * All that is on record of a key, for the merchant: its state, where it came from, its tag, who has it since when, and
     * when it was seen or revoked.
     *
     * @return empty if the shop has no such key
     */
    public Optional<KeyRecord> verify(String value) {
        return find(value).map(details -> KeyList.record(context, details));
    }

    /**
     * Whether a customer has this key rightfully: it was given to an order that is no test, was not revoked, and has not
     * expired.
     *
     * <p>For anybody to ask. A key that the shop never had, one that lies in stock, one that was revoked, and what can't be a
     * key at all: each gets the same answer, in the same time, from the same three look-ups.
     *
     * @param source who asks: an address, an account; what {@linkplain LicenceKeys.Builder#rateLimit the limit} counts
     * @throws RateLimitedException if too many were asked for; nothing was looked up
     */
    public boolean isGenuine(String value, String source) {
        Instant now = context.now();
        if (!context.rateLimit().permits(source, now)) {
            throw new RateLimitedException();
        }
        return find(value).filter(key -> isRightful(key, now)).isPresent();
    }

    private static boolean isRightful(KeyDetails key, Instant now) {
        boolean given = key.state() == KeyState.ASSIGNED || key.state() == KeyState.REVEALED;
        boolean expired = key.expiry().filter(end -> !now.isBefore(end)).isPresent();
        return given && !expired && !key.importId().equals(NewKey.TEST);
    }

    private Optional<KeyDetails> find(String value) {
        boolean canBe = value.length() <= MAX_INPUT && KeyText.isKey(Characters.trim(value));
        String key = canBe ? Characters.trim(value) : NO_KEY;
        Set<Fingerprint> exact = context.fingerprints(key);
        Set<Fingerprint> folded = Set.copyOf(context.folded(key).fingerprints());
        return store.transact(tx -> {
            Optional<KeyId> found = id(tx, exact, folded);
            KeyId id = found.orElseGet(decoy::get);
            Optional<KeyDetails> details =
                    Optional.ofNullable(tx.details(context.shop(), Set.of(id)).get(id));
            found.ifPresent(decoy::set);
            return canBe && found.isPresent() ? details : Optional.empty();
        });
    }

    private Optional<KeyId> id(StoreTransaction tx, Set<Fingerprint> exact, Set<Fingerprint> folded) {
        var found = tx.findKeys(context.shop(), exact);
        var twins = tx.findFolded(context.shop(), folded);
        return Stream.concat(found.values().stream(), twins.values().stream())
                .map(KnownKey::id)
                .findFirst();
    }
}
