package dev.licencekeys.testkit;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Undelivered;
import dev.licencekeys.store.UsageSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Saboteurs that get wrong when the merchant is warned, or how that is delivered. */
final class SpoiltDeliveries {
    static final List<Saboteur> SABOTEURS = List.of(
            delivery("forgets what was delivered", ForgetsDelivered::new),
            delivery("delivers the last event first", LastFirst::new),
            delivery("leases a part to everybody", LeasesToAll::new),
            delivery("never lets a lease run out", LeasesForEver::new),
            delivery("forgets parked events", ForgetsParked::new),
            delivery("forgets who has received an event", right -> new Misnotes(right, SpoiltDeliveries::byNobody)),
            delivery("forgets how often it tried", right -> new Misnotes(right, SpoiltDeliveries::neverTried)),
            delivery("forgets when to try again", right -> new Misnotes(right, SpoiltDeliveries::atOnce)),
            delivery("overlooks warnings that were left out", OverlooksPassed::new),
            levels("knows one level", right -> new MisarmsPools(right, SpoiltDeliveries::onlyTheFirst)),
            levels("never tells that a pool is exhausted", right -> new MisarmsPools(right, SpoiltDeliveries::noEnd)),
            levels("lets every pool follow the default", FollowsAlways::new),
            levels("forgets the default", ForgetsDefault::new),
            levels("forgets how fast keys went", ForgetsUsage::new),
            SpoiltTransactions.saboteur(
                    "leaves every warning to the next one", "thresholds, at once", LeavesToNext::new));

    private SpoiltDeliveries() {}

    private static Saboteur delivery(String fault, UnaryOperator<StoreTransaction> spoil) {
        return SpoiltTransactions.saboteur(fault, "delivery", spoil);
    }

    private static Saboteur levels(String fault, UnaryOperator<StoreTransaction> spoil) {
        return SpoiltTransactions.saboteur(fault, "thresholds, levels", spoil);
    }

    private static final class ForgetsDelivered extends ForwardingTransaction {
        ForgetsDelivered(StoreTransaction right) {
            super(right);
        }

        @Override
        public void delivered(String shop, int part, Set<Long> seqs) {}
    }

    private static final class LastFirst extends ForwardingTransaction {
        LastFirst(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<Undelivered> undelivered(String shop, int part, long after, int limit) {
            List<Undelivered> rows = new ArrayList<>(super.undelivered(shop, part, after, limit));
            Collections.reverse(rows);
            return rows;
        }
    }

    private static final class LeasesToAll extends ForwardingTransaction {
        LeasesToAll(StoreTransaction right) {
            super(right);
        }

        @Override
        public OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
            return super.lease(shop, from, holder, now, now);
        }

        @Override
        public boolean renew(String shop, int part, UUID holder, Instant until) {
            return true;
        }
    }

    private static final class LeasesForEver extends ForwardingTransaction {
        LeasesForEver(StoreTransaction right) {
            super(right);
        }

        @Override
        public OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
            return super.lease(shop, from, holder, Instant.EPOCH, until);
        }
    }

    private static final class ForgetsParked extends ForwardingTransaction {
        ForgetsParked(StoreTransaction right) {
            super(right);
        }

        @Override
        public boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart) {
            if (newPart == Undelivered.PARKED) {
                super.delivered(shop, part, Set.of(changed.seq()));
                return true;
            }
            return super.saveUndelivered(shop, part, changed, newPart);
        }
    }

    private static final class Misnotes extends ForwardingTransaction {
        private final UnaryOperator<Undelivered> misnote;

        Misnotes(StoreTransaction right, UnaryOperator<Undelivered> misnote) {
            super(right);
            this.misnote = misnote;
        }

        @Override
        public boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart) {
            return super.saveUndelivered(shop, part, misnote.apply(changed), newPart);
        }
    }

    private static Undelivered byNobody(Undelivered right) {
        return right.tried(right.attempts(), right.retryAt(), Set.of(), right.failure());
    }

    private static Undelivered neverTried(Undelivered right) {
        return right.tried(0, right.retryAt(), right.receivedBy(), right.failure());
    }

    private static Undelivered atOnce(Undelivered right) {
        return right.tried(right.attempts(), Optional.empty(), right.receivedBy(), right.failure());
    }

    private static final class OverlooksPassed extends ForwardingTransaction {
        OverlooksPassed(StoreTransaction right) {
            super(right);
        }

        @Override
        public Set<Pool> passedAlerts(String shop) {
            return Set.of();
        }
    }

    private static final class MisarmsPools extends ForwardingTransaction {
        private final UnaryOperator<List<Alert>> misarm;

        MisarmsPools(StoreTransaction right, UnaryOperator<List<Alert>> misarm) {
            super(right);
            this.misarm = misarm;
        }

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            super.savePools(
                    shop,
                    pools.stream()
                            .map(pool -> pool.withAlerts(misarm.apply(pool.alerts())))
                            .toList());
        }
    }

    private static List<Alert> onlyTheFirst(List<Alert> right) {
        return right.stream().limit(1).toList();
    }

    private static List<Alert> noEnd(List<Alert> right) {
        return right.stream().filter(alert -> alert.level().isPresent()).toList();
    }

    private static final class FollowsAlways extends ForwardingTransaction {
        FollowsAlways(StoreTransaction right) {
            super(right);
        }

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            super.savePools(
                    shop,
                    pools.stream()
                            .map(pool -> pool.withThreshold(pool.threshold(), true))
                            .toList());
        }
    }

    private static final class ForgetsDefault extends ForwardingTransaction {
        ForgetsDefault(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveDefaultThreshold(String shop, ThresholdPolicy policy) {}
    }

    private static final class ForgetsUsage extends ForwardingTransaction {
        ForgetsUsage(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since) {
            return Map.of();
        }
    }

    /** Takes every pool for one that somebody else holds. */
    private static final class LeavesToNext extends ForwardingTransaction {
        LeavesToNext(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
            return Map.of();
        }
    }
}
