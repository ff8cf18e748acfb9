package dev.licencekeys.testkit;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Saboteurs that know orders or shops by another name than the host does. */
final class SpoiltNames {
    static final List<Saboteur> SABOTEURS = List.of(
            new Saboteur(
                    "folds the case of ids", "identity", store -> renames(store, id -> id.toLowerCase(Locale.ROOT))),
            new Saboteur(
                    "cuts long ids",
                    "identity",
                    store -> renames(store, id -> id.substring(0, Math.min(64, id.length())))),
            new Saboteur("forgets that an order came before", "repeats", Forgets::new),
            new Saboteur("mixes shops", "shops", SpoiltNames::mixesShops));

    private SpoiltNames() {}

    private static LicenceKeyStore renames(LicenceKeyStore right, UnaryOperator<String> rename) {
        return new SpoiltTransactions.SpoiltStore(right, tx -> new Renames(tx, rename));
    }

    /** The shop is the first argument of every operation. */
    private static LicenceKeyStore mixesShops(LicenceKeyStore right) {
        return new SpoiltTransactions.SpoiltStore(right, tx -> (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (proxy, method, given) -> {
                    Object[] arguments = given.clone();
                    arguments[0] = "the only shop";
                    try {
                        return method.invoke(tx, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private record Forgets(LicenceKeyStore right, AtomicLong calls) implements LicenceKeyStore {
        Forgets(LicenceKeyStore right) {
            this(right, new AtomicLong());
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            String call = "#" + calls.incrementAndGet();
            return right.transact(tx -> work.apply(new Renames(tx, id -> id + call)));
        }
    }

    private static final class Renames extends ForwardingTransaction {
        private final UnaryOperator<String> rename;

        Renames(StoreTransaction right, UnaryOperator<String> rename) {
            super(right);
            this.rename = rename;
        }

        private LineRef renamed(LineRef line) {
            return new LineRef(rename.apply(line.orderId()), line.lineId());
        }

        private Set<LineRef> renamed(Set<LineRef> lines) {
            return lines.stream().map(this::renamed).collect(Collectors.toSet());
        }

        @Override
        public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
            return super.open(shop, orders.stream().map(rename).collect(Collectors.toSet()), products);
        }

        @Override
        public List<StoredLine> lockLines(String shop, Set<LineRef> lines) {
            return super.lockLines(shop, renamed(lines));
        }

        @Override
        public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
            return super.readLines(shop, renamed(lines));
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            return super.record(
                    shop,
                    new Recording(
                            recording.newLines().stream()
                                    .map(line -> new Recording.NewLine(
                                            renamed(line.line()),
                                            line.terms(),
                                            line.counts(),
                                            line.waitsFor(),
                                            line.at()))
                                    .toList(),
                            recording.changedLines().stream()
                                    .map(line -> new Recording.ChangedLine(
                                            renamed(line.line()), line.terms(), line.counts(), line.waitsFor()))
                                    .toList(),
                            recording.newKeys(),
                            recording.assignments().stream()
                                    .map(given -> new Recording.Assignment(
                                            given.key(),
                                            renamed(given.line()),
                                            given.number(),
                                            given.poolId(),
                                            given.at()))
                                    .toList(),
                            recording.taken()));
        }
    }
}
