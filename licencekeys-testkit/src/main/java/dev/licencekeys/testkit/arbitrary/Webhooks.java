package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.product.ProductRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What a shop tells of its orders: several times, in no order, refunds before what they refund.
 *
 * <p>Whatever comes of it has to be what the stories say, once each order's {@linkplain OrderStory#state() state} was told
 * last: an old state that is told late takes no keys away.
 */
public final class Webhooks {
    private static final int MOST_ORDERS = 5;
    private static final int MOST_REFUNDS = 3;
    private static final int MOST_REPEATS = 5;

    private Webhooks() {}

    /**
     * Up to five orders for products of a catalogue, and how their messages come.
     *
     * @param policy what becomes of the keys of refunded units
     */
    public static Arbitrary<Deliveries> any(List<ShopProduct> catalogue, RefundPolicy policy) {
        Arbitrary<ProductRef> products =
                Arbitraries.of(catalogue.stream().map(ShopProduct::ref).toList());
        return Ids.different(MOST_ORDERS).flatMap(ids -> {
            List<Arbitrary<OrderStory>> stories =
                    ids.stream().sorted().map(id -> story(id, products, policy)).toList();
            return Combinators.combine(stories).as(all -> all).flatMap(Webhooks::deliveries);
        });
    }

    /**
     * The story of an order: paid; now and then raised; up to three refunds of some units, also of more than are left; seldom
     * cancelled.
     *
     * @param orderId the id of the order
     * @param products what it may sell
     * @param policy what becomes of the keys of refunded units
     */
    public static Arbitrary<OrderStory> story(String orderId, Arbitrary<ProductRef> products, RefundPolicy policy) {
        Arbitrary<List<OrderLine>> lines = Sales.lists(products)
                .map(list -> list.stream().map(line -> line.refunded(0)).toList());
        return lines.flatMap(paid -> {
            Arbitrary<Integer> raise = Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1), Tuple.of(1, 2));
            Arbitrary<List<Refund.Part>> refunds = Combinators.combine(
                            Arbitraries.of(paid.stream().map(OrderLine::id).toList()),
                            Arbitraries.integers().between(1, 2))
                    .as(Refund.Part::new)
                    .list()
                    .ofMaxSize(MOST_REFUNDS);
            Arbitrary<Boolean> cancelled = Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true));
            return Combinators.combine(raise, refunds, cancelled)
                    .as((units, parts, isCancelled) ->
                            story(Order.of(orderId, paid), units, parts, isCancelled, policy));
        });
    }

    private static OrderStory story(
            Order paid, int raise, List<Refund.Part> parts, boolean isCancelled, RefundPolicy policy) {
        List<ShopMessage> messages = new ArrayList<>();
        messages.add(new ShopMessage.State(paid));
        if (raise > 0) {
            List<OrderLine> lines = new ArrayList<>(paid.lines());
            OrderLine first = lines.get(0);
            lines.set(0, new OrderLine(first.id(), first.product(), first.quantity() + raise));
            messages.add(new ShopMessage.State(Order.of(paid.id(), lines)));
        }
        for (Refund.Part part : parts) {
            Refund refund = Refund.of("refund-" + messages.size(), paid.id(), part.lineId(), part.units());
            messages.add(new ShopMessage.Returned(refund.with(policy)));
        }
        if (isCancelled) {
            messages.add(new ShopMessage.Returned(
                    Refund.ofOrder("cancellation", paid).with(policy)));
        }
        return new OrderStory(messages);
    }

    /**
     * How the messages of these stories may come: each once to five times; mostly shuffled, now and then in order, or the
     * refunds of all orders first.
     */
    public static Arbitrary<Deliveries> deliveries(List<OrderStory> stories) {
        List<ShopMessage> once =
                stories.stream().flatMap(story -> story.messages().stream()).toList();
        return Arbitraries.integers()
                .between(1, MOST_REPEATS)
                .list()
                .ofSize(once.size())
                .flatMap(repeats -> {
                    List<ShopMessage> all = IntStream.range(0, once.size())
                            .boxed()
                            .flatMap(i -> Collections.nCopies(repeats.get(i), once.get(i)).stream())
                            .toList();
                    Arbitrary<List<ShopMessage>> shuffled = Arbitraries.shuffle(all);
                    return Arbitraries.frequencyOf(
                                    Tuple.of(1, Arbitraries.just(all)),
                                    Tuple.of(1, shuffled.map(Webhooks::refundsFirst)),
                                    Tuple.of(3, shuffled))
                            .map(messages -> new Deliveries(stories, messages));
                });
    }

    private static List<ShopMessage> refundsFirst(List<ShopMessage> messages) {
        return messages.stream()
                .sorted(Comparator.comparing(ShopMessage.State.class::isInstance))
                .toList();
    }
}
