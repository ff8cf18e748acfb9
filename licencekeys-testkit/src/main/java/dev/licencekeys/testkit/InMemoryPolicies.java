package dev.licencekeys.testkit;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.UsageSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** When the merchant is to be warned, and how fast pools are used up. */
final class InMemoryPolicies {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryPolicies(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    void saveDefault(ThresholdPolicy policy) {
        ThresholdPolicy before = shop.defaultThreshold;
        shop.defaultThreshold = policy;
        undo.add(() -> shop.defaultThreshold = before);
    }

    Set<Pool> behindDefault() {
        return pools(
                pool -> pool.row().followsDefault() && !pool.row().threshold().equals(shop.defaultThreshold));
    }

    Set<Pool> passedAlerts() {
        return pools(pool -> pool.row().alertPosition() != PoolRow.NO_ALERT
                && !pool.stock.containsKey(pool.row().alertPosition()));
    }

    private Set<Pool> pools(Predicate<InMemoryPool> condition) {
        return shop.pools.values().stream()
                .filter(condition)
                .map(pool -> pool.row().pool())
                .collect(Collectors.toSet());
    }

    void sample(Instant now, Instant unlessSince, Instant forgetBefore) {
        for (InMemoryPool pool : shop.pools.values()) {
            Set.copyOf(pool.usage.headMap(forgetBefore, false).keySet()).forEach(at -> undo.remove(pool.usage, at));
            if (pool.usage.tailMap(unlessSince, true).isEmpty()) {
                undo.put(pool.usage, now, pool.row().total() - pool.stock.size());
            }
        }
    }

    Map<Pool, UsageSample> usageSince(Set<Pool> pools, Instant since) {
        Map<Pool, UsageSample> samples = new HashMap<>();
        for (Pool name : pools) {
            InMemoryPool pool = shop.pools.get(name);
            Map.Entry<Instant, Long> first = pool == null ? null : pool.usage.ceilingEntry(since);
            if (first != null) {
                samples.put(name, new UsageSample(first.getKey(), first.getValue()));
            }
        }
        return samples;
    }
}
