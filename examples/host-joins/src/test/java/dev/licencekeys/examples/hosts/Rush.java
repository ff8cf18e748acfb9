package dev.licencekeys.examples.hosts;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.examples.hosts.Host.HostTransaction;
import dev.licencekeys.product.ProductRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads of one host that sell at the same time, and begin a transaction again when it failed in passing. */
final class Rush {
    private static final int MOST_TRIES = 200;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Host host;
    private final List<Sale> calls;
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<Fulfilment> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> passing = Collections.synchronizedMap(new TreeMap<>());
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger mostTries = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    Rush(Host host, List<Sale> calls) {
        this.host = host;
        this.calls = calls;
    }

    /** Sells until nothing is left to be asked for. */
    Rush sell(int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(this::sellOn));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            return this;
        } finally {
            executor.shutdownNow();
        }
    }

    private void sellOn() {
        for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
            sell(calls.get(i));
        }
    }

    private void sell(Sale sale) {
        boolean rollsBack = sale.rollsBack();
        for (int number = 1; number <= MOST_TRIES; number++) {
            tries.incrementAndGet();
            mostTries.accumulateAndGet(number, Math::max);
            try {
                Fulfilment answer = sell(sale, rollsBack);
                if (!rollsBack) {
                    answers.add(answer);
                    return;
                }
                rollsBack = false;
            } catch (RuntimeException e) {
                Optional<String> kind = Passing.of(e);
                if (kind.isEmpty()) {
                    wrong.add(e);
                    return;
                }
                passing.merge(kind.get(), 1, Integer::sum);
                pause(number);
            }
        }
        wrong.add(new AssertionError("failed in passing " + MOST_TRIES + " times: " + sale));
    }

    private Fulfilment sell(Sale sale, boolean rollsBack) {
        return host.inTransaction(transaction -> {
            if (sale.readsFirst()) {
                transaction.keys().products().get(ProductRef.of(Sales.SUITE));
            }
            transaction.save(sale.order().id() + "/" + sale.number());
            Fulfilment answer = timed(transaction, sale);
            if (rollsBack) {
                pause(1);
                transaction.setRollbackOnly();
            }
            return answer;
        });
    }

    private Fulfilment timed(HostTransaction transaction, Sale sale) {
        long start = System.nanoTime();
        try {
            return transaction.keys().fulfil(sale.order());
        } finally {
            slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
    }

    /** Threads that met meet no more, the less the longer they may wait. */
    private static void pause(int longest) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest * PAUSE));
    }

    /** The answers whose transactions were committed. */
    List<Fulfilment> answers() {
        return List.copyOf(answers);
    }

    /** How many tries failed in passing. */
    int failedInPassing() {
        return passing.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Errors that were none in passing. */
    List<Throwable> wrong() {
        return List.copyOf(wrong);
    }

    /** The longest call. */
    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    @Override
    public String toString() {
        return calls.size() + " calls, " + tries + " tries, at most " + mostTries + " of one call, the longest "
                + slowest().toMillis() + " ms, failed in passing: " + passing;
    }
}
