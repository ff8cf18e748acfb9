package dev.licencekeys.testkit;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Saboteurs that import keys, move them and take them back otherwise than they were told. */
final class SpoiltImports {
    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("loses the last key of a large batch", "imports", LosesLastKey::new),
            SpoiltTransactions.saboteur("turns the order of a batch round", "imports", TurnsRound::new),
            SpoiltTransactions.saboteur("counts duplicates as added", "imports, duplicates", CountsDuplicates::new),
            SpoiltTransactions.saboteur(
                    "takes every pool for the untagged one", "imports, duplicates", KnowsOnePool::new),
            SpoiltTransactions.saboteur(
                    "leaves the first pool's total after a move", "imports, duplicates", OnlyAdds::new),
            SpoiltTransactions.saboteur(
                    "leaves keys where they are and says that it moved them", "imports, duplicates", LeavesMoved::new),
            SpoiltTransactions.saboteur("leaves the total after an undo", "imports, in any order", OnlyAdds::new),
            SpoiltTransactions.saboteur("forgets a part of an import", "imports, undone", ForgetsPart::new),
            new Saboteur("lets an undo take a key that was given", "imports, undone", TakesGiven::new),
            new Saboteur("undoes whatever lies between an import's keys", "imports, undone", UndoesByPlace::new),
            SpoiltTransactions.saboteur("leaves a warning where it was due before", "imports, large", KeepsAlert::new),
            new Saboteur("trusts what its thread last knew of a pool", "imports, at once", TrustsItsThread::new),
            SpoiltTransactions.saboteur("takes a key that was given for available", "port, imports", Available::new),
            SpoiltTransactions.saboteur("forgets more keys than it was asked to", "port, imports", ForgetsMore::new));

    private SpoiltImports() {}

    private static final class LosesLastKey extends ForwardingTransaction {
        LosesLastKey(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            super.addStock(shop, rows.size() > 500 ? rows.subList(0, rows.size() - 1) : rows);
        }
    }

    private static final class TurnsRound extends ForwardingTransaction {
        TurnsRound(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            List<StockRow> turned = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                StockRow place = rows.get(i);
                StockRow key = rows.get(rows.size() - 1 - i);
                turned.add(new StockRow(place.poolId(), place.position(), key.key(), key.value()));
            }
            super.addStock(shop, turned);
        }
    }

    private static final class CountsDuplicates extends ForwardingTransaction {
        CountsDuplicates(StoreTransaction right) {
            super(right);
        }

        @Override
        public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
            super.addKeys(shop, keys);
            return keys.stream().map(NewKey::id).collect(Collectors.toSet());
        }
    }

    /** Finds keys, and tells something else of them. */
    private abstract static class Misreads extends ForwardingTransaction {
        Misreads(StoreTransaction right) {
            super(right);
        }

        abstract KnownKey misread(KnownKey right);

        @Override
        public Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints) {
            Map<Fingerprint, KnownKey> found = new HashMap<>(super.findKeys(shop, fingerprints));
            found.replaceAll((fingerprint, key) -> misread(key));
            return found;
        }
    }

    private static final class KnowsOnePool extends Misreads {
        KnowsOnePool(StoreTransaction right) {
            super(right);
        }

        @Override
        KnownKey misread(KnownKey right) {
            return new KnownKey(right.id(), right.state(), right.pool().map(pool -> Pool.untagged()), right.importId());
        }
    }

    private static final class Available extends Misreads {
        Available(StoreTransaction right) {
            super(right);
        }

        @Override
        KnownKey misread(KnownKey right) {
            return new KnownKey(right.id(), KeyState.AVAILABLE, right.pool(), right.importId());
        }
    }

    /** Writes pools, and changes something about them. */
    private abstract static class Rewrites extends ForwardingTransaction {
        Rewrites(StoreTransaction right) {
            super(right);
        }

        abstract PoolRow rewrite(PoolRow before, PoolRow pool);

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            Set<Pool> names = pools.stream().map(PoolRow::pool).collect(Collectors.toSet());
            Map<Pool, PoolRow> before = super.lockPools(shop, names);
            super.savePools(
                    shop,
                    pools.stream()
                            .map(pool -> rewrite(before.getOrDefault(pool.pool(), pool), pool))
                            .toList());
        }
    }

    private static final class OnlyAdds extends Rewrites {
        OnlyAdds(StoreTransaction right) {
            super(right);
        }

        @Override
        PoolRow rewrite(PoolRow before, PoolRow pool) {
            return pool.withRemoved((int) Math.min(0, pool.total() - before.total()));
        }
    }

    private static final class KeepsAlert extends Rewrites {
        KeepsAlert(StoreTransaction right) {
            super(right);
        }

        @Override
        PoolRow rewrite(PoolRow before, PoolRow pool) {
            boolean armed = !before.alerts().isEmpty();
            return armed && pool.total() >= before.total() ? pool.withAlerts(before.alerts()) : pool;
        }
    }

    private static final class LeavesMoved extends ForwardingTransaction {
        private final Set<KeyId> left = new LinkedHashSet<>();

        LeavesMoved(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<StockRow> takeStock(String shop, Set<KeyId> keys) {
            List<StockRow> taken = super.takeStock(shop, keys);
            super.addStock(shop, taken);
            taken.forEach(row -> left.add(row.key()));
            return taken;
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            super.addStock(
                    shop, rows.stream().filter(row -> !left.contains(row.key())).toList());
        }
    }

    private static final class ForgetsPart extends ForwardingTransaction {
        ForgetsPart(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addImportParts(String shop, UUID importId, Collection<ImportPart> parts) {
            super.addImportParts(
                    shop,
                    importId,
                    parts.stream().filter(part -> part.first() <= 1_000).toList());
        }
    }

    private static final class ForgetsMore extends ForwardingTransaction {
        ForgetsMore(StoreTransaction right) {
            super(right);
        }

        @Override
        public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
            return super.forgetImported(shop, importId, part, limit + 1);
        }
    }

    /** Puts what was given back into stock before it forgets the keys of an import. */
    private record TakesGiven(LicenceKeyStore right, Map<String, List<StockRow>> given) implements LicenceKeyStore {
        TakesGiven(LicenceKeyStore right) {
            this(right, new ConcurrentHashMap<>());
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> work.apply(new ForwardingTransaction(tx) {
                @Override
                public Recorded record(String shop, Recording recording) {
                    given.computeIfAbsent(shop, any -> new ArrayList<>()).addAll(recording.taken());
                    return super.record(shop, recording);
                }

                @Override
                public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
                    List<StockRow> back = given.remove(shop);
                    super.addStock(shop, back == null ? List.of() : back);
                    return super.forgetImported(shop, importId, part, limit);
                }
            }));
        }
    }

    private record UndoesByPlace(LicenceKeyStore right, Set<UUID> imports) implements LicenceKeyStore {
        UndoesByPlace(LicenceKeyStore right) {
            this(right, ConcurrentHashMap.newKeySet());
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> work.apply(new ForwardingTransaction(tx) {
                @Override
                public void addImportParts(String shop, UUID importId, Collection<ImportPart> parts) {
                    imports.add(importId);
                    super.addImportParts(shop, importId, parts);
                }

                @Override
                public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
                    return imports.stream()
                            .mapToInt(each -> super.forgetImported(shop, each, part, limit))
                            .sum();
                }
            }));
        }
    }

    /** Right, as long as one thread does it all. */
    private record TrustsItsThread(LicenceKeyStore right, ThreadLocal<Map<Long, PoolRow>> memory)
            implements LicenceKeyStore {
        TrustsItsThread(LicenceKeyStore right) {
            this(right, ThreadLocal.withInitial(HashMap::new));
        }

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> work.apply(new ForwardingTransaction(tx) {
                @Override
                public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
                    Map<Pool, PoolRow> rows = new HashMap<>(super.lockPools(shop, pools));
                    rows.replaceAll((name, row) -> memory.get().getOrDefault(row.id(), row));
                    return rows;
                }

                @Override
                public void savePools(String shop, Collection<PoolRow> pools) {
                    pools.forEach(pool -> memory.get().put(pool.id(), pool));
                    super.savePools(shop, pools);
                }
            }));
        }
    }
}
