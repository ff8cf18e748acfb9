package dev.licencekeys;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.LookAlikes;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.text.LookAlikeForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds available keys that are probably one. Of all keys only hashes are kept, and in a second pass the keys whose hashes
 * came twice.
 */
final class LookAlikeSearch {
    private static final int FIRST_LENGTH = 1_000;

    private final ShopContext context;
    private final LicenceKeyStore store;

    private long[] hashes = new long[FIRST_LENGTH];
    private int count;

    LookAlikeSearch(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    List<LookAlikes> find(int limit) {
        forEach(key -> add(LookAlikeForm.hash(form(key))));
        Set<Long> twice = twice(limit);
        Map<String, List<KeyRecord>> groups = new LinkedHashMap<>();
        if (!twice.isEmpty()) {
            forEach(key -> {
                String form = form(key);
                if (twice.contains(LookAlikeForm.hash(form))) {
                    groups.computeIfAbsent(form, f -> new ArrayList<>()).add(KeyList.record(context, key));
                }
            });
        }
        // A group of one is left where a key was given meanwhile, or two forms have one hash.
        return groups.values().stream()
                .filter(keys -> keys.size() > 1)
                .limit(limit)
                .map(keys -> new LookAlikes(List.copyOf(keys)))
                .toList();
    }

    private String form(KeyDetails key) {
        return LookAlikeForm.of(context.open(key.id(), key.value()).reveal());
    }

    private void forEach(Consumer<KeyDetails> work) {
        for (PoolStock pool : store.transact(tx -> tx.stock(context.shop(), ""))) {
            KeyList.forEach(context, store, pool.pool(), KeyState.AVAILABLE, work);
        }
    }

    private void add(long hash) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count + count / 2);
        }
        hashes[count++] = hash;
    }

    /** The hashes that came more than once, as many as are asked for. */
    private Set<Long> twice(int limit) {
        Arrays.sort(hashes, 0, count);
        Set<Long> twice = new HashSet<>();
        for (int i = 1; i < count && twice.size() < limit; i++) {
            if (hashes[i] == hashes[i - 1]) {
                twice.add(hashes[i]);
            }
        }
        return twice;
    }
}
