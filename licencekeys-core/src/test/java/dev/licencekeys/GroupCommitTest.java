package dev.licencekeys;

import static dev.licencekeys.ScriptedService.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.ScriptedService.Call;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who shares a transaction with whom, and what he is told. */
class GroupCommitTest {
    private final ScriptedService service = new ScriptedService();

    /** However things went. */
    @AfterEach
    void nothingIsLeftTaken() throws Exception {
        service.requireAllIsFree();
    }

    static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private List<Call> queued(List<String> ids) {
        return ids.stream().map(service::queued).toList();
    }

    @Test
    void whoeverIsAloneIsServedAtOnceOnHisThread() {
        service.commit.fulfil(order("a"));
        service.commit.fulfil(order("b"));
        assertThat(service.transactions()).containsExactly(List.of("a"), List.of("b"));
        assertThat(service.alone()).containsOnly(Thread.currentThread());
    }

    @Test
    void thoseWhoWaitShareTheNextTransactionInTheirOrder() throws Exception {
        service.holdLanes();
        List<Call> calls = queued(ids("order-", 5));
        service.letGo();
        for (int i = 0; i < 5; i++) {
            assertThat(calls.get(i).answer().orderId()).isEqualTo("order-" + i);
        }
        // Two lanes are free at once: the second may find somebody left whom the first did not take along yet.
        List<List<String>> groups =
                service.transactions().subList(2, service.transactions().size());
        assertThat(groups.stream().flatMap(List::stream).toList())
                .containsExactlyInAnyOrderElementsOf(ids("order-", 5));
        assertThat(groups).hasSizeLessThanOrEqualTo(2);
        assertThat(service.dissolved).as("orders of groups that failed").hasValue(0);
    }

    @Test
    void aLaneThatIsDoneGoesToTheFirstWhoWaits() throws Exception {
        List<Call> holds = service.holdLanes();
        Call first = service.queued("first");
        service.letGo("hold-1");
        assertThat(first.answer().orderId()).isEqualTo("first");
        assertThat(service.queued("hold-3").thread.isAlive()).isTrue();
        Call second = service.queued("second");
        service.letGo("hold-3");
        assertThat(second.answer().orderId()).isEqualTo("second");
        assertThat(holds.get(1).thread.isAlive()).as("held all the time").isTrue();
    }

    @Test
    void whoeverIsNotInTheQueueOpensNoLane() {
        Seat stranger = new Seat.Caller(order("stranger"), order -> new Fulfilment(order.id(), List.of(), List.of()));
        assertThat(service.commit.leave(stranger)).isFalse();
        assertThat(service.commit.openLane(stranger)).isFalse();
    }

    @Test
    void groupsAreBoundedAndServedInTheOrderOfArrival() throws Exception {
        List<Call> holds = service.holdLanes();
        List<String> ids = ids("order-", 2 * GroupCommit.GROUP + 10);
        List<Call> calls = queued(ids);
        service.letGo();
        for (Call call : calls) {
            call.answer();
        }
        List<List<String>> groups = service.transactions()
                .subList(holds.size(), service.transactions().size());
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(GroupCommit.GROUP));
        List<String> sorted = new ArrayList<>(ids);
        // Within one group everybody is in his turn; and nobody is two groups ahead of it.
        for (List<String> group : groups) {
            List<Integer> places =
                    group.subList(1, group.size()).stream().map(sorted::indexOf).toList();
            assertThat(places).isSorted();
            assertThat(places).allMatch(place -> place < 3 * GroupCommit.GROUP);
        }
        assertThat(groups.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aRefusedOrderIsRefusedAlone() throws Exception {
        service.holdLanes();
        Call first = service.queued("order-1");
        Call refused = service.queued("refused");
        Call last = service.queued("order-2");
        service.letGo();
        assertThat(first.answer()).isInstanceOf(Fulfilment.class);
        assertThat(last.answer()).isInstanceOf(Fulfilment.class);
        Outcome outcome = refused.answer();
        assertThatThrownBy(outcome::orElseThrow)
                .isInstanceOfSatisfying(
                        ConflictingOrderException.class,
                        e -> assertThat(e.orderId()).isEqualTo("refused"));
    }

    @Test
    void aGroupThatFailsIsDissolvedAndEachIsServedOnHisOwnThread() throws Exception {
        service.holdLanes();
        List<Call> good = new ArrayList<>(queued(ids("before-", 3)));
        Call poison = service.queued("poison");
        good.addAll(queued(ids("after-", 3)));
        service.letGo();
        for (Call call : good) {
            assertThat(call.answer().orderId()).isEqualTo(call.thread.getName());
        }
        assertThatThrownBy(poison::answer)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StoreException.class)
                .hasMessage("the commit of poison failed");
        assertThat(service.alone()).contains(poison.thread);
        // Whom the other lane took along first was served with others, or alone.
        assertThat(service.dissolved.get())
                .as("orders whose group was dissolved")
                .isBetween(2, 7);
        // The queue goes on.
        assertThat(service.commit.fulfil(order("later")).orderId()).isEqualTo("later");
    }

    @Test
    void anErrorIsThatOfWhoLedAndHoldsUpNobody() throws Exception {
        service.holdLanes();
        Call error = service.queued("error");
        List<Call> others = queued(ids("order-", 3));
        service.letGo();
        for (Call call : others) {
            assertThat(call.answer().orderId()).isEqualTo(call.thread.getName());
        }
        try {
            error.answer();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(StackOverflowError.class);
        }
        assertThat(service.commit.fulfil(order("later")).orderId()).isEqualTo("later");
    }

    /** Both lanes wait, and are not handed on. */
    @Test
    void whoeverWaitsForLongOpensALane() throws Exception {
        ScriptedService stuck = new ScriptedService(Duration.ofMillis(1));
        List<Call> holds = stuck.holdLanes();
        for (String id : ids("order-", 3)) {
            assertThat(stuck.new Call(id).begin().answer().orderId()).isEqualTo(id);
        }
        assertThat(holds).allMatch(hold -> hold.thread.isAlive());
        stuck.letGo();
        for (Call hold : holds) {
            hold.answer();
        }
        assertThat(stuck.commit.fulfil(order("later")).orderId()).isEqualTo("later");
        stuck.requireAllIsFree();
    }

    @Test
    void whoeverIsInterruptedInTheQueueIsNotServed() throws Exception {
        service.holdLanes();
        Call before = service.queued("before");
        Call interrupted = service.queued("interrupted");
        Call after = service.queued("after");
        interrupted.thread.interrupt();
        assertThatThrownBy(interrupted::answer)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("not begun");
        assertThat(interrupted.wasInterrupted()).as("flag").isTrue();
        service.letGo();
        assertThat(service.notBegun).as("told of").hasValue(1);
        assertThat(before.answer().orderId()).isEqualTo("before");
        assertThat(after.answer().orderId()).isEqualTo("after");
        assertThat(service.transactions()).noneMatch(orders -> orders.contains("interrupted"));
    }

    @Test
    void whoeverIsInterruptedWhileHeIsServedGetsHisAnswer() throws Exception {
        List<Call> holds = service.holdLanes();
        holds.get(0).thread.interrupt();
        service.letGo();
        assertThat(holds.get(0).answer().orderId()).isEqualTo("hold-1");
        assertThat(holds.get(0).wasInterrupted()).as("flag").isTrue();
    }

    @Test
    void whoeverCameInterruptedIsServedIfHeNeedNotWait() throws Exception {
        Call call = service.new Call("order");
        call.thread.start();
        call.answer();
        Thread.currentThread().interrupt();
        try {
            assertThat(service.commit.fulfil(order("b")).orderId()).isEqualTo("b");
        } finally {
            assertThat(Thread.interrupted()).as("flag").isTrue();
        }
    }
}
