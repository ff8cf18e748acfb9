package dev.licencekeys.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LineRecord;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.testkit.history.Call.Ending;
import dev.licencekeys.testkit.history.Call.Told;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each check finds, and alone finds, the fault that it is there for. */
class CheckTest {
    private final History right = RightHistory.make();

    /** The sentences of the checks that a history does not pass. */
    private static List<String> broken(History history) {
        return Check.all().stream()
                .filter(check -> !check.faults(history).isEmpty())
                .map(Check::toString)
                .toList();
    }

    @Test
    void theRightHistoryPassesAll() {
        assertThat(Check.faultsOf(right)).isEmpty();
    }

    @Test
    void aKeyWithTwoLines() {
        KeyRecord key = line("1", right).keys().get(0);
        History wrong = withLines(right, "2", line -> withKeys(line, plus(line.keys(), key)));
        assertThat(broken(wrong)).containsExactly("no key is with two lines");
    }

    @Test
    void aKeyThatIsNowhere() {
        assertThat(broken(withAvailable(right, List.of())))
                .containsExactly("each key is with a line, revoked, in stock or retired, and only one of that");
    }

    @Test
    void aKeyThatIsInStockTwice() {
        assertThat(broken(withAvailable(
                        right, plus(right.available(), right.available().get(0)))))
                .containsExactly("each key is with a line, revoked, in stock or retired, and only one of that");
    }

    /** Order 2 was told a key that lies in stock. */
    @Test
    void aKeyThatLeftWithoutAnEvent() {
        KeyId key = right.available().get(0).id();
        KeyId kept = line("2", right).keys().get(0).id();
        History wrong = withTold(right, "2", told -> new Told(told.line(), plus(without(told.keys(), kept), key), 0));
        assertThat(broken(wrong)).containsExactly("a key leaves a line only as the audit tells");
    }

    @Test
    void aRevokedKeyThatNobodyRevoked() {
        KeyId key = line("2", right).revoked().get(0).id();
        History wrong =
                withEvents(right, event -> event.aboutKey().filter(key::equals).isEmpty());
        wrong = withTold(wrong, "2", told -> new Told(told.line(), without(told.keys(), key), 0));
        assertThat(broken(wrong)).containsExactly("a key is revoked, retired or moved only as the audit tells");
    }

    @Test
    void aRetiredKeyThatIsInStock() {
        KeyRecord key = right.retired().get(0);
        History wrong = new History(
                right.calls(),
                right.lines(),
                plus(right.available(), key),
                List.of(),
                right.pools(),
                right.events(),
                right.products());
        assertThat(broken(wrong)).containsExactly("a key that was revoked or retired is never given again");
    }

    @Test
    void aLineWithMoreKeysThanUnits() {
        History wrong = withTold(right, "2", told -> new Told(told.line(), told.keys(), 7));
        assertThat(broken(wrong)).containsExactly("a line has no more keys than it may have");
    }

    @Test
    void aRepeatThatAnswersOtherKeys() {
        History wrong = withLastTold(right, "1", told -> new Told(told.line(), List.of(), told.waiting()));
        assertThat(broken(wrong)).containsExactly("a repeat answers the same keys, but for what was taken meanwhile");
    }

    @Test
    void figuresThatNobodyTold() {
        History wrong = withLines(right, "1", line -> withFigures(line, 2, line.waiting()));
        assertThat(broken(wrong))
                .containsExactly("a line's figures are those that it was told, or that the audit explains");
    }

    @Test
    void aRefundThatCountsTwice() {
        Event refund = right.events(LineRefunded.class).findFirst().orElseThrow();
        assertThat(broken(withEvent(right, refund))).containsExactly("a refund of a line counts once");
    }

    @Test
    void somethingThatRemainsOfARefusedCall() {
        History wrong = withCalls(
                right,
                call -> call.act().isPresent() && call.refund().isEmpty(),
                call -> new Call(
                        call.start(),
                        call.end(),
                        Ending.REFUSED,
                        call.act(),
                        call.order(),
                        call.refund(),
                        call.told(),
                        call.filled(),
                        call.uploaded(),
                        call.pool()));
        assertThat(broken(wrong)).containsExactly("of what was refused or rolled back nothing is on record");
    }

    @Test
    void aLineThatWaitsThoughAKeyIsThere() {
        History wrong = withFirstTold(right, "1", told -> new Told(told.line(), List.of(), 1));
        assertThat(broken(wrong)).containsExactly("nobody waits for a pool that has keys");
    }

    @Test
    void aLineThatIsOvertaken() {
        History wrong = withCalls(
                right,
                call -> call.filled().size() == 2,
                call -> withFilled(
                        call, List.of(call.filled().get(1), call.filled().get(0))));
        assertThat(broken(wrong)).containsExactly("who waits longest is served first");
    }

    @Test
    void aCrossingThatIsWarnedOfTooOften() {
        ThresholdReached reached =
                right.events(ThresholdReached.class).findFirst().orElseThrow();
        History wrong = right;
        for (int i = 0; i < 20; i++) {
            wrong = withEvent(
                    wrong,
                    new ThresholdReached(
                            UUID.randomUUID(),
                            reached.at(),
                            reached.pool(),
                            reached.level(),
                            reached.total(),
                            reached.available(),
                            Optional.empty()));
        }
        assertThat(broken(wrong)).containsExactly("one warning is written for each crossing of a threshold");
    }

    @Test
    void aCrossingThatIsNotWarnedOf() {
        History quiet = withEvents(right, event -> !(event instanceof ThresholdReached));
        assertThat(broken(quiet)).containsExactly("one warning is written for each crossing of a threshold");
    }

    private static LineRecord line(String order, History history) {
        return history.lines().stream()
                .filter(line -> line.orderId().equals(order))
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> without(List<T> list, T one) {
        return list.stream().filter(other -> !other.equals(one)).toList();
    }

    private static History with(History history, List<Call> calls, List<LineRecord> lines, List<Event> events) {
        return new History(
                calls, lines, history.available(), history.retired(), history.pools(), events, history.products());
    }

    private static History withAvailable(History history, List<KeyRecord> available) {
        return new History(
                history.calls(),
                history.lines(),
                available,
                history.retired(),
                history.pools(),
                history.events(),
                history.products());
    }

    private static History withEvent(History history, Event event) {
        return with(history, history.calls(), history.lines(), plus(history.events(), event));
    }

    private static History withEvents(History history, Predicate<Event> kept) {
        return with(
                history,
                history.calls(),
                history.lines(),
                history.events().stream().filter(kept).toList());
    }

    private static History withLines(History history, String order, UnaryOperator<LineRecord> change) {
        return with(
                history,
                history.calls(),
                history.lines().stream()
                        .map(line -> line.orderId().equals(order) ? change.apply(line) : line)
                        .toList(),
                history.events());
    }

    private static LineRecord withKeys(LineRecord line, List<KeyRecord> keys) {
        return new LineRecord(
                line.orderId(),
                line.lineId(),
                line.product(),
                line.customer(),
                line.test(),
                line.quantity(),
                line.refunded(),
                line.keysPerUnit(),
                line.waiting(),
                line.withdrawn(),
                line.at(),
                keys,
                line.revoked());
    }

    private static LineRecord withFigures(LineRecord line, int withdrawn, int waiting) {
        return new LineRecord(
                line.orderId(),
                line.lineId(),
                line.product(),
                line.customer(),
                line.test(),
                line.quantity(),
                line.refunded(),
                line.keysPerUnit(),
                waiting,
                withdrawn,
                line.at(),
                line.keys(),
                line.revoked());
    }

    private static History withCalls(History history, Predicate<Call> which, UnaryOperator<Call> change) {
        return with(
                history,
                history.calls().stream()
                        .map(call -> which.test(call) ? change.apply(call) : call)
                        .toList(),
                history.lines(),
                history.events());
    }

    private static Call withTold(Call call, List<Told> told) {
        return new Call(
                call.start(),
                call.end(),
                call.ending(),
                call.act(),
                call.order(),
                call.refund(),
                told,
                call.filled(),
                call.uploaded(),
                call.pool());
    }

    private static Call withFilled(Call call, List<FilledLine> filled) {
        return new Call(
                call.start(),
                call.end(),
                call.ending(),
                call.act(),
                call.order(),
                call.refund(),
                call.told(),
                filled,
                call.uploaded(),
                call.pool());
    }

    private static boolean tells(Call call, String order) {
        return call.told().stream().anyMatch(told -> told.line().orderId().equals(order));
    }

    private static History withTold(History history, String order, UnaryOperator<Told> change) {
        return withCalls(
                history,
                call -> tells(call, order),
                call -> withTold(call, call.told().stream().map(change).toList()));
    }

    private static History withFirstTold(History history, String order, UnaryOperator<Told> change) {
        return withTold(history, order, calls -> calls.get(0), change);
    }

    private static History withLastTold(History history, String order, UnaryOperator<Told> change) {
        return withTold(history, order, calls -> calls.get(calls.size() - 1), change);
    }

    private static History withTold(
            History history, String order, Function<List<Call>, Call> which, UnaryOperator<Told> change) {
        Call chosen = which.apply(
                history.calls().stream().filter(call -> tells(call, order)).toList());
        return withCalls(
                history,
                chosen::equals,
                call -> withTold(call, call.told().stream().map(change).toList()));
    }
}
