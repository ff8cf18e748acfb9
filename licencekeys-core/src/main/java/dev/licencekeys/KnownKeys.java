package dev.licencekeys;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StoreTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up which keys the shop has, by everything that may find them. */
final class KnownKeys {
    private KnownKeys() {}

    /** Those of these keys that are stored, by the fingerprint under which they would be stored now. */
    static Map<Fingerprint, KnownKey> find(StoreTransaction tx, String shop, Collection<NewKey> keys) {
        Set<Fingerprint> fingerprints =
                keys.stream().flatMap(key -> key.fingerprints().stream()).collect(Collectors.toSet());
        Map<Fingerprint, KnownKey> found = tx.findKeys(shop, fingerprints);
        Map<Fingerprint, KnownKey> known = new HashMap<>();
        for (NewKey key : keys) {
            for (Fingerprint fingerprint : key.fingerprints()) {
                KnownKey stored = found.get(fingerprint);
                if (stored != null) {
                    known.putIfAbsent(key.fingerprint(), stored);
                }
            }
        }
        return known;
    }
}
