package dev.licencekeys.event;

/**
 * Receives what happened, from {@link dev.licencekeys.EventDelivery}: after the commit, at least once, those of one {@linkplain
 * Event#topic() topic} in order.
 *
 * <p>An event comes again, with the same {@linkplain Event#id() id}, if its listener failed, or if a node ended between the
 * listener's return and the note of it. What must not happen twice, such as a mail, looks the id up first.
 */
@FunctionalInterface
public interface EventListener {
    /**
     * Receives one event, on a thread of the delivery and outside every transaction. For kinds that it has no use for it just
     * returns.
     *
     * @throws Exception if the event is to come again
     */
    void receive(Event event) throws Exception;
}
