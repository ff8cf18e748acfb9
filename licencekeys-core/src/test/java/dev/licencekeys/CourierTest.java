package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Courier.Handed;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.CustomerErased;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.store.Undelivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final Event EVENT = new CustomerErased(new UUID(1, 1), Run.NOW, new Act("who", ""), 1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Courier patient = new Courier(threads, Duration.ofMinutes(1));
    private final List<Event> received = new ArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void everyListenerGetsItsChance() throws InterruptedException {
        Map<String, EventListener> listeners = new LinkedHashMap<>();
        listeners.put("failing", event -> {
            throw new AssertionError("CANARY");
        });
        listeners.put("log", received::add);
        assertThat(patient.hand(EVENT, Set.of(), listeners))
                .isEqualTo(new Handed(Set.of("log"), Optional.of("failing: java.lang.AssertionError")));
        assertThat(received).containsExactly(EVENT);
    }

    @Test
    void whoHasItIsLeftOut() throws InterruptedException {
        assertThat(patient.hand(EVENT, Set.of("log"), Map.of("log", received::add)))
                .isEqualTo(new Handed(Set.of("log"), Optional.empty()));
        assertThat(received).isEmpty();
    }

    @Test
    void whoTakesTooLongIsInterruptedAndHasFailed() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Handed handed = new Courier(threads, Duration.ofMillis(50)).hand(EVENT, Set.of(), Map.of("slow", event -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        }));
        assertThat(handed).isEqualTo(new Handed(Set.of(), Optional.of("slow: took more than PT0.05S")));
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aFailureIsNoLongerThanItsColumn() throws InterruptedException {
        Handed handed = patient.hand(EVENT, Set.of(), Map.of("x".repeat(300), event -> {
            throw new IllegalStateException();
        }));
        assertThat(handed.failure().orElseThrow()).hasSize(Undelivered.MAX_FAILURE);
    }

    @Test
    void whoIsAtWorkWhenAllIsOverHasNotFailed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread closing = new Thread(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            patient.stop();
            patient.interrupt();
        });
        closing.start();
        assertThatThrownBy(() -> patient.hand(EVENT, Set.of(), Map.of("slow", event -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                })))
                .isInstanceOf(InterruptedException.class);
        closing.join();
        assertThatThrownBy(() -> patient.hand(EVENT, Set.of(), Map.of("log", received::add)))
                .isInstanceOf(InterruptedException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void whoIsJustBeginningWhenAllIsOverIsInterruptedToo() throws InterruptedException {
        List<Courier> couriers = new ArrayList<>();
        ThreadPoolExecutor overAtOnce = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
            @Override
            public void execute(Runnable task) {
                super.execute(task);
                couriers.forEach(Courier::interrupt);
            }
        };
        try {
            Courier courier = new Courier(overAtOnce, Duration.ofMinutes(1));
            couriers.add(courier);
            CountDownLatch never = new CountDownLatch(1);
            assertThatThrownBy(() -> courier.hand(EVENT, Set.of(), Map.of("slow", event -> never.await())))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            overAtOnce.shutdownNow();
        }
    }
}
