package dev.licencekeys.testkit.history;

import dev.licencekeys.LineRecord;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyReinstated;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.event.LineChanged;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.store.LineRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lines have, and why. */
final class LineChecks {
    static final List<Check> ALL = List.of(
            new Check("a line has no more keys than it may have", LineChecks::tooMany),
            new Check("a repeat answers the same keys, but for what was taken meanwhile", LineChecks::repeats),
            new Check("a line's figures are those that it was told, or that the audit explains", LineChecks::figures),
            new Check("a refund of a line counts once", LineChecks::refundedTwice),
            new Check("of what was refused or rolled back nothing is on record", LineChecks::remains));

    private LineChecks() {}

    private static Stream<OrderLine> told(History history, LineRef line) {
        return history.calls().stream()
                .filter(Call::isDone)
                .flatMap(call -> call.order().stream())
                .filter(order -> order.id().equals(line.orderId()))
                .flatMap(order -> order.lines().stream())
                .filter(told -> told.id().equals(line.lineId()));
    }

    private static boolean isOn(LineRef line, String orderId, String lineId) {
        return line.equals(new LineRef(orderId, lineId));
    }

    private static List<String> tooMany(History history) {
        List<String> faults = new ArrayList<>();
        for (LineRecord line : history.lines()) {
            LineRef ref = History.ref(line);
            int most = told(history, ref)
                            .mapToInt(OrderLine::quantity)
                            .max()
                            .orElse(Integer.MAX_VALUE / line.keysPerUnit())
                    * line.keysPerUnit();
            history.done()
                    .flatMap(call -> call.told().stream())
                    .filter(told -> told.line().equals(ref) && told.keys().size() + told.waiting() > most)
                    .forEach(told -> faults.add(ref + " was told to have " + told.keys() + " and to wait for "
                            + told.waiting() + " more, of " + most));
            boolean explained = history.events().stream().anyMatch(event -> leavesSurplus(event, ref));
            if (line.keys().size() > most || (line.quantity() > 0 && line.surplus() > 0 && !explained)) {
                faults.add(ref + " has " + line.keys().size() + " keys, " + line.surplus() + " too many");
            }
        }
        return faults;
    }

    private static boolean leavesSurplus(Event event, LineRef line) {
        if (event instanceof LineChanged changed) {
            return isOn(line, changed.orderId(), changed.lineId());
        }
        if (event instanceof LineRefunded refunded) {
            return isOn(line, refunded.orderId(), refunded.lineId());
        }
        if (event instanceof KeyReassigned moved) {
            return isOn(line, moved.orderId(), moved.lineId());
        }
        return event instanceof KeyReinstated reinstated && isOn(line, reinstated.orderId(), reinstated.lineId());
    }

    private static List<String> repeats(History history) {
        List<String> faults = new ArrayList<>();
        for (Call first : history.calls()) {
            for (Call again : history.calls()) {
                if (first.isDone() && again.isDone() && first.isBefore(again)) {
                    for (Call.Told before : first.told()) {
                        again.told().stream()
                                .filter(after -> after.line().equals(before.line()))
                                .forEach(after -> before.keys().stream()
                                        .filter(key -> !after.keys().contains(key) && !history.left(key, after.line()))
                                        .forEach(key -> faults.add("the key " + key
                                                + " is missing from a later answer of " + after.line())));
                    }
                }
            }
        }
        return faults;
    }

    private static List<String> figures(History history) {
        List<String> faults = new ArrayList<>();
        for (LineRecord line : history.lines()) {
            LineRef ref = History.ref(line);
            if (line.quantity() > 0 && told(history, ref).noneMatch(told -> told.quantity() == line.quantity())) {
                faults.add(ref + " has " + line.quantity() + " units, which nobody ordered");
            }
            boolean refunded =
                    history.events(LineRefunded.class).anyMatch(event -> isOn(ref, event.orderId(), event.lineId()))
                            || told(history, ref).anyMatch(told -> told.refunded() > 0);
            if (line.refunded() > 0 && !refunded) {
                faults.add(ref + " has " + line.refunded() + " units refunded, which nobody told");
            }
            boolean withdrawn =
                    history.events(KeyWithdrawn.class).anyMatch(event -> isOn(ref, event.orderId(), event.lineId()))
                            || history.events(KeyReassigned.class)
                                    .anyMatch(event -> isOn(ref, event.fromOrderId(), event.fromLineId()));
            if (line.withdrawn() > 0 && !withdrawn) {
                faults.add(ref + " has " + line.withdrawn() + " keys withdrawn, which nobody did");
            }
        }
        return faults;
    }

    private static List<String> refundedTwice(History history) {
        Map<String, Long> times = history.events(LineRefunded.class)
                .collect(Collectors.groupingBy(
                        event -> "the refund " + event.refundId() + " of "
                                + new LineRef(event.orderId(), event.lineId()),
                        TreeMap::new,
                        Collectors.counting()));
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + " is on record " + entry.getValue() + " times")
                .toList();
    }

    private static List<String> remains(History history) {
        List<String> faults = new ArrayList<>();
        for (Call call : history.calls()) {
            if (call.isDone()) {
                continue;
            }
            call.act()
                    .ifPresent(act -> history.events().stream()
                            .filter(event -> event.act().filter(act::equals).isPresent())
                            .forEach(event ->
                                    faults.add("on record, though it was " + call.ending() + ": " + event.text())));
            call.refund()
                    .filter(refund -> history.done()
                            .flatMap(done -> done.refund().stream())
                            .noneMatch(done -> done.id().equals(refund.id())
                                    && done.orderId().equals(refund.orderId())))
                    .ifPresent(refund -> history.events(LineRefunded.class)
                            .filter(event -> event.refundId().equals(refund.id())
                                    && event.orderId().equals(refund.orderId()))
                            .forEach(event ->
                                    faults.add("on record, though it was " + call.ending() + ": " + event.text())));
            call.order()
                    .filter(order -> history.done()
                            .flatMap(done -> done.order().stream())
                            .noneMatch(done -> done.id().equals(order.id())))
                    .ifPresent(order -> history.lines().stream()
                            .filter(line -> line.orderId().equals(order.id()) && line.quantity() > 0)
                            .forEach(line -> faults.add(
                                    "on record, though it was " + call.ending() + ": " + History.ref(line))));
        }
        return faults;
    }
}
