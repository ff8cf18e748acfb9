package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.product.ProductRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an operator reads and counts. */
class WatchTest {
    private static final Duration TOOK = Duration.ofMillis(12);
    private static final String CANARY = "CANARY-5YJ3-77QX";
    private static final ThresholdReached REACHED = new ThresholdReached(
            new UUID(1, 1), Instant.EPOCH, Pool.tagged("photo"), ThresholdLevel.percent(80), 5, 1, Optional.empty());

    private final LogLines log = new LogLines();
    private final Told told = new Told();
    private final Watch own = new Watch("shop", told, false, log);
    private final Watch joined = new Watch("shop", told, true, log);

    private static LineFulfilment line(int waiting) {
        AssignedKey key = new AssignedKey(new KeyId(new UUID(2, 2)), 1, LicenceKey.of(CANARY), Instant.EPOCH, true);
        Status status = waiting == 0 ? Status.FULFILLED : Status.WAITING;
        return new LineFulfilment("1", ProductRef.of("editor"), status, List.of(key), waiting, 0);
    }

    private static Answer answer(OrderOutcome kind, boolean test, int waiting, List<ThresholdReached> warnings) {
        LineFulfilment line = line(waiting);
        return new Answer(
                new Fulfilment("1001", List.of(line), warnings), kind, test, waiting == 0 ? List.of() : List.of(line));
    }

    @Test
    void anOrdinaryOrderIsCountedAndNotLogged() {
        own.answered(List.of(answer(OrderOutcome.FULFILLED, false, 0, List.of())), TOOK);
        assertThat(told.facts()).containsExactly("shop: 1 served", "shop: FULFILLED, 1 new, 0 wait");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void waitingAndThresholdsAreInformation() {
        own.answered(List.of(answer(OrderOutcome.WAITING, false, 3, List.of(REACHED))), TOOK);
        assertThat(told.facts()).containsExactly("shop: 1 served", "shop: WAITING, 1 new, 3 wait");
        assertThat(log.lines())
                .containsExactly(
                        "INFO shop shop: order 1001, line 1 waits for 3 keys",
                        "INFO shop shop: photo has reached 80 %: 1 of its 5 keys are left");
    }

    @Test
    void whatTheHostMayUndoIsSaidSo() {
        joined.answered(List.of(answer(OrderOutcome.WAITING, false, 3, List.of(REACHED))), TOOK);
        assertThat(log.lines()).hasSize(2).allMatch(line -> line.endsWith(", unless the host rolls back"));
    }

    @Test
    void everyOrderOfATransactionIsCountedButTests() {
        Outcome.Refused refused = new Outcome.Refused("r", new ConflictingOrderException("r", "1", CANARY));
        Order order = Order.of("r", OrderLine.of("1", "editor", 1));
        own.answered(
                List.of(
                        answer(OrderOutcome.FULFILLED, false, 0, List.of()),
                        answer(OrderOutcome.FULFILLED, true, 0, List.of()),
                        Answer.refused(order, refused),
                        Answer.refused(order.asTest(), refused)),
                TOOK);
        assertThat(told.facts())
                .containsExactly("shop: 2 served", "shop: FULFILLED, 1 new, 0 wait", "shop: REFUSED, 0 new, 0 wait");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void testsAloneAreNotCounted() {
        own.answered(List.of(answer(OrderOutcome.FULFILLED, true, 0, List.of())), TOOK);
        assertThat(told.facts()).isEmpty();
    }

    @Test
    void aTestMayCarryTheWarningOfOthers() {
        own.answered(List.of(answer(OrderOutcome.FULFILLED, true, 0, List.of(REACHED))), TOOK);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void aGroupThatIsDissolvedTellsWhyByTypeAlone() {
        own.dissolved(7, new IllegalStateException(CANARY));
        assertThat(log.lines())
                .containsExactly("DEBUG shop shop: 7 orders that shared a transaction are served one by one, after"
                        + " java.lang.IllegalStateException");
        assertThat(told.facts()).isEmpty();
    }

    @Test
    void whoeverIsTurnedAwayIsCountedAsBusy() {
        own.notBegun();
        assertThat(told.facts()).containsExactly("shop: busy");
        assertThat(log.lines()).isEmpty();
    }
}
