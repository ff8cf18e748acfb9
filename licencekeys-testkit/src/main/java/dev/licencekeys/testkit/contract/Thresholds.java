package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;
import java.util.stream.IntStream;

/** When the merchant is warned. */
final class Thresholds {
    static final List<Contract> CONTRACTS = List.of(
            contract("the very key that reaches the threshold warns, once", Thresholds::exactKey),
            contract("an order that jumps over the threshold warns, once", Thresholds::jump),
            contract("a repeat does not warn again", Thresholds::repeat),
            contract("a threshold that is off never warns", Thresholds::off),
            contract("replenishing to below the threshold arms it again", Thresholds::rearmed),
            contract("replenishing too little does not arm it again", Thresholds::notRearmed),
            contract("an upload warns when waiting lines take it past the threshold", Thresholds::byUpload),
            contract("keys that were given back do not warn", Thresholds::givenBack),
            contract("a transaction that failed warns nobody", Thresholds::rolledBack),
            contract("a changed policy warns when a key is taken past it", Thresholds::changedPolicy),
            contract("every pool has a threshold of its own", Thresholds::eachPool));

    private Thresholds() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("thresholds", name, Promise.ONE_WARNING, body);
    }

    private static List<ThresholdReached> warnAt(TestShop shop, String tag, int percent) {
        return shop.keys().stock().warnAt(Pool.tagged(tag), ThresholdPolicy.atPercent(percent));
    }

    private static void requireNone(String when, Fulfilment answer) {
        assertThat(answer.warnings()).as("warnings %s", when).isEmpty();
    }

    private static void requireOne(String when, Fulfilment answer) {
        assertThat(answer.warnings()).as("warnings %s", when).hasSize(1);
    }

    private static void exactKey(TestShop shop) {
        for (int total : new int[] {1, 3, 10, 149}) {
            for (int percent : new int[] {1, 33, 80, 99, 100}) {
                exactKey(shop, total, percent);
            }
        }
        // Other totals than those above: each has a product of its own.
        exactKey(shop, 150 + shop.random().nextInt(150), 1 + shop.random().nextInt(100));
    }

    private static void exactKey(TestShop shop, int total, int percent) {
        String product = "of-" + total + "-at-" + percent;
        shop.sells(product, total);
        warnAt(shop, product, percent);
        int reaching = (total * percent + 99) / 100;
        String at = " of " + total + " at " + percent + " %";
        if (reaching > 1) {
            requireNone("before key " + reaching + at, shop.order(product + "-before", product, reaching - 1));
        }
        Fulfilment reached = shop.order(product + "-reached", product, 1);
        requireOne("with key " + reaching + at, reached);
        ThresholdReached warning = reached.warnings().get(0);
        assertThat(warning.pool()).isEqualTo(Pool.tagged(product));
        assertThat(warning.level()).isEqualTo(ThresholdLevel.percent(percent));
        assertThat(warning.total()).as("total" + at).isEqualTo(total);
        assertThat(warning.available()).as("available" + at).isEqualTo(total - reaching);
        if (reaching < total) {
            requireNone("after key " + reaching + at, shop.order(product + "-after", product, total - reaching));
        }
    }

    private static void jump(TestShop shop) {
        shop.sells("p", 10);
        requireOne("with a jump from 0 to 100 %", shop.order("1", "p", 10));
        requireNone("when the pool is empty", shop.order("2", "p", 1));
    }

    private static void repeat(TestShop shop) {
        shop.sells("p", 10);
        requireOne("at first", shop.order("1", "p", 8));
        requireNone("of the repeat", shop.order("1", "p", 8));
        requireNone("of a larger quantity", shop.order("1", "p", 9));
    }

    private static void off(TestShop shop) {
        shop.sells("p", 10);
        shop.keys().stock().warnAt(Pool.tagged("p"), ThresholdPolicy.OFF);
        IntStream.rangeClosed(1, 10).forEach(i -> requireNone("when off", shop.order("order-" + i, "p", 1)));
        assertThat(shop.pool("p").threshold()).isEqualTo(ThresholdPolicy.OFF);
    }

    private static void rearmed(TestShop shop) {
        shop.sells("p", 10);
        requireOne("at 8 of 10", shop.order("1", "p", 8));
        shop.upload("p", 10);
        requireNone("at 15 of 20", shop.order("2", "p", 7));
        requireOne("at 16 of 20", shop.order("3", "p", 1));
        requireNone("at 20 of 20", shop.order("4", "p", 4));
        shop.upload("p", 80);
        requireNone("at 79 of 100", shop.order("5", "p", 59));
        requireOne("at 80 of 100", shop.order("6", "p", 1));
    }

    private static void notRearmed(TestShop shop) {
        shop.sells("p", 10);
        requireOne("at 9 of 10", shop.order("1", "p", 9));
        shop.upload("p", 1);
        requireNone("at 10 of 11", shop.order("2", "p", 1));
        shop.upload("p", 4);
        requireNone("at 11 of 15", shop.order("3", "p", 1));
        requireOne("at 12 of 15", shop.order("4", "p", 1));
    }

    private static void byUpload(TestShop shop) {
        shop.sells("p", "p");
        requireNone("without a key", shop.order("1", "p", 8));
        ImportReport report =
                shop.keys().stock().upload("p", IntStream.range(0, 10).mapToObj(i -> "k" + i));
        assertThat(report.warnings()).as("warnings of the upload").hasSize(1);
        requireNone("after the upload", shop.order("2", "p", 1));
    }

    private static void givenBack(TestShop shop) {
        shop.upload("a", 10);
        AssignmentMethod method = AssignmentMethod.specificTag("a");
        shop.sells("strict", method, ShortagePolicy.REJECT);
        shop.sells("whole", method, ShortagePolicy.ALL_OR_NOTHING);
        requireNone("of a rejected order", shop.order("1", "strict", 11));
        requireNone("of a line that waits whole", shop.order("2", "whole", 11));
        requireNone("at 7 of 10", shop.order("3", "strict", 7));
        requireOne("at 8 of 10", shop.order("4", "strict", 1));
    }

    private static void rolledBack(TestShop shop) {
        shop.sells("p", 10);
        shop.rolledBack(keys ->
                requireOne("within the transaction", keys.fulfil(Order.of("1", OrderLine.of("1", "p", 8)))));
        requireNone("at 7 of 10", shop.order("2", "p", 7));
        requireOne("at 8 of 10", shop.order("3", "p", 1));
    }

    private static void changedPolicy(TestShop shop) {
        shop.sells("p", 10);
        requireNone("at 5 of 10 and 80 %", shop.order("1", "p", 5));
        assertThat(warnAt(shop, "p", 40))
                .as("warnings of 40 % when 5 of 10 are used")
                .extracting(ThresholdReached::level)
                .containsExactly(ThresholdLevel.percent(40));
        requireNone("at 6 of 10 and 40 %", shop.order("2", "p", 1));
        assertThat(warnAt(shop, "p", 40)).as("warnings of the same policy").isEmpty();
        requireNone("when the policy stayed the same", shop.order("3", "p", 1));
        warnAt(shop, "p", 90);
        requireNone("at 8 of 10 and 90 %", shop.order("4", "p", 1));
        requireOne("at 9 of 10 and 90 %", shop.order("5", "p", 1));
        assertThat(shop.pool("p").threshold()).isEqualTo(ThresholdPolicy.atPercent(90));
    }

    private static void eachPool(TestShop shop) {
        shop.upload("a", 10);
        shop.upload("b", 10);
        shop.keys().products().set("p", AssignmentMethod.specificTag("a").thenTag("b"));
        List<Outcome> answers = shop.keys()
                .fulfilAll(
                        List.of(Order.of("1", OrderLine.of("1", "p", 10)), Order.of("2", OrderLine.of("1", "p", 7))));
        List<ThresholdReached> warnings = answers.stream()
                .flatMap(answer -> answer.orElseThrow().warnings().stream())
                .toList();
        assertThat(warnings).extracting(ThresholdReached::pool).containsExactly(Pool.tagged("a"));
        Fulfilment next = shop.order("3", "p", 1);
        assertThat(next.warnings()).extracting(ThresholdReached::pool).containsExactly(Pool.tagged("b"));
        assertThat(next.warnings().get(0).id()).isNotEqualTo(warnings.get(0).id());
    }
}
