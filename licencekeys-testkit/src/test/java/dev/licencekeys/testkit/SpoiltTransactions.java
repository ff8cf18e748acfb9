package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.WaitingLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Saboteurs whose fault lies within a transaction. */
final class SpoiltTransactions {
    static final List<Saboteur> SABOTEURS = List.of(
            saboteur("gives a key twice", "claiming", GivesTwice::new),
            saboteur("gives the newest key first", "claiming", NewestFirst::new),
            saboteur("loses the last unit of a large quantity", "claiming", LosesLastUnit::new),
            saboteur("swaps the keys of two lines", "repeats", SwapsLines::new),
            saboteur("rounds instants to milliseconds", "repeats", RoundsInstants::new),
            saboteur("lets a waiting line be overtaken", "waiting", Overtakes::new),
            saboteur("keeps waiting for units that nobody wants any more", "waiting", KeepsWaiting::new),
            saboteur("stores a known key again", "inventory", StoresAgain::new),
            saboteur("warns one key early", "thresholds", WarnsEarly::new),
            saboteur("never arms a threshold again", "thresholds", NeverRearms::new),
            saboteur("quotes the key when it fails", "secrecy", QuotesKeys::new));

    private SpoiltTransactions() {}

    static Saboteur saboteur(String fault, String topic, UnaryOperator<StoreTransaction> spoil) {
        return new Saboteur(fault, topic, store -> new SpoiltStore(store, spoil));
    }

    /** Hands out spoilt transactions of a right store. */
    record SpoiltStore(LicenceKeyStore right, UnaryOperator<StoreTransaction> spoil) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(tx -> work.apply(spoil.apply(tx)));
        }
    }

    private static Recording with(Recording right, List<ChangedLine> changed, List<Assignment> assignments) {
        return new Recording(right.newLines(), changed, right.newKeys(), assignments, right.taken());
    }

    private static final class GivesTwice extends ForwardingTransaction {
        GivesTwice(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            Recorded recorded = super.record(shop, recording);
            for (StockRow row : recording.taken()) {
                if (row.position() % 7 == 0) {
                    KeyId copy = new KeyId(UUID.randomUUID());
                    super.addStock(shop, List.of(new StockRow(row.poolId(), row.position(), copy, row.value())));
                    super.addKeys(
                            shop,
                            List.of(new NewKey(copy, row.value(), unheardOf(), NewKey.GENERATED, "", Instant.EPOCH)));
                }
            }
            return recorded;
        }
    }

    static Fingerprint unheardOf() {
        return new Fingerprint(UUID.randomUUID().toString().substring(0, 32).getBytes(StandardCharsets.UTF_8));
    }

    private static final class NewestFirst extends ForwardingTransaction {
        NewestFirst(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            Map<Long, Integer> everything = new HashMap<>(wanted);
            everything.replaceAll((pool, count) -> Integer.MAX_VALUE);
            Map<Long, List<StockRow>> newest = new HashMap<>();
            super.claim(shop, everything, overflow)
                    .forEach((pool, rows) -> newest.put(
                            pool, rows.subList(Math.max(0, rows.size() - wanted.getOrDefault(pool, 0)), rows.size())));
            return newest;
        }
    }

    private static final class LosesLastUnit extends ForwardingTransaction {
        LosesLastUnit(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<Assignment> all = recording.assignments();
            List<Assignment> written = all.size() > 256 ? all.subList(0, all.size() - 1) : all;
            return super.record(shop, with(recording, recording.changedLines(), written));
        }
    }

    private static final class SwapsLines extends ForwardingTransaction {
        SwapsLines(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<Assignment> swapped = new ArrayList<>(recording.assignments());
            int last = swapped.size() - 1;
            if (last > 0) {
                Assignment a = swapped.get(0);
                Assignment b = swapped.get(last);
                swapped.set(0, new Assignment(b.key(), a.line(), a.number(), a.poolId(), a.at()));
                swapped.set(last, new Assignment(a.key(), b.line(), b.number(), b.poolId(), b.at()));
            }
            return super.record(shop, with(recording, recording.changedLines(), swapped));
        }
    }

    private static final class RoundsInstants extends ForwardingTransaction {
        RoundsInstants(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<Assignment> rounded = recording.assignments().stream()
                    .map(given -> new Assignment(
                            given.key(),
                            given.line(),
                            given.number(),
                            given.poolId(),
                            given.at().truncatedTo(ChronoUnit.MILLIS)))
                    .toList();
            return super.record(shop, with(recording, recording.changedLines(), rounded));
        }
    }

    private static final class Overtakes extends ForwardingTransaction {
        Overtakes(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
            List<WaitingLine> lines = new ArrayList<>(super.lockWaiting(shop, poolId, after, limit));
            Collections.reverse(lines);
            return lines;
        }
    }

    private static final class KeepsWaiting extends ForwardingTransaction {
        KeepsWaiting(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<ChangedLine> changed = recording.changedLines().stream()
                    .filter(line -> line.counts().waiting() > 0
                            || recording.assignments().stream()
                                    .anyMatch(given -> given.line().equals(line.line())))
                    .toList();
            return super.record(shop, with(recording, changed, recording.assignments()));
        }
    }

    private static final class StoresAgain extends ForwardingTransaction {
        StoresAgain(StoreTransaction right) {
            super(right);
        }

        @Override
        public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
            return super.addKeys(
                    shop,
                    keys.stream()
                            .map(key -> new NewKey(
                                    key.id(), key.value(), unheardOf(), key.importId(), key.note(), key.at()))
                            .toList());
        }
    }

    private static final class WarnsEarly extends ForwardingTransaction {
        WarnsEarly(StoreTransaction right) {
            super(right);
        }

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            super.savePools(
                    shop,
                    pools.stream()
                            .map(pool -> pool.withAlerts(pool.alerts().stream()
                                    .map(alert -> new Alert(alert.level(), alert.position() - 1))
                                    .toList()))
                            .toList());
        }
    }

    private static final class NeverRearms extends ForwardingTransaction {
        NeverRearms(StoreTransaction right) {
            super(right);
        }

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            List<PoolRow> saved = new ArrayList<>();
            for (PoolRow pool : pools) {
                PoolRow before = super.lockPools(shop, Set.of(pool.pool())).getOrDefault(pool.pool(), pool);
                Set<Optional<ThresholdLevel>> armed =
                        before.alerts().stream().map(Alert::level).collect(Collectors.toSet());
                boolean isNew = before.total() == 0;
                saved.add(pool.withAlerts(pool.alerts().stream()
                        .filter(alert -> isNew || armed.contains(alert.level()))
                        .toList()));
            }
            super.savePools(shop, saved);
        }
    }

    private static final class QuotesKeys extends ForwardingTransaction {
        QuotesKeys(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            try {
                return super.record(shop, recording);
            } catch (StoreException e) {
                String row = new String(recording.taken().get(0).value().bytes(), StandardCharsets.UTF_8);
                throw new StoreException("duplicate key value: (" + row + ")", false, e);
            }
        }
    }
}
