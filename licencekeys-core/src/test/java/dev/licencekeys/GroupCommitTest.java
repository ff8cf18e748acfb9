package dev.licencekeys;

import static dev.licencekeys.ScriptedService.awaitWaiting;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who shares a transaction with whom, and what he is told. */
class GroupCommitTest {
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

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private List<Call> queued(List<String> ids) {
        return ids.stream().map(service::queued).toList();
    }

    private static String id(CompletableFuture<Fulfilment> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS).orderId();
    }

    private CompletableFuture<Fulfilment> async(String id, Executor on) {
        return service.promise(id, on);
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
        List<CompletableFuture<Fulfilment>> promised =
                ids("order-", 5).stream().map(id -> async(id, executor)).toList();
        service.letGo();
        for (int i = 0; i < 5; i++) {
            assertThat(id(promised.get(i))).isEqualTo("order-" + i);
        }
        assertThat(service.transactions()).contains(ids("order-", 5));
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
        List<CompletableFuture<Fulfilment>> promised = ids("order-", GroupCommit.ROOM).stream()
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
        List<CompletableFuture<Fulfilment>> promised = ids("order-", GroupCommit.ROOM).stream()
                .map(id -> async(id, tasks::add))
                .toList();
        Call caller = service.queued("caller");
        service.letGo();
        for (Call hold : holds) {
            hold.answer();
        }
        assertThat(caller.thread.isAlive()).as("waits for room").isTrue();
        for (int done = 0; done < tasks.size(); done++) {
            tasks.get(done).run();
        }
        assertThat(caller.answer().orderId()).isEqualTo("caller");
        for (CompletableFuture<Fulfilment> answer : promised) {
            assertThat(id(answer)).startsWith("order-");
        }
    }

    @Test
    void whoeverIsInterruptedWhileHeWaitsForRoomIsNotServed() throws Exception {
        service.holdLanes();
        assertThat(ids("order-", GroupCommit.ROOM))
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
