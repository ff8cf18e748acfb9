package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.Pool;
import java.util.List;

/**
 * Keys that a merchant uploads.
 *
 * @param pool into which pool
 * @param keys accepted ones, all different
 */
public record Upload(Pool pool, List<String> keys) {
    /** Makes the list unmodifiable. */
    public Upload {
        keys = List.copyOf(keys);
    }

    /** Uploads them to a shop. */
    public ImportReport to(LicenceKeys shop) {
        return shop.stock().upload(pool, keys.stream());
    }

    /** Names the pool and tells how many keys; not which. */
    @Override
    public String toString() {
        return keys.size() + " keys into " + pool;
    }
}
