package dev.licencekeys;

import static dev.licencekeys.ScriptedService.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.ScriptedService.Call;
import dev.licencekeys.error.BusyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What whoever sits in the queue is told in the moments that callers rarely meet. */
class SeatTest {
    private static Outcome outcome(Order order) {
        return new Fulfilment(order.id(), List.of(), List.of());
    }

    /** Nobody gets a lane to a caller who just gave up, so that the lane must not be lost with him. */
    @Test
    void whoeverIsInterruptedJustBeforeALaneComesHandsItOn() throws Exception {
        ScriptedService service = new ScriptedService();
        service.holdLanes();
        Call next = service.queued("next");
        CompletableFuture<Seat.Caller> late = new CompletableFuture<>();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            Seat.Caller caller = new Seat.Caller(order("late"), SeatTest::outcome);
            late.complete(caller);
            Thread.currentThread().interrupt();
            return caller.awaitsLane(service.commit, Duration.ofHours(1));
        });
        Thread thread = new Thread(waiting, "late");
        thread.setDaemon(true);
        thread.start();
        Seat.Caller caller = late.get(60, TimeUnit.SECONDS);
        // He was interrupted while somebody took him along, and waits for what comes of that.
        ScriptedService.awaitWaiting(thread);
        caller.takeLane();
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BusyException.class);
        assertThat(next.answer().orderId()).isEqualTo("next");
        assertThat(service.transactions()).noneMatch(orders -> orders.contains("late"));
        service.letGo();
    }

    @Test
    void aPromiseIsKeptOnItsExecutorOrWithoutIt() {
        CompletableFuture<Runnable> task = new CompletableFuture<>();
        Seat.Promised promised = new Seat.Promised(order("a"), SeatTest::outcome, task::complete);
        CompletableFuture<Fulfilment> answer = promised.stage().toCompletableFuture();
        promised.give(outcome(promised.order()));
        promised.tell();
        assertThat(answer).as("what the executor is to complete").isNotDone();
        task.join().run();
        assertThat(answer).isCompletedWithValueMatching(told -> told.orderId().equals("a"));

        Seat.Promised refused = new Seat.Promised(order("b"), SeatTest::outcome, run -> {
            throw new RejectedExecutionException("closed");
        });
        refused.give(outcome(refused.order()));
        refused.tell();
        assertThat(refused.stage().toCompletableFuture())
                .isCompletedWithValueMatching(told -> told.orderId().equals("b"));
    }
}
