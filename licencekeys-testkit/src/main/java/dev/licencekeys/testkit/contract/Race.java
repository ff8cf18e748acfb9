package dev.licencekeys.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tasks that start together, each on a thread of its own. Every wait has an end, and every task has one outcome: its
 * result, or a failure that fails the race.
 *
 * @param <T> what a task comes to
 */
final class Race<T> {
    /** Far more than any race takes: who needs longer waits for somebody who will not come. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Callable<T>> tasks = new ArrayList<>();

    /** Adds a task. */
    Race<T> with(Callable<T> task) {
        tasks.add(task);
        return this;
    }

    /** Adds so many tasks that do the same. */
    Race<T> with(int count, Callable<T> task) {
        for (int i = 0; i < count; i++) {
            with(task);
        }
        return this;
    }

    /**
     * Runs all tasks to their end.
     *
     * @return their results, in the order in which they were added
     * @throws AssertionError if a task failed or did not end, naming each such task
     */
    List<T> run() throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Runner<T>> runners = new ArrayList<>();
        for (Callable<T> task : tasks) {
            runners.add(new Runner<>(runners.size() + 1, () -> {
                start.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                return task.call();
            }));
        }
        runners.forEach(runner -> runner.thread.start());
        long end = System.nanoTime() + LIMIT.toNanos();
        List<T> results = new ArrayList<>();
        AssertionError broken = new AssertionError("not every one of " + tasks.size() + " concurrent tasks succeeded");
        for (Runner<T> runner : runners) {
            runner.join(end, results, broken);
        }
        if (broken.getSuppressed().length > 0) {
            throw broken;
        }
        return results;
    }

    /** A task on its thread. */
    private static final class Runner<T> {
        private final FutureTask<T> task;
        private final Thread thread;

        Runner(int number, Callable<T> task) {
            this.task = new FutureTask<>(task);
            this.thread = new Thread(this.task, "race-" + number);
            // A task that never ends must not keep the tests' process alive.
            this.thread.setDaemon(true);
        }

        void join(long end, List<T> results, AssertionError broken) throws InterruptedException {
            try {
                results.add(task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException e) {
                broken.addSuppressed(new AssertionError(thread.getName() + " failed: " + e.getCause(), e.getCause()));
            } catch (TimeoutException e) {
                String at = Arrays.toString(thread.getStackTrace());
                thread.interrupt();
                broken.addSuppressed(
                        new AssertionError(thread.getName() + " did not end within " + LIMIT + ", it was at " + at, e));
            }
        }
    }
}
