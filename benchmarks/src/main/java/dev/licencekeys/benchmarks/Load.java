package dev.licencekeys.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that do the same thing again and again, each as soon as it was answered. */
final class Load {
    /** Numbers that no run uses twice. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** What a caller does. */
    @FunctionalInterface
    interface Step {
        void run(long number) throws Exception;
    }

    private Load() {}

    static long nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    /** Steps for each second. */
    static double rate(int callers, double seconds, Step step) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(callers + 1);
        List<FutureTask<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            FutureTask<Long> task = new FutureTask<>(() -> {
                start.await();
                long done = 0;
                for (; !over.get(); done++) {
                    step.run(nextNumber());
                }
                return done;
            });
            tasks.add(task);
            Thread thread = new Thread(task, "caller-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        start.await();
        long began = System.nanoTime();
        Thread.sleep((long) (seconds * 1_000));
        over.set(true);
        long done = sum(tasks);
        return done * 1e9 / (System.nanoTime() - began);
    }

    /** Steps for each second of so many steps. */
    static double rateOf(int callers, long steps, Step step) throws Exception {
        AtomicLong left = new AtomicLong(steps);
        List<FutureTask<Long>> tasks = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            FutureTask<Long> task = new FutureTask<>(() -> {
                while (left.getAndDecrement() > 0) {
                    step.run(nextNumber());
                }
                return 0L;
            });
            tasks.add(task);
            Thread thread = new Thread(task, "caller-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        sum(tasks);
        return steps * 1e9 / (System.nanoTime() - began);
    }

    private static long sum(List<FutureTask<Long>> tasks) throws InterruptedException, ExecutionException {
        long sum = 0;
        for (FutureTask<Long> task : tasks) {
            sum += task.get();
        }
        return sum;
    }

    /** The median time of one caller's steps in microseconds. */
    static double latency(double seconds, Step step) throws Exception {
        List<Double> micros = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            step.run(nextNumber());
            micros.add((System.nanoTime() - began) / 1e3);
        }
        return Measured.median(micros);
    }
}
