package dev.licencekeys;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StoreTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up which keys the shop has, by everything that may find them. */
final class KnownKeys {
    private KnownKeys() {}

    /**
     * Those of these keys that are stored, by the fingerprint under which they would be stored now; and those that are stored
     * in whatever case, by the one that finds them so.
     */
    static Map<Fingerprint, KnownKey> find(StoreTransaction tx, String shop, Collection<NewKey> keys) {
        Map<Fingerprint, KnownKey> known = new HashMap<>(find(
                keys.stream().map(NewKey::fingerprints).toList(), fingerprints -> tx.findKeys(shop, fingerprints)));
        List<List<Fingerprint>> folded = keys.stream()
                .flatMap(key -> key.folded().stream())
                .map(Folded::fingerprints)
                .toList();
        if (!folded.isEmpty()) {
            known.putAll(find(folded, fingerprints -> tx.findFolded(shop, fingerprints)));
        }
        return known;
    }

    /** @param ways what may find each key, that under which it would be stored now first */
    private static Map<Fingerprint, KnownKey> find(
            List<List<Fingerprint>> ways, Function<Set<Fingerprint>, Map<Fingerprint, KnownKey>> lookUp) {
        Set<Fingerprint> fingerprints = ways.stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<Fingerprint, KnownKey> found = lookUp.apply(fingerprints);
        Map<Fingerprint, KnownKey> known = new HashMap<>();
        for (List<Fingerprint> key : ways) {
            for (Fingerprint fingerprint : key) {
                KnownKey stored = found.get(fingerprint);
                if (stored != null) {
                    known.putIfAbsent(key.get(0), stored);
                }
            }
        }
        return known;
    }
}
