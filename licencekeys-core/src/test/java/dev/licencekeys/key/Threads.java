package dev.licencekeys.key;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Several threads that begin together.
 *
 * <p>A parallel stream would not do: AssertJ draws from it one by one, in one thread.
 */
final class Threads {
    private static final int COUNT = 4;

    private Threads() {}

    /** What {@code work} made of the numbers from 0, {@code each} of them in every thread. */
    static <T> List<T> together(int each, IntFunction<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            CyclicBarrier start = new CyclicBarrier(COUNT);
            List<Future<List<T>>> running = new ArrayList<>();
            for (int thread = 0; thread < COUNT; thread++) {
                int first = thread * each;
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    List<T> made = new ArrayList<>(each);
                    for (int i = first; i < first + each; i++) {
                        made.add(work.apply(i));
                    }
                    return made;
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> thread : running) {
                all.addAll(thread.get(60, TimeUnit.SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
