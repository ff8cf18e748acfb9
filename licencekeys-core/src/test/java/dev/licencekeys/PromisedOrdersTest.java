package dev.licencekeys;

import static dev.licencekeys.ScriptedService.awaitWaiting;
import static dev.licencekeys.ScriptedService.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.ScriptedService.Call;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders whose callers don't wait for them, among those of others who do. */
class PromisedOrdersTest {
    private final ScriptedService service = new ScriptedService();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    /** However things went. */
    @AfterEach
    void nothingIsLeftTaken() throws Exception {
        try {
            service.letGo();
            executor.submit(() -> {}).get(60, TimeUnit.SECONDS);
            service.requireAllIsFree();
        } finally {
            executor.shutdownNow();
        }
    }

    private static String id(CompletableFuture<Fulfilment> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS).orderId();
    }

    private CompletableFuture<Fulfilment> async(String id, Executor on) {
        return service.promise(id, on);
    }

    @Test
    void aPromisedOrderNeedsNoCallerAndIsAnsweredOnItsExecutor() throws Exception {
        CompletableFuture<Thread> answeredOn =
                async("a", executor).thenApply(answer -> Thread.currentThread()).toCompletableFuture();
        Thread worker =
                CompletableFuture.supplyAsync(Thread::currentThread, executor).get(60, TimeUnit.SECONDS);
        assertThat(service.alone()).containsExactly(worker);
        assertThat(answeredOn.get(60, TimeUnit.SECONDS)).isIn(worker, Thread.currentThread());
    }

    @Test
    void promisedOrdersShareATransactionToo() throws Exception {
        service.holdLanes();
        List<CompletableFuture<Fulfilment>> promised = GroupCommitTest.ids("order-", 5).stream()
                .map(id -> async(id, executor))
                .toList();
        service.letGo();
        for (int i = 0; i < 5; i++) {
            assertThat(id(promised.get(i))).isEqualTo("order-" + i);
        }
        assertThat(service.transactions()).contains(GroupCommitTest.ids("order-", 5));
    }

    /** Whoever waits takes a promised order along; its executor comes to it later, and finds nothing to do. */
    @Test
    void nobodyBeginsATransactionForNobody() throws Exception {
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        service.holdLanes();
        CompletableFuture<Fulfilment> promised = async("promised", tasks::add);
        Call caller = service.queued("caller");
        service.letGo();
        assertThat(caller.answer().orderId()).isEqualTo("caller");
        tasks.forEach(Runnable::run);
        assertThat(id(promised)).isEqualTo("promised");
        assertThat(service.transactions()).doesNotContain(List.of());
    }

    @Test
    void whatAPromisedOrderIsRefusedForIsTold() {
        service.holdLanes();
        List<CompletableFuture<Fulfilment>> promised = List.of("refused", "poison", "good").stream()
                .map(id -> async(id, executor))
                .toList();
        service.letGo();
        assertThatThrownBy(() -> id(promised.get(0))).hasCauseInstanceOf(ConflictingOrderException.class);
        assertThatThrownBy(() -> id(promised.get(1))).hasCauseInstanceOf(StoreException.class);
        assertThat(promised.get(2)).succeedsWithin(60, TimeUnit.SECONDS);
    }

    /** The executor's only thread waits in the queue itself, and there is nobody else. */
    @Test
    void callersOnAnExecutorDoNotWaitForThatExecutor() throws Exception {
        List<Call> holds = service.holdLanes();
        CompletableFuture<Outcome> caller =
                CompletableFuture.supplyAsync(() -> service.commit.fulfil(order("caller")), executor);
        CompletableFuture<Fulfilment> promised = async("promised", executor);
        service.letGo();
        assertThat(caller.get(60, TimeUnit.SECONDS).orderId()).isEqualTo("caller");
        assertThat(id(promised)).isEqualTo("promised");
        holds.get(0).answer();
    }

    @Test
    void whoeverPromisesTooMuchWaitsForRoom() throws Exception {
        service.holdLanes();
        List<CompletableFuture<Fulfilment>> promised = GroupCommitTest.ids("order-", GroupCommit.ROOM).stream()
                .map(id -> async(id, executor))
                .toList();
        CompletableFuture<CompletableFuture<Fulfilment>> oneMore = new CompletableFuture<>();
        Thread thread = new Thread(() -> oneMore.complete(async("one-more", executor)));
        thread.start();
        awaitWaiting(thread);
        Call call = service.queued("caller");
        assertThat(oneMore).isNotDone();
        service.letGo();
        assertThat(id(oneMore.get(60, TimeUnit.SECONDS))).isEqualTo("one-more");
        assertThat(call.answer().orderId()).isEqualTo("caller");
        for (CompletableFuture<Fulfilment> answer : promised) {
            assertThat(id(answer)).startsWith("order-");
        }
    }

    /** The lanes were taken when he came, and then nobody took along those who were before him. */
    @Test
    void whoeverFindsRoomAndALaneTakesIt() throws Exception {
        List<Call> holds = service.holdLanes();
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Fulfilment>> promised = GroupCommitTest.ids("order-", GroupCommit.ROOM).stream()
                .map(id -> async(id, tasks::add))
                .toList();
        Call caller = service.queued("caller");
        service.letGo();
        for (Call hold : holds) {
            hold.answer();
        }
        assertThat(caller.thread.isAlive()).as("waits for room").isTrue();
        int done = runAll(tasks, 0);
        assertThat(caller.answer().orderId()).isEqualTo("caller");
        runAll(tasks, done);
        for (CompletableFuture<Fulfilment> answer : promised) {
            assertThat(id(answer)).startsWith("order-");
        }
    }

    /** Also those that come meanwhile; returns how many were run in all. */
    private static int runAll(List<Runnable> tasks, int from) {
        int done = from;
        while (done < tasks.size()) {
            tasks.get(done++).run();
        }
        return done;
    }

    @Test
    void whoeverIsInterruptedWhileHeWaitsForRoomIsNotServed() throws Exception {
        service.holdLanes();
        assertThat(GroupCommitTest.ids("order-", GroupCommit.ROOM))
                .allSatisfy(id -> assertThat(async(id, executor)).isNotDone());
        Call call = service.queued("caller");
        call.thread.interrupt();
        assertThatThrownBy(call::answer).cause().isInstanceOf(BusyException.class);
        assertThat(call.wasInterrupted()).as("flag").isTrue();
        assertThat(service.transactions()).noneMatch(orders -> orders.contains("caller"));
        assertThat(service.notBegun).as("told of").hasValue(1);
    }

    @Test
    void anExecutorThatRefusesIsToldAndHoldsUpNobody() throws Exception {
        Executor refusing = task -> {
            throw new RejectedExecutionException("closed");
        };
        assertThatThrownBy(() -> id(async("a", refusing))).hasCauseInstanceOf(BusyException.class);
        service.holdLanes();
        CountDownLatch closed = new CountDownLatch(1);
        Executor closing = task -> {
            if (closed.getCount() == 0) {
                throw new RejectedExecutionException("closed");
            }
            executor.execute(task);
        };
        CompletableFuture<Fulfilment> first = async("b", closing);
        CompletableFuture<Fulfilment> second = async("c", executor);
        executor.submit(() -> {}).get(60, TimeUnit.SECONDS);
        closed.countDown();
        service.letGo("hold-1");
        assertThat(id(second)).isEqualTo("c");
        assertThatThrownBy(() -> id(first)).hasCauseInstanceOf(BusyException.class);
        assertThat(service.transactions()).noneMatch(orders -> orders.contains("b"));
        assertThat(service.notBegun).as("told of").hasValue(2);
    }

    /** Somebody took the order along meanwhile. */
    @Test
    void anExecutorThatRefusesTooLateRefusesNothing() throws Exception {
        service.holdLanes();
        Call caller = service.queued("caller");
        Executor late = task -> {
            service.letGo();
            while (service.transactions().stream().noneMatch(orders -> orders.contains("promised"))) {
                Thread.onSpinWait();
            }
            throw new RejectedExecutionException("closed");
        };
        assertThat(id(async("promised", late))).isEqualTo("promised");
        assertThat(caller.answer().orderId()).isEqualTo("caller");
        assertThat(service.notBegun).as("told of").hasValue(0);
    }
}
