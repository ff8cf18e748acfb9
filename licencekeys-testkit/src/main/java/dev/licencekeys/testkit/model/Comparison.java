package dev.licencekeys.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.LineRecord;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares all that a shop shows with what it has to show. */
final class Comparison {
    private static final int ALL = 1_000;

    /** The lines that came last come first. */
    private static final Comparator<ModelLine> LATEST_FIRST = Comparator.<ModelLine>comparingInt(line -> line.since)
            .thenComparing(line -> line.ref)
            .reversed();

    private final Life life;

    private Comparison(Life life) {
        this.life = life;
    }

    /** What every step may change. */
    static void afterStep(Life life) {
        Comparison comparison = new Comparison(life);
        comparison.lines();
        comparison.pools();
        comparison.queues();
        comparison.warnings();
    }

    /** The same from other sides. */
    static void atTheEnd(Life life) {
        Comparison comparison = new Comparison(life);
        comparison.keys();
        comparison.lists();
    }

    private void lines() {
        life.model.lines.keySet().stream().map(LineRef::orderId).distinct().forEach(order -> {
            List<ModelLine> expected = life.model.lines.values().stream()
                    .filter(line -> line.ref.orderId().equals(order) && line.terms.isPresent())
                    .toList();
            List<LineRecord> actual = life.keys.orders().lines(order);
            assertThat(actual.stream().map(Comparison::ref).toList())
                    .as("the lines of order %s", order)
                    .isEqualTo(expected.stream().map(line -> line.ref).toList());
            for (int i = 0; i < actual.size(); i++) {
                line(actual.get(i), expected.get(i));
            }
        });
    }

    private void line(LineRecord actual, ModelLine expected) {
        life.requireSame(
                "the keys of " + expected.ref,
                actual.keys().stream().map(KeyRecord::id).toList(),
                expected.keys);
        assertThat(text(actual)).as("line %s", expected.ref).isEqualTo(text(expected));
        for (int i = 0; i < actual.keys().size(); i++) {
            assertThat(text(actual.keys().get(i)))
                    .as("a key of %s", expected.ref)
                    .isEqualTo(text(expected.keys.get(i)));
        }
        assertThat(actual.revoked().stream().map(Comparison::text).toList())
                .as("the revoked keys of %s", expected.ref)
                .containsExactlyInAnyOrderElementsOf(
                        expected.revoked.stream().map(this::text).toList());
    }

    private static String text(LineRecord line) {
        return line.product() + " for " + line.customer().orElse("nobody") + (line.test() ? ", test" : "")
                + ", quantity " + line.quantity() + ", refunded " + line.refunded() + ", keys per unit "
                + line.keysPerUnit() + ", waiting " + line.waiting() + ", withdrawn " + line.withdrawn() + ", surplus "
                + line.surplus();
    }

    private static String text(ModelLine line) {
        LineTerms terms = line.requireTerms();
        return terms.product() + " for " + (terms.customer().isEmpty() ? "nobody" : terms.customer())
                + (terms.test() ? ", test" : "") + ", quantity " + line.quantity + ", refunded "
                + Math.min(line.refunded, line.quantity) + ", keys per unit " + terms.keysPerUnit() + ", waiting "
                + line.waiting() + ", withdrawn " + line.withdrawn + ", surplus " + line.surplus();
    }

    private static String text(KeyRecord key) {
        return key.id() + " " + key.origin() + " " + key.state() + " "
                + key.pool().map(Pool::toString).orElse("no pool") + " "
                + key.holder()
                        .map(holder -> text(
                                new LineRef(holder.orderId(), holder.lineId()),
                                holder.customer().orElse("nobody"),
                                holder.revealedAt().isPresent(),
                                holder.revokedAt().isPresent()))
                        .orElse("with nobody");
    }

    private String text(ModelKey key) {
        return key + " " + key.origin + " " + key.state + " "
                + key.pool.map(Pool::toString).orElse("no pool") + " "
                + key.line
                        .map(line -> text(line, customer(line), key.seen, key.state == KeyState.REVOKED))
                        .orElse("with nobody");
    }

    private String customer(LineRef line) {
        return life.model
                .line(line)
                .flatMap(known -> known.terms)
                .map(LineTerms::customer)
                .filter(customer -> !customer.isEmpty())
                .orElse("nobody");
    }

    private static String text(LineRef line, String customer, boolean seen, boolean revoked) {
        return "with " + line.orderId() + "/" + line.lineId() + " of " + customer + (seen ? ", seen" : "")
                + (revoked ? ", revoked" : "");
    }

    private void pools() {
        List<String> expected = life.model.pools.values().stream()
                .sorted(Comparator.comparing(pool -> pool.pool.tag().isEmpty() ? "" : pool.pool.toString()))
                .map(pool -> figures(
                        pool.pool,
                        pool.total,
                        pool.available.size(),
                        pool.revealed,
                        life.model.queue(pool.pool).size(),
                        pool.policy))
                .toList();
        assertThat(life.keys.stock().pools().stream()
                        .map(stock -> figures(
                                stock.pool(),
                                stock.total(),
                                stock.available(),
                                stock.revealed(),
                                stock.waitingLines(),
                                stock.threshold()))
                        .toList())
                .as("the pools")
                .isEqualTo(expected);
        life.model
                .pools
                .values()
                .forEach(pool -> life.requireSame(
                        "the keys in " + pool.pool, ids(pool.pool, KeyState.AVAILABLE), pool.available));
    }

    private static String figures(
            Pool pool, long total, long available, long revealed, long waitingLines, ThresholdPolicy policy) {
        return pool + ": total " + total + ", available " + available + ", revealed " + revealed + ", waiting lines "
                + waitingLines + ", warning at " + policy;
    }

    private List<KeyId> ids(Pool pool, KeyState state) {
        return life.keys.inventory().keys(pool, state, KeyCursor.START, ALL).keys().stream()
                .map(KeyRecord::id)
                .toList();
    }

    private void queues() {
        life.model
                .pools
                .keySet()
                .forEach(pool -> assertThat(life.keys.orders().waiting(pool, 0, ALL).lines().stream()
                                .map(Comparison::ref)
                                .toList())
                        .as("the lines that wait for %s", pool)
                        .isEqualTo(life.model.queue(pool).stream()
                                .map(line -> line.ref)
                                .toList()));
    }

    private void warnings() {
        List<Pool> warnings = new ArrayList<>();
        List<Pool> exhausted = new ArrayList<>();
        for (Event event : life.keys.audit().latest(ALL)) {
            if (event instanceof ThresholdReached reached) {
                warnings.add(reached.pool());
            }
            if (event instanceof PoolExhausted last) {
                exhausted.add(last.pool());
            }
        }
        assertThat(warnings).as("the warnings on record").containsExactlyInAnyOrderElementsOf(life.model.warnings);
        assertThat(exhausted)
                .as("the pools that are on record as exhausted")
                .containsExactlyInAnyOrderElementsOf(life.model.exhausted);
    }

    private void keys() {
        for (ModelKey key : life.model.keys) {
            String value = key.value.orElseThrow();
            assertThat(life.keys.verifier().verify(value).map(Comparison::text).orElse("unknown"))
                    .as("what is on record of a key")
                    .isEqualTo(text(key));
            assertThat(life.keys.verifier().isGenuine(value, "anybody"))
                    .as("whether the key %s is genuine", key)
                    .isEqualTo(key.isHeld() && key.origin != KeyOrigin.TEST);
        }
        for (Pool pool : life.model.pools.keySet()) {
            for (KeyState state : KeyState.values()) {
                assertThat(ids(pool, state).stream().map(Optional::of).toList())
                        .as("the keys of %s that are %s", pool, state)
                        .containsExactlyInAnyOrderElementsOf(life.model.keys.stream()
                                .filter(key -> key.state == state && key.pool.equals(Optional.of(pool)))
                                .map(key -> key.id)
                                .toList());
            }
        }
    }

    private void lists() {
        list("all lines", life.keys.orders().latest(LineCursor.LATEST, ALL), line -> true);
        for (String customer : Lives.CUSTOMERS) {
            list(
                    "the lines of customer " + customer,
                    life.keys.orders().ofCustomer(customer, LineCursor.LATEST, ALL),
                    line -> line.requireTerms().customer().equals(customer));
        }
        for (ProductRef product : Lives.PRODUCTS) {
            list(
                    "the lines of product " + product,
                    life.keys.orders().ofProduct(product, LineCursor.LATEST, ALL),
                    line -> line.requireTerms().product().equals(product));
        }
    }

    private void list(String what, LinePage actual, Predicate<ModelLine> isListed) {
        assertThat(actual.lines().stream().map(Comparison::ref).toList())
                .as(what)
                .isEqualTo(life.model.lines.values().stream()
                        .filter(line -> line.terms.isPresent() && isListed.test(line))
                        .sorted(LATEST_FIRST)
                        .map(line -> line.ref)
                        .toList());
    }

    private static LineRef ref(LineRecord line) {
        return new LineRef(line.orderId(), line.lineId());
    }
}
