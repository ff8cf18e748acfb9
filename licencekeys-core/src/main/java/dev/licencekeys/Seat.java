package dev.licencekeys;

import dev.licencekeys.error.BusyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** An order in the queue of a {@link GroupCommit}, and whoever waits for its answer. */
abstract sealed class Seat {
    private final Order order;
    private final Function<Order, Outcome> alone;

    /** Until a group was served with it, an order is served alone. Written before, and read after, it is told. */
    private Supplier<Outcome> answer;

    private Seat(Order order, Function<Order, Outcome> alone) {
        this.order = order;
        this.alone = alone;
        this.answer = () -> alone.apply(order);
    }

    Order order() {
        return order;
    }

    /** Serves it now, and keeps the answer, or the failure. */
    final void serveAlone() {
        try {
            give(alone.apply(order));
        } catch (RuntimeException e) {
            answer = () -> {
                throw e;
            };
        }
    }

    final void give(Outcome outcome) {
        answer = () -> outcome;
    }

    /** The answer that was given; if there was none, it is served by itself now. */
    final Outcome answer() {
        return answer.get();
    }

    /** Tells whoever waits that there is an answer, or that his order is for him to serve. */
    abstract void tell();

    /** A caller who lends his thread while he waits. */
    static final class Caller extends Seat {
        private final Thread thread = Thread.currentThread();
        private volatile State state = State.WAITS;

        private enum State {
            WAITS,
            LEADS,
            IS_TOLD
        }

        Caller(Order order, Function<Order, Outcome> alone) {
            super(order, alone);
        }

        /**
         * Waits in the queue.
         *
         * @param patience how long, before he opens a lane
         * @return true if this caller has a lane; false if he has been told
         * @throws BusyException if his thread was interrupted before anybody took his order along; the flag is kept
         */
        boolean awaitsLane(GroupCommit queue, Duration patience) {
            long began = System.nanoTime();
            boolean interrupted = false;
            try {
                while (state == State.WAITS) {
                    LockSupport.parkNanos(queue, patience.toNanos());
                    if (Thread.interrupted()) {
                        interrupted = true;
                        if (queue.leave(this)) {
                            throw queue.interrupted();
                        }
                    }
                    if (System.nanoTime() - began >= patience.toNanos() && queue.openLane(this)) {
                        return true;
                    }
                }
                if (interrupted && state == State.LEADS) {
                    queue.handOn();
                    throw queue.interrupted();
                }
                return state == State.LEADS;
            } finally {
                if (interrupted) {
                    thread.interrupt();
                }
            }
        }

        void takeLane() {
            become(State.LEADS);
        }

        @Override
        void tell() {
            become(State.IS_TOLD);
        }

        private void become(State next) {
            state = next;
            LockSupport.unpark(thread);
        }
    }

    /** An order whose caller went on, and whose answer is promised. */
    static final class Promised extends Seat {
        private final CompletableFuture<Fulfilment> future = new CompletableFuture<>();
        private final Executor executor;

        Promised(Order order, Function<Order, Outcome> alone, Executor executor) {
            super(order, alone);
            this.executor = executor;
        }

        CompletionStage<Fulfilment> stage() {
            return future.minimalCompletionStage();
        }

        /** False if the executor refused. */
        boolean run(Runnable task) {
            try {
                executor.execute(task);
                return true;
            } catch (RejectedExecutionException e) {
                return false;
            }
        }

        void refuse() {
            future.completeExceptionally(new BusyException("the executor refused the order, which was not begun"));
        }

        /** On the executor, since what the host does with the answer would hold up everybody else here. */
        @Override
        void tell() {
            if (!run(this::complete)) {
                // Keys may have been given.
                complete();
            }
        }

        private void complete() {
            try {
                future.complete(answer().orElseThrow());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }
    }
}
