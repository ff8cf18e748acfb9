package dev.licencekeys.testkit.arbitrary;

import java.util.List;

/**
 * What comes to a webhook: the messages of some orders, each at least once, in any order.
 *
 * @param stories what happened
 * @param messages as they are delivered
 */
public record Deliveries(List<OrderStory> stories, List<ShopMessage> messages) {
    /** Makes the lists unmodifiable. */
    public Deliveries {
        stories = List.copyOf(stories);
        messages = List.copyOf(messages);
    }
}
