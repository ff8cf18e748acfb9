package dev.licencekeys.testkit.model;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a merchant does to pools and products. */
final class ModelStock {
    private final ModelShop shop;

    ModelStock(ModelShop shop) {
        this.shop = shop;
    }

    String upload(Pool name, List<String> values) {
        shop.call++;
        int warnings = shop.warnings.size();
        ModelPool pool = shop.createPool(name);
        int added = 0;
        for (String value : values) {
            if (shop.keys.stream().noneMatch(key -> key.value.equals(Optional.of(value)))) {
                ModelKey key = new ModelKey(KeyOrigin.UPLOADED, Optional.of(value));
                shop.keys.add(key);
                pool.put(key);
                pool.total++;
                added++;
            }
        }
        pool.changed();
        List<FilledLine> filled = shop.serve(name);
        return "added " + added + ", duplicates " + (values.size() - added) + "\n" + Texts.filled(filled)
                + Texts.warnings(shop.warnings.subList(warnings, shop.warnings.size()));
    }

    void set(ProductRef product, ProductSettings settings) {
        List<Pool> pools = ModelShop.poolsOf(settings);
        pools.stream().filter(pool -> pool.tag().isPresent()).forEach(shop::pool);
        pools.forEach(shop::createPool);
        shop.products.put(product, settings);
        shop.follow(product);
    }

    String move(List<ModelKey> keys, Pool to) {
        shop.call++;
        ModelPool target = shop.pool(to);
        int warnings = shop.warnings.size();
        Set<ModelKey> moved = new LinkedHashSet<>();
        for (ModelPool pool : shop.pools.values()) {
            if (pool != target) {
                moved.addAll(removed(pool, keys));
            }
        }
        List<FilledLine> filled = List.of();
        if (!moved.isEmpty()) {
            moved.forEach(target::put);
            target.total += moved.size();
            target.changed();
            filled = shop.serve(to);
        }
        return change(moved.size(), Set.copyOf(keys).size() - moved.size(), filled, warnings);
    }

    String retire(List<ModelKey> keys) {
        shop.call++;
        int warnings = shop.warnings.size();
        int retired = 0;
        for (ModelPool pool : shop.pools.values()) {
            List<ModelKey> removed = removed(pool, keys);
            removed.forEach(key -> key.becomes(KeyState.RETIRED));
            retired += removed.size();
        }
        return change(retired, Set.copyOf(keys).size() - retired, List.of(), warnings);
    }

    /** Takes those of the keys that lie there out of the pool, in their order. */
    private List<ModelKey> removed(ModelPool pool, List<ModelKey> keys) {
        List<ModelKey> removed = pool.available.stream().filter(keys::contains).toList();
        if (!removed.isEmpty()) {
            pool.available.removeAll(removed);
            pool.total -= removed.size();
            pool.changed();
            shop.warnOf(pool);
        }
        return removed;
    }

    private String change(int changed, int left, List<FilledLine> filled, int warnings) {
        return "changed " + changed + ", left " + left + "\n" + Texts.filled(filled)
                + Texts.warnings(shop.warnings.subList(warnings, shop.warnings.size()));
    }

    /** Pool by pool: the untagged one, then by tag. */
    String fillWaiting() {
        List<FilledLine> filled = new ArrayList<>();
        List<Pool> waitedFor = shop.pools.keySet().stream()
                .filter(pool -> !shop.queue(pool).isEmpty())
                .sorted(Comparator.comparing(pool -> pool.tag().isEmpty() ? "" : pool.toString()))
                .toList();
        waitedFor.forEach(pool -> filled.addAll(shop.serve(pool)));
        return Texts.filled(filled);
    }
}
