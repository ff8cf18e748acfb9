package dev.licencekeys.testkit.model;

import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A shop as it has to be: everything in plain lists, and nothing done at once. */
final class ModelShop {
    /** In the order in which they were created, which is that in which they are served. */
    final Map<Pool, ModelPool> pools = new LinkedHashMap<>();

    final Map<ProductRef, ProductSettings> products = new HashMap<>();
    final Map<LineRef, ModelLine> lines = new TreeMap<>();
    final List<ModelKey> keys = new ArrayList<>();

    /** The pools of the warnings that were written, in order. */
    final List<Pool> warnings = new ArrayList<>();

    /** The pools of which it was told that they are exhausted, in order. */
    final List<Pool> exhausted = new ArrayList<>();

    /** Counts calls, to tell what came first. */
    int call;

    private int lastPlace;

    ModelPool pool(Pool name) {
        ModelPool pool = pools.get(name);
        if (pool == null) {
            throw new Refusal(UnknownPoolException.class);
        }
        return pool;
    }

    ModelPool createPool(Pool name) {
        return pools.computeIfAbsent(name, ModelPool::new);
    }

    Optional<ModelLine> line(LineRef ref) {
        return Optional.ofNullable(lines.get(ref));
    }

    Optional<ProductSettings> settings(ProductRef product) {
        return Optional.ofNullable(products.get(product));
    }

    ModelKey known(Optional<ModelKey> key) {
        return key.orElseThrow(() -> new Refusal(UnknownKeyException.class));
    }

    /** Whether the product may get its keys from there. */
    boolean names(ProductRef product, KeySource source) {
        return settings(product)
                .map(settings -> settings.method().sources().contains(source))
                .orElse(false);
    }

    /** The lines that wait for a pool, who came first comes first. */
    List<ModelLine> queue(Pool pool) {
        return lines.values().stream()
                .filter(line -> line.standsAt.containsKey(pool))
                .sorted(Comparator.comparing(line -> line.standsAt.get(pool)))
                .toList();
    }

    /** A line that waits joins the queues of these pools in which it does not stand yet. */
    void join(ModelLine line, List<Pool> queues) {
        if (line.waiting() > 0) {
            queues.forEach(pool -> line.standsAt.computeIfAbsent(pool, any -> ++lastPlace));
        }
    }

    /** Lines that wait go over to the pools that their product names now, in the order in which they waited. */
    void follow(ProductRef product) {
        List<Pool> now = poolsOf(settings(product).orElseThrow());
        if (now.isEmpty()) {
            return;
        }
        lines.values().stream()
                .filter(line -> !line.standsAt.isEmpty()
                        && line.requireTerms().product().equals(product))
                .sorted(Comparator.comparing(line -> line.standsAt.values().stream()
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
                .forEach(line -> {
                    join(line, now);
                    line.standsAt.keySet().retainAll(Set.copyOf(now));
                });
    }

    static List<Pool> poolsOf(ProductSettings settings) {
        List<Pool> pools = new ArrayList<>();
        settings.method().sources().forEach(source -> {
            if (source instanceof KeySource.FromPool from) {
                pools.add(from.pool());
            }
        });
        return pools;
    }

    /** Gives a pool's keys to the lines that wait for them. */
    List<FilledLine> serve(Pool name) {
        ModelPool pool = pool(name);
        List<FilledLine> filled = new ArrayList<>();
        boolean took = false;
        for (ModelLine line : queue(name)) {
            LineTerms terms = line.requireTerms();
            boolean taking = names(terms.product(), new KeySource.FromPool(name))
                    || settings(terms.product()).isEmpty();
            boolean making = names(terms.product(), new KeySource.Generated());
            int waiting = line.waiting();
            int takes = taking ? Math.min(waiting, pool.available.size()) : 0;
            int gets = making ? waiting : takes;
            boolean tooFew = gets < waiting && terms.shortage() != ShortagePolicy.PARTIAL;
            if (gets == 0 || tooFew) {
                continue;
            }
            took |= takes > 0;
            for (int i = 0; i < gets; i++) {
                give(line, i < takes ? pool.available.remove(0) : make(terms.test()));
            }
            line.settle();
            filled.add(new FilledLine(line.ref.orderId(), line.ref.lineId(), gets, line.waiting()));
        }
        if (took) {
            warnOf(pool);
        }
        return filled;
    }

    ModelKey make(boolean test) {
        ModelKey key = new ModelKey(test ? KeyOrigin.TEST : KeyOrigin.GENERATED, Optional.empty());
        keys.add(key);
        return key;
    }

    /** Gives a line a key that nobody has. */
    void give(ModelLine line, ModelKey key) {
        key.number = line.nextNumber();
        key.state = key.seen ? KeyState.REVEALED : KeyState.ASSIGNED;
        key.line = Optional.of(line.ref);
        line.keys.add(key);
    }

    /** Tells what is due, after keys were taken or the policy changed; the pool, if the merchant is warned. */
    Optional<Pool> warnOf(ModelPool pool) {
        if (pool.runsOut()) {
            exhausted.add(pool.pool);
        }
        if (pool.warns().isEmpty()) {
            return Optional.empty();
        }
        warnings.add(pool.pool);
        return Optional.of(pool.pool);
    }
}
