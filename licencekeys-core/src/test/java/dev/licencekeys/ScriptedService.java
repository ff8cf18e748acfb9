package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Outcome.Refused;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves orders by their ids: those that begin with "hold" when they are let go, "refused" ones by a refusal, "poison" by
 * a failure of the whole transaction. Notes who was served with whom, and where.
 */
final class ScriptedService {
    private static final long LIMIT_SECONDS = 60;
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    final GroupCommit commit;
    private final List<List<String>> transactions = new ArrayList<>();
    private final List<Thread> alone = new ArrayList<>();
    final AtomicInteger notBegun = new AtomicInteger();
    final AtomicInteger dissolved = new AtomicInteger();
    private final Map<String, CountDownLatch> held = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<CompletableFuture<Fulfilment>> promises = new ArrayList<>();

    private final GroupCommit.Observer observer = new GroupCommit.Observer() {
        @Override
        public void dissolved(int orders, RuntimeException reason) {
            dissolved.addAndGet(orders);
        }

        @Override
        public void notBegun() {
            notBegun.incrementAndGet();
        }
    };

    ScriptedService() {
        this(Duration.ofHours(1));
    }

    ScriptedService(Duration patience) {
        commit = new GroupCommit(this::together, this::alone, patience, observer);
    }

    static Order order(String id) {
        return Order.of(id, OrderLine.of("1", "p", 1));
    }

    private List<Outcome> together(List<Order> orders) {
        List<String> ids = orders.stream().map(Order::id).toList();
        synchronized (this) {
            transactions.add(ids);
        }
        if (ids.contains("error")) {
            throw new StackOverflowError("planted");
        }
        if (ids.contains("poison")) {
            throw new StoreException("the commit failed", false);
        }
        return orders.stream().map(ScriptedService::outcome).toList();
    }

    private Outcome alone(Order order) {
        CountDownLatch letGo = new CountDownLatch(order.id().startsWith("hold") ? 1 : 0);
        synchronized (this) {
            held.put(order.id(), letGo);
            transactions.add(List.of(order.id()));
            alone.add(Thread.currentThread());
        }
        await(letGo);
        if (order.id().equals("poison")) {
            throw new StoreException("the commit of " + order.id() + " failed", false);
        }
        return outcome(order);
    }

    private static Outcome outcome(Order order) {
        return order.id().startsWith("refused")
                ? new Refused(order.id(), new ConflictingOrderException(order.id(), "1", "is refused"))
                : new Fulfilment(order.id(), List.of(), List.of());
    }

    /** The work of a database goes on when its caller is interrupted. */
    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The orders of each transaction that was begun. */
    synchronized List<List<String>> transactions() {
        return List.copyOf(transactions);
    }

    /** The threads on which orders were served by themselves. */
    synchronized List<Thread> alone() {
        return List.copyOf(alone);
    }

    /** Holds all lanes. */
    List<Call> holdLanes() {
        List<Call> holds = List.of(new Call("hold-1"), new Call("hold-2"));
        holds.forEach(Call::begin);
        while (alone().size() < holds.size()) {
            Thread.onSpinWait();
        }
        return holds;
    }

    /** Lets go all that are held. */
    synchronized void letGo() {
        held.values().forEach(CountDownLatch::countDown);
    }

    /** Lets go one order that is held. */
    synchronized void letGo(String id) {
        CountDownLatch latch = held.get(id);
        assertThat(latch).as("what holds %s", id).isNotNull();
        latch.countDown();
    }

    CompletableFuture<Fulfilment> promise(String id, Executor on) {
        CompletableFuture<Fulfilment> promise =
                commit.fulfilAsync(order(id), on).toCompletableFuture();
        synchronized (this) {
            promises.add(promise);
        }
        return promise;
    }

    /** Waits until everybody has his answer; then both lanes must be free, and all the room. */
    void requireAllIsFree() throws Exception {
        letGo();
        for (Call call : List.copyOf(calls)) {
            call.thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            assertThat(call.thread.isAlive())
                    .as("%s waits still", call.thread.getName())
                    .isFalse();
        }
        for (CompletableFuture<Fulfilment> promise : List.copyOf(promises)) {
            promise.handle((answer, failure) -> true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        List<String> lanes = List.of("hold-one-lane", "hold-the-other");
        lanes.forEach(id -> new Call(id).begin());
        long began = System.nanoTime();
        while (!transactions().containsAll(lanes.stream().map(List::of).toList())) {
            assertThat(System.nanoTime() - began).as("a lane is taken").isLessThan(LIMIT_SECONDS * 1_000_000_000);
            Thread.onSpinWait();
        }
        assertThat(commit.fulfilAsync(order("one-too-many"), Runnable::run).toCompletableFuture())
                .as("an order beyond the lanes")
                .isNotDone();
        CountDownLatch all = new CountDownLatch(GroupCommit.ROOM - 1);
        Thread crowd = new Thread(() -> {
            for (int i = 0; i < GroupCommit.ROOM; i++) {
                commit.fulfilAsync(order("crowd-" + i), Runnable::run);
                all.countDown();
            }
        });
        crowd.setDaemon(true);
        crowd.start();
        assertThat(all.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("room for all")
                .isTrue();
        awaitWaiting(crowd);
        letGo();
    }

    /** Somebody who calls, and waits in the queue when the next one begins to. */
    final class Call {
        private final FutureTask<Outcome> task;
        final Thread thread;
        private volatile boolean interrupted;

        Call(String id) {
            task = new FutureTask<>(() -> {
                try {
                    return commit.fulfil(order(id));
                } finally {
                    interrupted = Thread.currentThread().isInterrupted();
                }
            });
            thread = new Thread(task, id);
            thread.setDaemon(true);
        }

        Call begin() {
            calls.add(this);
            thread.start();
            return this;
        }

        Call queue() {
            begin();
            awaitWaiting(thread);
            return this;
        }

        Outcome answer() throws Exception {
            return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }

        boolean wasInterrupted() throws InterruptedException {
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            return interrupted;
        }
    }

    static void awaitWaiting(Thread thread) {
        while (!WAITING.contains(thread.getState())) {
            assertThat(thread.isAlive()).as("%s waits", thread.getName()).isTrue();
            Thread.onSpinWait();
        }
    }

    Call queued(String id) {
        return new Call(id).queue();
    }
}
