package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.product.AssignmentMethod;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keys that an unfinished transaction holds: nobody knows yet whether they are free. */
final class HeldKeys {
    static final List<Contract> CONTRACTS = List.of(
            contract("they are waited for, and had when the holder rolls back", HeldKeys::holderRollsBack),
            contract("they are waited for, and missed when the holder commits", HeldKeys::holderCommits),
            contract("they are no reason to overflow to the next pool", HeldKeys::noReasonToOverflow),
            contract("a repeat of an unfinished order has the keys of whoever ends up with it", HeldKeys::heldOrder));

    /** How long the holder gives the other to answer too early. A right store never answers, so the time is lost. */
    private static final long TEMPTATION_MILLIS = 200;

    private HeldKeys() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("held keys", name, Promise.HONEST_STOCK, body);
    }

    /** What the holder got, and what the other was answered. */
    private record Answers(List<String> holder, Fulfilment other) {}

    /** The holder's order stays unfinished until the other has been tempted to answer. */
    private static Answers hold(TestShop shop, Order holders, boolean commits, Order others)
            throws InterruptedException {
        // Opened before the keys are held: opening looks at the store, and would wait until they are free again.
        LicenceKeys other = shop.onAnotherNode();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        List<Fulfilment> answers = new Race<Fulfilment>()
                .with(() -> holdAndEnd(shop, holders, commits, held, answered))
                .with(() -> {
                    assertThat(held.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS))
                            .as("held in time")
                            .isTrue();
                    Fulfilment answer = whenNoLongerBusy(other, others);
                    answered.countDown();
                    return answer;
                })
                .run();
        return new Answers(values(answers.get(0)), answers.get(1));
    }

    private static Fulfilment holdAndEnd(
            TestShop shop, Order order, boolean commits, CountDownLatch held, CountDownLatch answered) {
        Fulfilment[] answer = new Fulfilment[1];
        if (commits) {
            return shop.inTransaction(keys -> {
                answer[0] = keys.fulfil(order);
                tempt(held, answered);
                return answer[0];
            });
        }
        shop.rolledBack(keys -> {
            answer[0] = keys.fulfil(order);
            tempt(held, answered);
        });
        return answer[0];
    }

    private static void tempt(CountDownLatch held, CountDownLatch answered) {
        held.countDown();
        try {
            boolean early = answered.await(TEMPTATION_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(early).as("answered while the keys were held").isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while holding keys", e);
        }
    }

    /** A store whose deadline is short may say that it is busy, and that trying again may help. */
    private static Fulfilment whenNoLongerBusy(LicenceKeys node, Order order) {
        long end = System.nanoTime() + Race.LIMIT.toNanos();
        while (true) {
            try {
                return node.fulfil(order);
            } catch (BusyException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static Order order(String id, int quantity) {
        return Order.of(id, OrderLine.of("1", "p", quantity));
    }

    private static void holderRollsBack(TestShop shop) throws InterruptedException {
        List<String> stock = shop.sells("p", 5);
        Answers answers = hold(shop, order("1", 4), false, order("2", 5));
        assertThat(values(answers.other())).isEqualTo(stock);
        assertThat(shop.order("1", "p", 4).keys()).isEmpty();
    }

    private static void holderCommits(TestShop shop) throws InterruptedException {
        List<String> stock = shop.sells("p", 5);
        Answers answers = hold(shop, order("1", 4), true, order("2", 5));
        assertThat(answers.holder()).isEqualTo(stock.subList(0, 4));
        assertThat(values(answers.other())).isEqualTo(stock.subList(4, 5));
        assertThat(answers.other().waiting()).isEqualTo(4);
        assertThat(values(shop.order("1", "p", 4))).isEqualTo(stock.subList(0, 4));
    }

    private static void noReasonToOverflow(TestShop shop) throws InterruptedException {
        List<String> first = shop.upload("first", 3);
        shop.upload("second", 3);
        shop.keys()
                .products()
                .set(
                        "p",
                        AssignmentMethod.specificTag("first").thenTag("second").thenGenerated());
        Answers answers = hold(shop, order("1", 3), false, order("2", 2));
        assertThat(values(answers.other())).isEqualTo(first.subList(0, 2));
        assertThat(shop.available("second")).as("keys of the second pool left").isEqualTo(3);
    }

    private static void heldOrder(TestShop shop) throws InterruptedException {
        List<String> stock = shop.sells("p", 5);
        Answers committed = hold(shop, order("1", 2), true, order("1", 2));
        assertThat(values(committed.other())).isEqualTo(committed.holder()).isEqualTo(stock.subList(0, 2));
        Answers rolledBack = hold(shop, order("2", 2), false, order("2", 3));
        assertThat(values(rolledBack.other())).isEqualTo(stock.subList(2, 5));
        List<String> all = Stream.of("1", "2")
                .flatMap(id -> values(shop.order(id, "p", 2)).stream())
                .toList();
        assertThat(all).containsExactlyElementsOf(stock);
    }
}
