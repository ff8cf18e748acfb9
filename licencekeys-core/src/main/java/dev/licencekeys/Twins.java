package dev.licencekeys;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.StoreTransaction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds keys that can't come into a pool that ignores case, since another key there differs from them only in case. */
final class Twins {
    private final ShopContext context;
    private final StoreTransaction tx;

    Twins(ShopContext context, StoreTransaction tx) {
        this.context = context;
        this.tx = tx;
    }

    /**
     * Removes from these keys those that have a twin, among themselves all but the first.
     *
     * @return what will find the others, of those that were never in such a pool
     */
    Map<KeyId, Folded> leaveOut(Map<KeyId, KeyDetails> keys) {
        Map<KeyDetails, Folded> forms = new LinkedHashMap<>();
        keys.values().stream()
                .sorted(Comparator.comparingLong(KeyDetails::position).thenComparing(KeyDetails::id))
                .forEach(key -> forms.put(
                        key, context.folded(context.open(key.id(), key.value()).reveal())));
        Map<Fingerprint, KnownKey> known = tx.findFolded(
                context.shop(),
                forms.values().stream()
                        .flatMap(form -> form.fingerprints().stream())
                        .collect(Collectors.toSet()));
        Set<Fingerprint> met = new HashSet<>();
        Map<KeyId, Folded> unfolded = new HashMap<>();
        forms.forEach((key, form) -> {
            Set<KeyId> found = form.fingerprints().stream()
                    .filter(known::containsKey)
                    .map(known::get)
                    .map(KnownKey::id)
                    .collect(Collectors.toSet());
            if (found.contains(key.id())) {
                return;
            }
            if (found.isEmpty() && met.add(form.fingerprint())) {
                unfolded.put(key.id(), form);
            } else {
                keys.remove(key.id());
            }
        });
        return unfolded;
    }
}
