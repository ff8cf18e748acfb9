package dev.licencekeys.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

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
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return rate(callers, () -> System.nanoTime() < end, step);
    }

    /** Steps for each second of so many steps. */
    static double rateOf(int callers, long steps, Step step) throws Exception {
        AtomicLong left = new AtomicLong(steps);
        return rate(callers, () -> left.getAndDecrement() > 0, step);
    }

    private static double rate(int callers, BooleanSupplier goesOn, Step step) throws Exception {
        List<FutureTask<Long>> tasks = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            FutureTask<Long> task = new FutureTask<>(() -> {
                long done = 0;
                for (; goesOn.getAsBoolean(); done++) {
                    step.run(nextNumber());
                }
                return done;
            });
            tasks.add(task);
            Thread thread = new Thread(task, "caller-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        long done = sum(tasks);
        return done * 1e9 / (System.nanoTime() - began);
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
