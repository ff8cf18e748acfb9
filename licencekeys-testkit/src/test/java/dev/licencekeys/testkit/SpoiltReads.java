package dev.licencekeys.testkit;

import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoredLine;
import java.util.List;
import java.util.Set;

/** A store that keeps everything right, and tells it wrong. */
public final class SpoiltReads {
    private SpoiltReads() {}

    /** What is told instead; without a change, what is right. */
    public interface Misreading {
        /** The lines that were asked for. */
        default List<StoredLine> lines(List<StoredLine> right) {
            return right;
        }

        /** The figures of pools. */
        default List<PoolStock> stock(List<PoolStock> right) {
            return right;
        }
    }

    /** Tells what a right store keeps. */
    public static LicenceKeyStore of(LicenceKeyStore right, Misreading misreading) {
        return new SpoiltTransactions.SpoiltStore(right, tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
                return misreading.lines(super.readLines(shop, lines));
            }

            @Override
            public List<PoolStock> stock(String shop, String partOfTag) {
                return misreading.stock(super.stock(shop, partOfTag));
            }
        });
    }
}
