package dev.licencekeys;

import dev.licencekeys.error.BusyException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Lets the orders that arrive while a commit is under way share the next one.
 *
 * <ol>
 *   <li>There are a few lanes, each of which runs one transaction at a time. Whoever finds one free takes it, and is served
 *       at once, by itself.
 *   <li>Everybody else joins the queue. A lane that is done goes to the first caller who waits there; that one leads: it
 *       takes those behind it along in its transaction, up to a limit. So nobody ever waits for company.
 *   <li>Whoever waits for long opens a lane of his own: those that there are may wait for keys that somebody holds.
 *   <li>If the transaction of a group fails, the group is dissolved: each of its orders is served by itself, outside the
 *       lanes, as if it had come alone.
 * </ol>
 *
 * <p>Callers who wait lend their threads. Orders without one, the asynchronous ones, are taken along by them, or by a task
 * of their own executor; nobody holds a lane while he waits for that.
 *
 * <p>Safe for use by several threads.
 */
final class GroupCommit {
    /** One lane decides and sends while the database commits the other's. */
    private static final int LANES = 2;

    /** Orders in one transaction. */
    static final int GROUP = 128;

    /** Orders that wait in the queue. More wait, in their turn, to join it. */
    static final int ROOM = 1_024;

    /** Some times what a group takes; then its lane is stuck. */
    static final Duration LONG = Duration.ofMillis(100);

    private final Function<List<Order>, List<Outcome>> together;
    private final Function<Order, Outcome> alone;
    private final Duration patience;
    private final Observer observer;
    private final Semaphore room = new Semaphore(ROOM, true);
    private final Object lock = new Object();
    private final Deque<Seat> queue = new ArrayDeque<>();
    private int lanesTaken;

    /**
     * Serves orders.
     *
     * @param together serves several orders in one transaction, with one outcome for each, in their order
     * @param alone serves one
     * @param patience how long a caller waits for a lane before he opens one
     * @param observer told on the thread that it happens on
     */
    GroupCommit(
            Function<List<Order>, List<Outcome>> together,
            Function<Order, Outcome> alone,
            Duration patience,
            Observer observer) {
        this.together = together;
        this.alone = alone;
        this.patience = patience;
        this.observer = observer;
    }

    /** Whoever wants to know what goes otherwise than usual. */
    interface Observer {
        /** A group failed, and each of its orders is served by itself. */
        void dissolved(int orders, RuntimeException reason);

        /** An order was turned away before its turn. */
        void notBegun();
    }

    /**
     * Serves an order on the calling thread, or on that of another caller.
     *
     * @throws dev.licencekeys.error.BusyException if the thread is interrupted while it waits for its turn; then the order
     *     was not begun
     */
    Outcome fulfil(Order order) {
        Seat.Caller caller = new Seat.Caller(order, alone);
        if (takeLane() || join(caller) || caller.awaitsLane(this, patience)) {
            lead(Optional.of(caller));
        }
        return caller.answer();
    }

    /** The same without the calling thread, which only waits while there is no room in the queue. */
    CompletionStage<Fulfilment> fulfilAsync(Order order, Executor executor) {
        Seat.Promised promised = new Seat.Promised(order, alone, executor);
        takeRoom();
        synchronized (lock) {
            queue.add(promised);
        }
        invite(promised);
        return promised.stage();
    }

    private boolean takeLane() {
        synchronized (lock) {
            boolean free = lanesTaken < LANES;
            if (free) {
                lanesTaken++;
            }
            return free;
        }
    }

    /** True if a lane became free meanwhile, and is taken instead. */
    private boolean join(Seat.Caller caller) {
        takeRoom();
        boolean lane;
        synchronized (lock) {
            lane = takeLane();
            if (!lane) {
                queue.add(caller);
            }
        }
        if (lane) {
            room.release();
        }
        return lane;
    }

    private void takeRoom() {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /** What a caller is told who was interrupted before his turn. */
    BusyException interrupted() {
        observer.notBegun();
        return new BusyException("interrupted while orders that came before were served; this one was not begun");
    }

    /** False if somebody took it along already. */
    boolean leave(Seat seat) {
        boolean left;
        synchronized (lock) {
            left = queue.remove(seat);
        }
        if (left) {
            room.release();
        }
        return left;
    }

    /** Takes one more lane than there are, unless somebody took him along already. */
    boolean openLane(Seat seat) {
        synchronized (lock) {
            boolean left = leave(seat);
            if (left) {
                lanesTaken++;
            }
            return left;
        }
    }

    /** Serves a group of those that wait, on a lane that was taken, and hands that on. */
    private void lead(Optional<Seat> first) {
        List<Seat> group = group(first);
        try {
            serve(group);
        } finally {
            // The lane first: the next transaction need not wait until everybody here is awake.
            handOn();
            group.forEach(Seat::tell);
        }
    }

    private List<Seat> group(Optional<Seat> first) {
        List<Seat> group = new ArrayList<>();
        first.ifPresent(group::add);
        int taken = 0;
        synchronized (lock) {
            for (; group.size() < GROUP && !queue.isEmpty(); taken++) {
                group.add(queue.remove());
            }
        }
        room.release(taken);
        return group;
    }

    private void serve(List<Seat> group) {
        if (group.size() == 1) {
            group.get(0).serveAlone();
        } else if (!group.isEmpty()) {
            try {
                List<Outcome> outcomes =
                        together.apply(group.stream().map(Seat::order).toList());
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).give(outcomes.get(i));
                }
            } catch (RuntimeException e) {
                // Told to no caller: each is served by itself now, and learns what is wrong with its own order.
                observer.dissolved(group.size(), e);
            }
        }
    }

    /** Gives the lane to the first caller who waits; if there is none, it is free. */
    void handOn() {
        Optional<Seat.Caller> next;
        synchronized (lock) {
            next = lanesTaken > LANES ? Optional.empty() : removeFirstCaller();
            if (next.isEmpty()) {
                lanesTaken--;
            }
        }
        if (next.isPresent()) {
            room.release();
            next.get().takeLane();
        } else {
            inviteFirst();
        }
    }

    private Optional<Seat.Caller> removeFirstCaller() {
        for (Iterator<Seat> seats = queue.iterator(); seats.hasNext(); ) {
            if (seats.next() instanceof Seat.Caller caller) {
                seats.remove();
                return Optional.of(caller);
            }
        }
        return Optional.empty();
    }

    /** While nobody with a thread of his own is there, executors serve the queue. */
    private void inviteFirst() {
        Optional<Seat.Promised> refused;
        do {
            Optional<Seat.Promised> first;
            synchronized (lock) {
                first = lanesTaken < LANES && queue.peek() instanceof Seat.Promised promised
                        ? Optional.of(promised)
                        : Optional.empty();
            }
            refused = first.filter(promised -> !invite(promised));
        } while (refused.isPresent());
    }

    /** Has the executor of an order lead, if there still is a lane when it comes to it; false if it refused. */
    private boolean invite(Seat.Promised promised) {
        boolean accepted = promised.run(() -> {
            if (takeLane()) {
                lead(Optional.empty());
            }
        });
        if (!accepted && leave(promised)) {
            observer.notBegun();
            promised.refuse();
        }
        return accepted;
    }
}
