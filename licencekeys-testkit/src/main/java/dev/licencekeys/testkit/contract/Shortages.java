package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;

/** What an order gets when keys are short. */
final class Shortages {
    static final List<Contract> CONTRACTS = List.of(
            contract("PARTIAL gives what is there, the rest waits", Shortages::partial),
            contract("ALL_OR_NOTHING waits whole", Shortages::allOrNothing),
            contract("ALL_OR_NOTHING holds up neither other lines nor other orders", Shortages::holdsUpNobody),
            contract("ALL_OR_NOTHING leaves every pool that it may overflow to", Shortages::leavesEveryPool),
            contract("REJECT writes nothing for the whole order", Shortages::reject),
            contract("REJECT leaves its keys to the other orders of the call", Shortages::rejectInBatch),
            contract("REJECT of more units leaves the line as it was", Shortages::rejectMore),
            contract("a line keeps its answer to a shortage", Shortages::keptByLine));

    private Shortages() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("shortages", name, Promise.HONEST_STOCK, body);
    }

    private static AssignmentMethod tag(String tag) {
        return AssignmentMethod.specificTag(tag);
    }

    private static void partial(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        Fulfilment answer = shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 2), OrderLine.of("2", "p", 2)));
        assertThat(values(answer)).isEqualTo(stock);
        assertThat(answer.line("1").status()).isEqualTo(Status.FULFILLED);
        assertThat(answer.line("2").status()).isEqualTo(Status.WAITING);
        assertThat(answer.line("2").waiting()).isEqualTo(1);
    }

    private static void allOrNothing(TestShop shop) {
        List<String> stock = shop.upload("a", 3);
        shop.sells("p", tag("a"), ShortagePolicy.ALL_OR_NOTHING);
        Fulfilment answer = shop.order("1", "p", 4);
        assertThat(answer.keys()).isEmpty();
        assertThat(answer.line("1").status()).isEqualTo(Status.WAITING);
        assertThat(answer.waiting()).isEqualTo(4);
        assertThat(shop.available("a")).as("keys left").isEqualTo(3);
        assertThat(values(shop.order("2", "p", 3))).isEqualTo(stock);
    }

    private static void holdsUpNobody(TestShop shop) {
        List<String> stock = shop.upload("a", 4);
        shop.sells("whole", tag("a"), ShortagePolicy.ALL_OR_NOTHING);
        shop.sells("part", tag("a"), ShortagePolicy.PARTIAL);
        Fulfilment answer =
                shop.keys().fulfil(Order.of("1", OrderLine.of("1", "whole", 5), OrderLine.of("2", "part", 1)));
        assertThat(answer.line("1").keys()).isEmpty();
        assertThat(values(answer.line("2"))).isEqualTo(stock.subList(0, 1));
        assertThat(values(shop.order("2", "part", 2))).isEqualTo(stock.subList(1, 3));
        assertThat(values(shop.order("3", "whole", 1))).isEqualTo(stock.subList(3, 4));
    }

    private static void leavesEveryPool(TestShop shop) {
        shop.upload("a", 2);
        shop.upload("b", 1);
        AssignmentMethod method = AssignmentMethod.specificTag("a").thenTag("b");
        shop.sells("p", method, ShortagePolicy.ALL_OR_NOTHING);
        assertThat(shop.order("1", "p", 4).keys()).isEmpty();
        assertThat(shop.available("a")).as("keys of a left").isEqualTo(2);
        assertThat(shop.available("b")).as("keys of b left").isEqualTo(1);
        assertThat(shop.order("2", "p", 3).keys()).hasSize(3);
    }

    private static void reject(TestShop shop) {
        List<String> stock = shop.upload("a", 3);
        shop.sells("part", tag("a"), ShortagePolicy.PARTIAL);
        shop.sells("strict", tag("a"), ShortagePolicy.REJECT);
        Order order = Order.of("1", OrderLine.of("1", "part", 2), OrderLine.of("2", "strict", 2));
        Fulfilment answer = shop.keys().fulfil(order);
        assertThat(answer.lines()).extracting(LineFulfilment::status).containsOnly(Status.REJECTED);
        assertThat(answer.keys()).isEmpty();
        assertThat(answer.isRejected()).as("rejected").isTrue();
        assertThat(answer.isComplete()).as("complete").isFalse();
        assertThat(shop.pool("a").available()).as("keys left").isEqualTo(3);
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isZero();
        List<String> more = shop.upload("a", 1);
        assertThat(shop.available("a"))
                .as("keys after an upload that nobody waits for")
                .isEqualTo(4);
        Fulfilment again = shop.keys().fulfil(order);
        assertThat(values(again.line("1"))).isEqualTo(stock.subList(0, 2));
        assertThat(values(again.line("2"))).containsExactly(stock.get(2), more.get(0));
        assertThat(again.keys()).as("all keys are new").allMatch(key -> key.isNew());
    }

    private static void rejectInBatch(TestShop shop) {
        List<String> stock = shop.upload("a", 3);
        shop.sells("strict", tag("a"), ShortagePolicy.REJECT);
        List<Outcome> answers = shop.keys()
                .fulfilAll(List.of(
                        Order.of("1", OrderLine.of("1", "strict", 1)),
                        Order.of("2", OrderLine.of("1", "strict", 3)),
                        Order.of("3", OrderLine.of("1", "strict", 2))));
        assertThat(values(answers.get(0).orElseThrow())).isEqualTo(stock.subList(0, 1));
        assertThat(answers.get(1).orElseThrow().isRejected())
                .as("the second is rejected")
                .isTrue();
        assertThat(values(answers.get(2).orElseThrow())).isEqualTo(stock.subList(1, 3));
        assertThat(values(shop.order("3", "strict", 2))).isEqualTo(stock.subList(1, 3));
    }

    private static void rejectMore(TestShop shop) {
        List<String> stock = shop.upload("a", 3);
        shop.sells("strict", tag("a"), ShortagePolicy.REJECT);
        shop.order("1", "strict", 2);
        Fulfilment more = shop.order("1", "strict", 4);
        assertThat(more.isRejected()).as("rejected").isTrue();
        assertThat(values(more)).isEqualTo(stock.subList(0, 2));
        assertThat(shop.available("a")).as("keys left").isEqualTo(1);
        Fulfilment asBefore = shop.order("1", "strict", 2);
        assertThat(asBefore.line("1").status()).isEqualTo(Status.FULFILLED);
        assertThat(values(asBefore)).isEqualTo(stock.subList(0, 2));
    }

    private static void keptByLine(TestShop shop) {
        shop.upload("a", 2);
        shop.sells("p", tag("a"), ShortagePolicy.PARTIAL);
        shop.order("1", "p", 1);
        shop.sells("p", tag("a"), ShortagePolicy.REJECT);
        assertThat(shop.order("2", "p", 2).isRejected())
                .as("a new order is rejected")
                .isTrue();
        Fulfilment more = shop.order("1", "p", 3);
        assertThat(more.keys()).hasSize(2);
        assertThat(more.waiting()).isEqualTo(1);
    }
}
