package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.Undelivered;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Saboteurs whose fault shows after a commit: in what they do then, or in what they are when they are opened anew. */
final class SpoiltReopenings {
    static final List<Saboteur> SABOTEURS = List.of(
            after("never runs the steps for after a commit", NeverRuns::new),
            after("runs the steps for after a commit at once", RunsAtOnce::new),
            new Saboteur("runs steps of tries that failed with the one that did not", "transactions", KeepsSteps::new),
            new Saboteur("keeps its rows to itself", "reopening", right -> new InMemoryLicenceKeyStore()),
            reopened("loses the events that wait when it is opened anew", SpoiltReopenings::loseEvents),
            reopened("turns the queues round when it is opened anew", SpoiltReopenings::turnQueues),
            reopened("gives its last keys again when it is opened anew", SpoiltReopenings::giveAgain),
            SpoiltTransactions.saboteur("numbers events from the start when none waits", "reopening", Renumbers::new));

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private SpoiltReopenings() {}

    private static Saboteur after(String fault, UnaryOperator<StoreTransaction> spoil) {
        return SpoiltTransactions.saboteur(fault, "transactions", spoil);
    }

    private static Saboteur reopened(String fault, BiConsumer<StoreTransaction, String> spoil) {
        return new Saboteur(fault, "reopening", right -> new Spoils(right, spoil));
    }

    private static final class NeverRuns extends ForwardingTransaction {
        NeverRuns(StoreTransaction right) {
            super(right);
        }

        @Override
        public void afterCommit(Runnable step) {}
    }

    private static final class RunsAtOnce extends ForwardingTransaction {
        RunsAtOnce(StoreTransaction right) {
            super(right);
        }

        @Override
        public void afterCommit(Runnable step) {
            step.run();
        }
    }

    private record KeepsSteps(LicenceKeyStore right) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            List<Runnable> steps = new ArrayList<>();
            R result = right.transact(tx -> work.apply(new ForwardingTransaction(tx) {
                @Override
                public void afterCommit(Runnable step) {
                    steps.add(step);
                }
            }));
            steps.forEach(Runnable::run);
            return result;
        }
    }

    /** Spoils what it finds of a shop when it first hears of it: nothing, unless somebody wrote it before this was opened. */
    private record Spoils(LicenceKeyStore right, BiConsumer<StoreTransaction, String> spoil, Set<String> known)
            implements LicenceKeyStore {
        Spoils(LicenceKeyStore right, BiConsumer<StoreTransaction, String> spoil) {
            this(right, spoil, ConcurrentHashMap.newKeySet());
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> work.apply((StoreTransaction) Proxy.newProxyInstance(
                    StoreTransaction.class.getClassLoader(),
                    new Class<?>[] {StoreTransaction.class},
                    (proxy, method, arguments) -> {
                        if (arguments != null && arguments[0] instanceof String shop && known.add(shop)) {
                            spoil.accept(tx, shop);
                        }
                        return call(method, tx, arguments);
                    })));
        }

        private static Object call(Method method, StoreTransaction tx, Object[] arguments) throws Throwable {
            try {
                return method.invoke(tx, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private static void loseEvents(StoreTransaction tx, String shop) {
        for (int part = 0; part < Undelivered.PARTS; part++) {
            tx.delivered(shop, part, seqs(tx.undelivered(shop, part, 0, 1_000)));
        }
    }

    private static Set<Long> seqs(List<Undelivered> events) {
        return events.stream().map(Undelivered::seq).collect(Collectors.toSet());
    }

    private static List<PoolRow> pools(StoreTransaction tx, String shop) {
        Set<Pool> names = tx.stock(shop, "").stream().map(PoolStock::pool).collect(Collectors.toSet());
        return List.copyOf(tx.lockPools(shop, names).values());
    }

    private static void turnQueues(StoreTransaction tx, String shop) {
        for (PoolRow pool : pools(tx, shop)) {
            List<StoredLine> lines = new ArrayList<>();
            tx.lockWaiting(shop, pool.id(), 0, 1_000).forEach(waiting -> lines.add(waiting.line()));
            Collections.reverse(lines);
            for (StoredLine line : lines) {
                LineCounts none = line.counts().withWaiting(0);
                change(tx, shop, new ChangedLine(line.ref(), Optional.empty(), none, Set.of()));
                change(tx, shop, new ChangedLine(line.ref(), Optional.empty(), line.counts(), Set.of(pool.id())));
            }
        }
    }

    private static void change(StoreTransaction tx, String shop, ChangedLine line) {
        tx.record(shop, Recording.changing(List.of(line)));
    }

    private static void giveAgain(StoreTransaction tx, String shop) {
        List<LineRef> lines = tx.lines(shop, new LineFilter.All(), END, new LineRef("", ""), 1_000);
        for (StoredLine line : tx.lockLines(shop, Set.copyOf(lines))) {
            Set<KeyId> keys = line.keys().stream().map(StoredKey::key).collect(Collectors.toSet());
            tx.takeBack(shop, line.ref(), keys);
        }
    }

    /** Numbers the events that wait, instead of those that ever did. */
    private static final class Renumbers extends ForwardingTransaction {
        Renumbers(StoreTransaction right) {
            super(right);
        }

        private List<Undelivered> all(String shop, int part) {
            return super.undelivered(shop, part, 0, Integer.MAX_VALUE);
        }

        @Override
        public List<Undelivered> undelivered(String shop, int part, long after, int limit) {
            List<Undelivered> rows = new ArrayList<>();
            for (Undelivered row : all(shop, part)) {
                rows.add(new Undelivered(
                        rows.size() + 1L,
                        row.id(),
                        row.event(),
                        row.topic(),
                        row.attempts(),
                        row.retryAt(),
                        row.receivedBy(),
                        row.failure()));
            }
            return rows.stream().skip(after).limit(limit).toList();
        }

        @Override
        public void delivered(String shop, int part, Set<Long> seqs) {
            List<Undelivered> rows = all(shop, part);
            super.delivered(
                    shop,
                    part,
                    seqs.stream().map(seq -> rows.get((int) (seq - 1)).seq()).collect(Collectors.toSet()));
        }
    }
}
