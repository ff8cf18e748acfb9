package dev.licencekeys.testkit.model;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Fulfils orders on the model: whoever waits is served, then line after line gets what is there. */
final class ModelOrders {
    private final ModelShop shop;

    ModelOrders(ModelShop shop) {
        this.shop = shop;
    }

    /**
     * What a line is about to get.
     *
     * @param isNew whether nothing is on record of it
     * @param line what is on record
     * @param after the same with the figures that it will have
     */
    private record Wanted(
            OrderLine told, boolean isNew, ModelLine line, ModelLine after, boolean carriesKeys, Offer offer) {}

    /** Keys that a line may have; those without a pool are made. */
    private static final class Offer {
        final List<ModelKey> taken = new ArrayList<>();
        int made;
        int waiting;
    }

    /** One answer for each order; one that comes twice is a repeat of itself, once all others were served. */
    List<Told<ModelKey>> fulfilAll(List<Order> orders) {
        Map<Integer, Told<ModelKey>> answers = new TreeMap<>();
        while (answers.size() < orders.size()) {
            Set<String> ids = new HashSet<>();
            List<Integer> round = new ArrayList<>();
            for (int i = 0; i < orders.size(); i++) {
                if (!answers.containsKey(i) && ids.add(orders.get(i).id())) {
                    round.add(i);
                }
            }
            List<Told<ModelKey>> told = round(round.stream().map(orders::get).toList());
            for (int i = 0; i < told.size(); i++) {
                answers.put(round.get(i), told.get(i));
            }
        }
        return List.copyOf(answers.values());
    }

    private List<Told<ModelKey>> round(List<Order> orders) {
        shop.call++;
        Set<ModelKey> before = held();
        List<Pool> warned = serveWaiting(orders);
        List<List<Wanted>> wanted = new ArrayList<>();
        List<Boolean> rejected = new ArrayList<>();
        for (Order order : orders) {
            List<Wanted> lines = isConflicting(order) ? List.of() : wanted(order);
            wanted.add(lines);
            lines.forEach(this::offer);
            boolean rejects = lines.stream()
                    .anyMatch(line -> line.offer().waiting > 0
                            && line.after().requireTerms().shortage() == ShortagePolicy.REJECT);
            rejected.add(rejects);
            if (rejects) {
                for (int i = lines.size() - 1; i >= 0; i--) {
                    giveBack(lines.get(i).offer());
                }
            }
        }
        // Lines that are new begin to wait before those that grew.
        for (boolean isNew : List.of(true, false)) {
            for (int i = 0; i < orders.size(); i++) {
                if (!rejected.get(i)) {
                    wanted.get(i).stream()
                            .filter(line -> line.carriesKeys() && line.isNew() == isNew)
                            .forEach(this::write);
                }
            }
        }
        wanted.stream()
                .flatMap(List::stream)
                .flatMap(line -> line.offer().taken.stream())
                .map(key -> shop.pool(key.pool.orElseThrow()))
                .forEach(pool -> shop.warnOf(pool).ifPresent(warned::add));
        List<Told<ModelKey>> answers = new ArrayList<>();
        boolean told = false;
        for (int i = 0; i < orders.size(); i++) {
            if (isConflicting(orders.get(i))) {
                answers.add(Told.of("refused: " + ConflictingOrderException.class.getSimpleName()));
            } else {
                answers.add(answer(wanted.get(i), rejected.get(i), before, told ? List.of() : warned));
                told = true;
            }
        }
        return answers;
    }

    private Set<ModelKey> held() {
        Set<ModelKey> held = new LinkedHashSet<>();
        shop.lines.values().forEach(line -> held.addAll(line.keys));
        return held;
    }

    /** Where keys lie for which somebody waits, he gets them before these orders do. */
    private List<Pool> serveWaiting(List<Order> orders) {
        Set<Pool> reach = new LinkedHashSet<>();
        for (Order order : orders) {
            if (!isConflicting(order)) {
                wanted(order).stream()
                        .filter(line -> line.after().waiting() > 0)
                        .forEach(line -> reach.addAll(poolsOf(line)));
            }
        }
        boolean due = reach.stream()
                .anyMatch(pool -> !shop.queue(pool).isEmpty()
                        && !shop.pool(pool).available.isEmpty());
        int warnings = shop.warnings.size();
        if (due) {
            List.copyOf(shop.pools.keySet()).stream().filter(reach::contains).forEach(shop::serve);
        }
        return new ArrayList<>(shop.warnings.subList(warnings, shop.warnings.size()));
    }

    private List<Pool> poolsOf(Wanted line) {
        LineTerms terms = line.after().requireTerms();
        return terms.test()
                ? List.of()
                : shop.settings(terms.product()).map(ModelShop::poolsOf).orElse(List.of());
    }

    private boolean isConflicting(Order order) {
        return order.lines().stream()
                .anyMatch(line -> shop.line(new LineRef(order.id(), line.id()))
                        .flatMap(known -> known.terms)
                        .filter(terms -> !terms.product().equals(line.product()) || terms.test() != order.test())
                        .isPresent());
    }

    private List<Wanted> wanted(Order order) {
        return order.lines().stream().map(line -> wanted(order, line)).toList();
    }

    private Wanted wanted(Order order, OrderLine told) {
        LineRef ref = new LineRef(order.id(), told.id());
        ModelLine line = shop.line(ref).orElseGet(() -> new ModelLine(ref, shop.call));
        Optional<ProductSettings> settings = shop.settings(told.product());
        ModelLine after = new ModelLine(ref, line.since);
        String customer =
                line.came() ? line.requireTerms().customer() : order.customer().orElse("");
        after.terms = Optional.of(new LineTerms(
                told.product(),
                customer,
                line.terms
                        .map(LineTerms::keysPerUnit)
                        .orElse(settings.map(ProductSettings::keysPerUnit).orElse(0)),
                line.terms
                        .map(LineTerms::shortage)
                        .orElse(settings.map(ProductSettings::shortage).orElse(ShortagePolicy.PARTIAL)),
                order.test()));
        after.quantity = told.quantity();
        after.refunded = Math.max(line.refunded, told.refunded());
        after.withdrawn = line.withdrawn;
        after.keys.addAll(line.keys);
        after.settle();
        return new Wanted(
                told,
                shop.line(ref).isEmpty(),
                line,
                after,
                line.terms.isPresent() || settings.isPresent(),
                new Offer());
    }

    /** From the first source as long as that has keys, then from the next. */
    private void offer(Wanted line) {
        Offer offer = line.offer();
        offer.waiting = line.after().waiting();
        LineTerms terms = line.after().requireTerms();
        Optional<ProductSettings> settings = shop.settings(terms.product());
        for (Pool pool : poolsOf(line)) {
            List<ModelKey> available = shop.pool(pool).available;
            while (offer.waiting > 0 && !available.isEmpty()) {
                offer.taken.add(available.remove(0));
                offer.waiting--;
            }
        }
        if (settings.isPresent() && (terms.test() || shop.names(terms.product(), new KeySource.Generated()))) {
            offer.made = offer.waiting;
            offer.waiting = 0;
        }
        if (offer.waiting > 0 && terms.shortage() == ShortagePolicy.ALL_OR_NOTHING) {
            giveBack(offer);
            offer.waiting = line.after().waiting();
        }
    }

    private void giveBack(Offer offer) {
        for (int i = offer.taken.size() - 1; i >= 0; i--) {
            ModelKey key = offer.taken.get(i);
            shop.pool(key.pool.orElseThrow()).available.add(0, key);
        }
        offer.taken.clear();
    }

    private void write(Wanted wanted) {
        ModelLine line = wanted.line();
        shop.lines.put(line.ref, line);
        line.terms = wanted.after().terms;
        line.quantity = wanted.after().quantity;
        line.refunded = wanted.after().refunded;
        wanted.offer().taken.forEach(key -> shop.give(line, key));
        for (int i = 0; i < wanted.offer().made; i++) {
            shop.give(line, shop.make(line.requireTerms().test()));
        }
        line.settle();
        shop.join(line, poolsOf(wanted));
    }

    private Told<ModelKey> answer(List<Wanted> lines, boolean rejected, Set<ModelKey> before, List<Pool> warned) {
        List<ModelKey> keys = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Wanted wanted : lines) {
            List<ModelKey> its = wanted.line().keys;
            keys.addAll(its);
            text.append(Texts.line(
                    wanted.told().id(),
                    status(wanted, rejected),
                    its.stream().map(key -> key.number).toList(),
                    its.stream().map(key -> !before.contains(key)).toList(),
                    wanted.offer().waiting,
                    wanted.after().surplus()));
        }
        return new Told<>(keys, text + Texts.warnings(warned));
    }

    private static Status status(Wanted wanted, boolean rejected) {
        if (!wanted.carriesKeys()) {
            return Status.NO_KEYS;
        }
        if (rejected) {
            return Status.REJECTED;
        }
        if (wanted.offer().waiting > 0) {
            return Status.WAITING;
        }
        return wanted.after().quantity <= wanted.after().refunded ? Status.REFUNDED : Status.FULFILLED;
    }

    /** What would be done with an order. */
    Told<ModelKey> plan(Order order) {
        if (isConflicting(order)) {
            throw new Refusal(ConflictingOrderException.class);
        }
        StringBuilder text = new StringBuilder();
        for (Wanted wanted : wanted(order)) {
            ModelLine after = wanted.after();
            text.append(Texts.plan(
                    wanted.told().id(),
                    wanted.carriesKeys(),
                    after.keys.size() - after.surplus(),
                    wanted.carriesKeys() ? after.waiting() : 0,
                    after.surplus()));
        }
        return Told.of(text.toString());
    }
}
