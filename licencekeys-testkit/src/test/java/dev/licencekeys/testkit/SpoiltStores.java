package dev.licencekeys.testkit;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Saboteurs whose fault shows when a transaction ends, or when several run at once. */
final class SpoiltStores {
    static final List<Saboteur> SABOTEURS = List.of(
            new Saboteur("takes locked keys for none", "held keys", TakesLockedForNone::new),
            new Saboteur("keeps the settings of a transaction that failed", "transactions", KeepsSettings::new),
            new Saboteur("loses the keys of a transaction that failed", "transactions", LosesKeys::new),
            new Saboteur("does not try again", "transactions", TriesOnce::new),
            new Saboteur("forgets what callers did together", "concurrency", ForgetsGroups::new));

    private SpoiltStores() {}

    /** What SKIP LOCKED alone does: whoever comes while another is at it finds nothing. */
    private record TakesLockedForNone(LicenceKeyStore right, AtomicInteger inside) implements LicenceKeyStore {
        TakesLockedForNone(LicenceKeyStore right) {
            this(right, new AtomicInteger());
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            boolean alone = inside.getAndIncrement() == 0;
            try {
                return right.transact(tx -> work.apply(alone ? tx : new FindsNothing(tx)));
            } finally {
                inside.decrementAndGet();
            }
        }
    }

    private static final class FindsNothing extends ForwardingTransaction {
        FindsNothing(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            return Map.of();
        }
    }

    /** Does something again after the transaction in which it was done has failed. */
    private abstract static class Redoes implements LicenceKeyStore {
        private final LicenceKeyStore right;

        Redoes(LicenceKeyStore right) {
            this.right = right;
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            List<Consumer<StoreTransaction>> later = new ArrayList<>();
            try {
                return right.transact(tx -> work.apply(watch(tx, later)));
            } catch (RuntimeException e) {
                right.transact(tx -> {
                    later.forEach(step -> step.accept(tx));
                    return tx;
                });
                throw e;
            }
        }

        abstract StoreTransaction watch(StoreTransaction tx, List<Consumer<StoreTransaction>> later);
    }

    private static final class KeepsSettings extends Redoes {
        KeepsSettings(LicenceKeyStore right) {
            super(right);
        }

        @Override
        StoreTransaction watch(StoreTransaction tx, List<Consumer<StoreTransaction>> later) {
            return new ForwardingTransaction(tx) {
                @Override
                public boolean deleteProduct(String shop, ProductRef product) {
                    later.add(again -> again.deleteProduct(shop, product));
                    return super.deleteProduct(shop, product);
                }

                @Override
                public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
                    super.saveProduct(shop, product, settings);
                    if (open(shop, Set.of(), Set.of(product)).pools().isEmpty()) {
                        later.add(again -> again.saveProduct(shop, product, settings));
                    }
                }
            };
        }
    }

    private static final class LosesKeys extends Redoes {
        LosesKeys(LicenceKeyStore right) {
            super(right);
        }

        @Override
        StoreTransaction watch(StoreTransaction tx, List<Consumer<StoreTransaction>> later) {
            return new ForwardingTransaction(tx) {
                @Override
                public Recorded record(String shop, Recording recording) {
                    later.add(again -> again.record(shop, onlyTaking(recording.taken())));
                    return super.record(shop, recording);
                }
            };
        }

        private static Recording onlyTaking(List<StockRow> taken) {
            return new Recording(List.of(), List.of(), List.of(), List.of(), taken);
        }
    }

    private record TriesOnce(LicenceKeyStore right) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            try {
                return right.transact(tx -> {
                    try {
                        return work.apply(tx);
                    } catch (LicenceKeysException e) {
                        throw new Disguised(e);
                    }
                });
            } catch (Disguised e) {
                throw e.failure;
            }
        }
    }

    /** A failure of which the right store does not know that it may pass. */
    private static final class Disguised extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final LicenceKeysException failure;

        Disguised(LicenceKeysException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Answers a group before it is committed, which then fails. */
    private record ForgetsGroups(LicenceKeyStore right) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(work);
        }

        @Override
        public Optional<LicenceKeyStore> forGroups() {
            return right.forGroups().map(Forgets::new);
        }

        private record Forgets(LicenceKeyStore right) implements LicenceKeyStore {
            @Override
            public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
                List<R> answers = new ArrayList<>();
                try {
                    return right.transact(tx -> {
                        answers.add(work.apply(tx));
                        throw new IllegalStateException("the commit failed");
                    });
                } catch (IllegalStateException e) {
                    return answers.get(0);
                }
            }
        }
    }
}
