package dev.licencekeys;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Plan.PlannedOrder;
import dev.licencekeys.metrics.OrderOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of an order, for its caller and for whoever operates the shop.
 *
 * @param test whether it is a test order
 * @param begins the lines that wait for more than before
 */
record Answer(Outcome outcome, OrderOutcome kind, boolean test, List<LineFulfilment> begins) {
    static Answer refused(Order order, Outcome.Refused outcome) {
        return new Answer(outcome, OrderOutcome.REFUSED, order.test(), List.of());
    }

    static Answer of(PlannedOrder planned, Fulfilment fulfilment) {
        boolean repeated = true;
        List<LineFulfilment> begins = new ArrayList<>();
        for (int i = 0; i < planned.lines().size(); i++) {
            PlannedLine before = planned.lines().get(i);
            LineFulfilment now = fulfilment.lines().get(i);
            repeated &= isAsBefore(before, now);
            if (now.status() == Status.WAITING && now.waiting() > before.waiting()) {
                begins.add(now);
            }
        }
        return new Answer(
                fulfilment, kind(fulfilment, repeated), planned.order().test(), List.copyOf(begins));
    }

    private static boolean isAsBefore(PlannedLine before, LineFulfilment now) {
        boolean sameCounts = before.known()
                .map(known -> known.counts().equals(before.counts().withWaiting(now.waiting())))
                .orElse(!before.carriesKeys());
        return sameCounts && now.keys().stream().noneMatch(AssignedKey::isNew);
    }

    private static OrderOutcome kind(Fulfilment fulfilment, boolean repeated) {
        if (fulfilment.isRejected()) {
            return OrderOutcome.REJECTED;
        }
        if (fulfilment.lines().stream().allMatch(line -> line.status() == Status.NO_KEYS)) {
            return OrderOutcome.NO_KEYS;
        }
        if (repeated) {
            return OrderOutcome.REPEATED;
        }
        return fulfilment.waiting() > 0 ? OrderOutcome.WAITING : OrderOutcome.FULFILLED;
    }

    /** Keys that the order got now. */
    int newKeys() {
        return outcome instanceof Fulfilment fulfilment
                ? (int) fulfilment.keys().stream().filter(AssignedKey::isNew).count()
                : 0;
    }

    /** Keys that it is owed still. */
    int waiting() {
        return outcome instanceof Fulfilment fulfilment ? fulfilment.waiting() : 0;
    }
}
