package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.Order;
import dev.licencekeys.Refund;
import java.util.List;

/**
 * What happened to an order.
 *
 * @param messages what the shop tells of it, each once and in order; the first tells that it was paid
 */
public record OrderStory(List<ShopMessage> messages) {
    /** Makes the list unmodifiable. */
    public OrderStory {
        messages = List.copyOf(messages);
    }

    /** The state of the order as it was told last, without what was refunded. */
    public Order state() {
        return messages.stream()
                .filter(ShopMessage.State.class::isInstance)
                .map(message -> ((ShopMessage.State) message).order())
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    /**
     * Units of a line that were refunded or cancelled in the end.
     *
     * @param lineId one of the lines of its {@link #state()}
     * @return from 0 to the quantity of the line
     */
    public int refunded(String lineId) {
        int quantity = state().lines().stream()
                .filter(line -> line.id().equals(lineId))
                .mapToInt(line -> line.quantity())
                .sum();
        long units = messages.stream()
                .filter(ShopMessage.Returned.class::isInstance)
                .flatMap(message -> ((ShopMessage.Returned) message).refund().parts().stream())
                .filter(part -> part.lineId().equals(lineId))
                .mapToLong(Refund.Part::units)
                .sum();
        return (int) Math.min(quantity, units);
    }
}
