package dev.licencekeys.testkit;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoreTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Saboteurs that tell keys apart by their case where it is ignored, or don't where it counts. */
final class SpoiltCase {
    private static final String TOPIC = "imports, case";

    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur(
                    "ignores case everywhere", TOPIC, right -> new MisreadsPools(right, PoolRow::ignoringCase)),
            SpoiltTransactions.saboteur(
                    "ignores case nowhere", TOPIC, right -> new MisreadsPools(right, SpoiltCase::exact)),
            SpoiltTransactions.saboteur("foretells as if case counted", TOPIC, ForetellsExactly::new),
            SpoiltTransactions.saboteur("forgets the case of keys that it moves", TOPIC, MovesExactly::new),
            SpoiltTransactions.saboteur("finds no twins", TOPIC, FindsNoTwins::new),
            SpoiltTransactions.saboteur("stores keys anew with new twins", TOPIC, ResealsExactly::new));

    private SpoiltCase() {}

    private static PoolRow exact(PoolRow row) {
        return new PoolRow(
                row.id(),
                row.pool(),
                row.nextPosition(),
                row.total(),
                row.threshold(),
                row.followsDefault(),
                row.alerts(),
                row.queue(),
                false);
    }

    private static final class MisreadsPools extends ForwardingTransaction {
        private final UnaryOperator<PoolRow> misread;

        MisreadsPools(StoreTransaction right, UnaryOperator<PoolRow> misread) {
            super(right);
            this.misread = misread;
        }

        @Override
        public Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
            return misread(super.readPools(shop, pools));
        }

        @Override
        public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
            return misread(super.lockPools(shop, pools));
        }

        private Map<Pool, PoolRow> misread(Map<Pool, PoolRow> right) {
            Map<Pool, PoolRow> rows = new HashMap<>(right);
            rows.replaceAll((pool, row) -> row.isUnused() ? row : misread.apply(row));
            return rows;
        }
    }

    private static final class ForetellsExactly extends ForwardingTransaction {
        ForetellsExactly(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
            Map<Pool, PoolRow> rows = new HashMap<>(super.readPools(shop, pools));
            rows.replaceAll((pool, row) -> exact(row));
            return rows;
        }
    }

    private static final class MovesExactly extends ForwardingTransaction {
        MovesExactly(StoreTransaction right) {
            super(right);
        }

        @Override
        public void fold(String shop, Map<KeyId, Folded> keys) {
            // Only says that it did.
        }
    }

    private static final class FindsNoTwins extends ForwardingTransaction {
        FindsNoTwins(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints) {
            return Map.of();
        }
    }

    private static final class ResealsExactly extends ForwardingTransaction {
        ResealsExactly(StoreTransaction right) {
            super(right);
        }

        @Override
        public int reseal(String shop, List<Reseal> keys) {
            return super.reseal(
                    shop,
                    keys.stream()
                            .map(key -> new Reseal(key.before(), unfindable(key.after())))
                            .toList());
        }

        private static SealedKey unfindable(SealedKey key) {
            Optional<Fingerprint> none = key.folded().map(folded -> SpoiltTransactions.unheardOf());
            return new SealedKey(key.id(), key.value(), key.fingerprint(), none);
        }
    }
}
