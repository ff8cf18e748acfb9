package dev.licencekeys.testkit.model;

import dev.licencekeys.Refund;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of lines and their keys after the sale: refunds, and what people do by hand. */
final class ModelLife {
    private final ModelShop shop;

    ModelLife(ModelShop shop) {
        this.shop = shop;
    }

    /** What became of a line. */
    private record Part(ModelLine line, boolean isNew, List<ModelKey> returned, List<ModelKey> revoked) {
        String text() {
            return Texts.refunded(
                    line.ref.lineId(),
                    isNew,
                    returned.size(),
                    revoked.size(),
                    line.keys.size(),
                    line.waiting(),
                    line.surplus());
        }
    }

    Told<ModelKey> refund(Refund refund) {
        shop.call++;
        int warnings = shop.warnings.size();
        Set<Pool> returnedTo = new LinkedHashSet<>();
        List<Part> parts = new ArrayList<>();
        for (Refund.Part part : refund.parts()) {
            LineRef ref = new LineRef(refund.orderId(), part.lineId());
            ModelLine line = shop.lines.computeIfAbsent(ref, missing -> new ModelLine(missing, shop.call));
            boolean isNew = line.refunds.putIfAbsent(refund.id(), part.units()) == null;
            Part came = new Part(line, isNew, new ArrayList<>(), new ArrayList<>());
            if (isNew) {
                refund(came, refund.policy(), part.units(), returnedTo);
            }
            parts.add(came);
        }
        List<FilledLine> filled = serve(returnedTo);
        List<ModelKey> named = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            named.addAll(part.returned());
            named.addAll(part.revoked());
            text.append(part.text());
        }
        List<Pool> warned = shop.warnings.subList(warnings, shop.warnings.size());
        return new Told<>(named, text + Texts.filled(filled) + Texts.warnings(warned));
    }

    private void refund(Part part, RefundPolicy policy, int units, Set<Pool> returnedTo) {
        ModelLine line = part.line();
        long sum = line.refunds.values().stream().mapToLong(some -> some).sum();
        line.refunded = (int) Math.max(line.refunded, Math.min(sum, Refund.ALL_UNITS));
        for (ModelKey key : lastOf(line, policy, units)) {
            boolean returns =
                    policy == RefundPolicy.RETURN_UNREVEALED && key.state == KeyState.ASSIGNED && key.pool.isPresent();
            (returns ? part.returned() : part.revoked()).add(key);
            take(line, key, returns ? Withdrawal.RETURN : Withdrawal.REVOKE, returnedTo);
        }
        line.settle();
    }

    /** The keys of refunded units are the last ones that the line has beyond the units that are left. */
    private static List<ModelKey> lastOf(ModelLine line, RefundPolicy policy, int units) {
        if (policy == RefundPolicy.KEEP) {
            return List.of();
        }
        int count = (int) Math.min(line.surplus(), (long) units * line.keysPerUnit());
        return List.copyOf(line.keys.subList(line.keys.size() - count, line.keys.size()));
    }

    /** Takes a key from its line. */
    private void take(ModelLine line, ModelKey key, Withdrawal how, Set<Pool> returnedTo) {
        line.keys.remove(key);
        switch (how) {
            case REVOKE -> {
                key.state = KeyState.REVOKED;
                line.revoked.add(key);
            }
            case RETIRE -> key.becomes(KeyState.RETIRED);
            case RETURN -> {
                ModelPool pool = shop.pool(key.pool.orElseThrow());
                pool.put(key);
                pool.changed();
                returnedTo.add(pool.pool);
            }
        }
    }

    private List<FilledLine> serve(Set<Pool> returnedTo) {
        List<FilledLine> filled = new ArrayList<>();
        List.copyOf(shop.pools.keySet()).stream()
                .filter(returnedTo::contains)
                .forEach(pool -> filled.addAll(shop.serve(pool)));
        return filled;
    }

    Told<ModelKey> withdraw(Optional<ModelKey> chosen, Withdrawal how) {
        shop.call++;
        ModelKey key = held(chosen);
        requireTakable(key, how);
        ModelLine line = holder(key);
        Set<Pool> returnedTo = new LinkedHashSet<>();
        take(line, key, how, returnedTo);
        line.withdrawn++;
        line.settle();
        serve(returnedTo);
        return Told.of("withdrawn");
    }

    /** The key of a line; whatever else is refused. */
    private ModelKey held(Optional<ModelKey> chosen) {
        ModelKey key = shop.known(chosen);
        if (!key.isHeld()) {
            throw new Refusal(ActRefusedException.class);
        }
        return key;
    }

    private ModelLine holder(ModelKey key) {
        return shop.line(key.line.orElseThrow()).orElseThrow();
    }

    private static void requireTakable(ModelKey key, Withdrawal how) {
        if (how == Withdrawal.RETURN && (key.state == KeyState.REVEALED || key.pool.isEmpty())) {
            throw new Refusal(ActRefusedException.class);
        }
    }

    Told<ModelKey> replace(Optional<ModelKey> replaced, Withdrawal how) {
        shop.call++;
        ModelKey old = held(replaced);
        requireTakable(old, how);
        ModelLine line = holder(old);
        return exchange(line, old, next(line.requireTerms()), how);
    }

    Told<ModelKey> replaceWith(Optional<ModelKey> replaced, Optional<ModelKey> chosen, Withdrawal how) {
        shop.call++;
        ModelKey old = held(replaced);
        ModelKey next = available(chosen);
        requireTakable(old, how);
        shop.pool(next.pool.orElseThrow()).available.remove(next);
        return exchange(holder(old), old, next, how);
    }

    /** The next key as an order would get it. */
    private ModelKey next(LineTerms terms) {
        List<KeySource> sources = shop.settings(terms.product())
                .map(settings -> settings.method().sources())
                .orElse(List.of());
        if (terms.test() && !sources.isEmpty()) {
            return shop.make(true);
        }
        for (KeySource source : sources) {
            if (source instanceof KeySource.FromPool from) {
                List<ModelKey> available = shop.pool(from.pool()).available;
                if (!available.isEmpty()) {
                    return available.remove(0);
                }
            } else {
                return shop.make(false);
            }
        }
        throw new Refusal(ActRefusedException.class);
    }

    private ModelKey available(Optional<ModelKey> chosen) {
        ModelKey key = shop.known(chosen);
        if (key.state != KeyState.AVAILABLE) {
            throw new Refusal(ActRefusedException.class);
        }
        return key;
    }

    private Told<ModelKey> exchange(ModelLine line, ModelKey old, ModelKey next, Withdrawal how) {
        boolean returns = how == Withdrawal.RETURN && old.pool.equals(next.pool);
        next.pool.filter(pool -> !returns).ifPresent(pool -> shop.warnOf(shop.pool(pool)));
        shop.give(line, next);
        Set<Pool> returnedTo = new LinkedHashSet<>();
        take(line, old, how, returnedTo);
        line.settle();
        serve(returnedTo);
        return Told.of(next, "number " + next.number);
    }

    Told<ModelKey> assign(Optional<ModelKey> chosen, LineRef ref) {
        shop.call++;
        ModelLine line = shop.line(ref)
                .filter(known -> known.terms.isPresent() && known.lacking() > 0)
                .orElseThrow(() -> new Refusal(ActRefusedException.class));
        ModelKey key = available(chosen);
        ModelPool pool = shop.pool(key.pool.orElseThrow());
        pool.available.remove(key);
        shop.warnOf(pool);
        shop.give(line, key);
        line.settle();
        return Told.of(key, "number " + key.number);
    }

    Told<ModelKey> move(Optional<ModelKey> chosen, LineRef to) {
        shop.call++;
        ModelKey key = held(chosen);
        ModelLine from = holder(key);
        LineTerms terms = from.requireTerms();
        Optional<ModelLine> known = shop.line(to);
        boolean refused = from.ref.equals(to)
                || known.filter(line -> line.terms.isEmpty()
                                || !line.requireTerms().product().equals(terms.product())
                                || line.requireTerms().test() != terms.test()
                                || line.lacking() == 0)
                        .isPresent();
        if (refused) {
            throw new Refusal(ActRefusedException.class);
        }
        ModelLine line = known.orElseGet(() -> new ModelLine(to, shop.call));
        if (known.isEmpty()) {
            line.terms = Optional.of(
                    new LineTerms(terms.product(), "", terms.keysPerUnit(), terms.shortage(), terms.test()));
            shop.lines.put(to, line);
        }
        from.keys.remove(key);
        from.withdrawn++;
        from.settle();
        shop.give(line, key);
        line.settle();
        return Told.of(key, "number " + key.number);
    }

    Told<ModelKey> reinstate(Optional<ModelKey> chosen) {
        shop.call++;
        ModelKey key = shop.known(chosen);
        if (key.state != KeyState.REVOKED) {
            throw new Refusal(ActRefusedException.class);
        }
        ModelLine line = holder(key);
        if (line.keys.size() >= line.quantity * line.keysPerUnit()) {
            throw new Refusal(ActRefusedException.class);
        }
        line.revoked.remove(key);
        line.withdrawn = Math.max(0, line.withdrawn - 1);
        shop.give(line, key);
        line.settle();
        return Told.of(key, "number " + key.number);
    }

    Told<ModelKey> reveal(LineRef ref) {
        shop.call++;
        List<ModelKey> keys = shop.line(ref).map(line -> List.copyOf(line.keys)).orElse(List.of());
        for (ModelKey key : keys) {
            if (!key.seen) {
                key.seen = true;
                key.state = KeyState.REVEALED;
                key.pool.ifPresent(pool -> shop.pool(pool).revealed++);
            }
        }
        return new Told<>(
                keys, "numbers " + keys.stream().map(key -> key.number).toList());
    }

    void changeCustomer(String order, String customer) {
        List<ModelLine> lines = shop.lines.values().stream()
                .filter(line -> line.ref.orderId().equals(order) && line.terms.isPresent())
                .toList();
        if (lines.isEmpty()) {
            throw new Refusal(ActRefusedException.class);
        }
        lines.forEach(line -> nameCustomer(line, customer));
    }

    long erase(String customer) {
        List<ModelLine> lines = shop.lines.values().stream()
                .filter(line -> line.terms
                        .filter(terms -> terms.customer().equals(customer))
                        .isPresent())
                .toList();
        lines.forEach(line -> nameCustomer(line, ""));
        return lines.size();
    }

    private static void nameCustomer(ModelLine line, String customer) {
        LineTerms before = line.requireTerms();
        line.terms = Optional.of(
                new LineTerms(before.product(), customer, before.keysPerUnit(), before.shortage(), before.test()));
    }
}
