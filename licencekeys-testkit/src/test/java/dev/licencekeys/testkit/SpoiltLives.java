package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredRefund;
import dev.licencekeys.store.WaitingLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Saboteurs that get wrong what becomes of an order after the sale. */
final class SpoiltLives {
    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("forgets refunds", "life", ForgetsRefunds::new),
            SpoiltTransactions.saboteur("forgets refunds that come again", "webhooks", ForgetsRefunds::new),
            SpoiltTransactions.saboteur("gives a revoked key again", "life", GivesRevoked::new),
            SpoiltTransactions.saboteur("loses the position of a returned key", "life", LosesReturned::new),
            SpoiltTransactions.saboteur("forgets what was withdrawn", "life", ForgetsWithdrawn::new),
            SpoiltTransactions.saboteur("lets the last who waits overtake", "life", Overtakes::new),
            SpoiltTransactions.saboteur("gives a revoked key again, at once", "life, at once", GivesRevoked::new),
            SpoiltTransactions.saboteur("forgets refunds, at once", "life, at once", ForgetsRefunds::new));

    private SpoiltLives() {}

    private static final class ForgetsRefunds extends ForwardingTransaction {
        ForgetsRefunds(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<StoredRefund> refunds(String shop, Set<LineRef> lines) {
            return List.of();
        }

        @Override
        public void addRefunds(String shop, List<StoredRefund> refunds) {}
    }

    /** A key that is revoked lies in its pool again, in front of all others. */
    private static final class GivesRevoked extends ForwardingTransaction {
        GivesRevoked(StoreTransaction right) {
            super(right);
        }

        @Override
        public void revoke(String shop, List<Revoked> keys) {
            List<Revoked> kept = new ArrayList<>();
            for (Revoked revoked : keys) {
                HeldKey held = revoked.held();
                if (held.poolId() == Recording.GENERATED) {
                    kept.add(revoked);
                } else {
                    long place = -held.at().getEpochSecond();
                    details(shop, Set.of(held.key())).values().stream()
                            .map(key -> new StockRow(held.poolId(), place, key.id(), key.value()))
                            .forEach(row -> super.addStock(shop, List.of(row)));
                }
            }
            super.revoke(shop, kept);
        }
    }

    private static final class LosesReturned extends ForwardingTransaction {
        private Set<KeyId> taken = Set.of();

        LosesReturned(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
            taken = keys;
            return super.takeBack(shop, line, keys);
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            super.addStock(
                    shop,
                    rows.stream()
                            .map(row -> taken.contains(row.key()) ? row.at(row.poolId(), -row.position()) : row)
                            .toList());
        }
    }

    private static final class ForgetsWithdrawn extends ForwardingTransaction {
        ForgetsWithdrawn(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<ChangedLine> changed = recording.changedLines().stream()
                    .map(line -> new ChangedLine(line.line(), line.terms(), forgetful(line.counts()), line.waitsFor()))
                    .toList();
            return super.record(
                    shop,
                    new Recording(
                            recording.newLines(),
                            changed,
                            recording.newKeys(),
                            recording.assignments(),
                            recording.taken(),
                            recording.events()));
        }

        private static LineCounts forgetful(LineCounts right) {
            return right.withWithdrawn(0);
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
}
