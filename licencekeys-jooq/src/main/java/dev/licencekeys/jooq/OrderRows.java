package dev.licencekeys.jooq;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.AssignmentMethod.SpecificTag;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.PoolRow.Queue;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts products, pools and lines together from the rows of {@link OrderSql}, which say of which they are. */
final class OrderRows {
    /** A row for each source of each product. */
    static final int SETTINGS = 1;

    /** A row for each line. */
    static final int LINES = 2;

    /** A row for each key of each line. */
    static final int KEYS = 3;

    /** Lines wait, and the pool has no key. */
    static final int QUEUE_IN_VAIN = 1;

    /** Lines wait, and the pool has keys. */
    static final int QUEUE_TO_BE_SERVED = 2;

    private final Map<ProductRef, Product> products = new HashMap<>();
    private final Map<Pool, PoolRow> pools = new HashMap<>();
    private final Map<LineRef, StoredLine> lines = new HashMap<>();
    private final Map<LineRef, List<StoredKey>> keys = new HashMap<>();
    private boolean lacksValues;

    private record Product(int keysPerUnit, ShortagePolicy shortage, TreeMap<Integer, KeySource> sources) {}

    /** Takes a row; the numbers of its columns are those of the select list in {@link OrderSql}. */
    OrderRows add(ResultSet row) throws SQLException {
        switch (row.getInt(1)) {
            case SETTINGS -> addSource(row);
            case LINES -> addLine(row);
            default -> addKey(row);
        }
        return this;
    }

    private void addSource(ResultSet row) throws SQLException {
        ProductRef ref = product(row);
        Product product = products.get(ref);
        if (product == null) {
            product = new Product(row.getInt(6), ShortagePolicy.valueOf(row.getString(7)), new TreeMap<>());
            products.put(ref, product);
        }
        long poolId = row.getLong(9);
        if (poolId == Recording.GENERATED) {
            product.sources().put(row.getInt(8), new KeySource.Generated());
            return;
        }
        String tag = row.getString(10);
        if (tag == null) {
            // H2 at READ UNCOMMITTED may meet a pool while somebody is changing its row.
            throw new StoreException("a pool of the product was just being changed or deleted; try again", true);
        }
        Pool pool = pool(tag);
        product.sources().put(row.getInt(8), new KeySource.FromPool(pool));
        pools.put(
                pool,
                new PoolRow(
                        poolId,
                        pool,
                        row.getLong(11),
                        row.getLong(12),
                        ThresholdPolicy.DEFAULT,
                        true,
                        ThresholdText.alerts(row.getString(13)),
                        queue(row.getInt(14)),
                        false));
    }

    private static Queue queue(int state) {
        return switch (state) {
            case QUEUE_TO_BE_SERVED -> Queue.TO_BE_SERVED;
            case QUEUE_IN_VAIN -> Queue.IN_VAIN;
            default -> Queue.EMPTY;
        };
    }

    private void addLine(ResultSet row) throws SQLException {
        LineRef ref = line(row);
        LineCounts counts = new LineCounts(row.getInt(15), row.getInt(23), row.getInt(24), row.getInt(16));
        // A line has no product before it came itself.
        Optional<LineTerms> terms = row.getString(4).isEmpty()
                ? Optional.empty()
                : Optional.of(new LineTerms(
                        product(row),
                        row.getString(22),
                        row.getInt(6),
                        ShortagePolicy.valueOf(row.getString(7)),
                        row.getBoolean(25)));
        lines.put(ref, new StoredLine(ref, terms, counts, List.of(), Binds.time(row, 26)));
    }

    private void addKey(ResultSet row) throws SQLException {
        SealedValue value = KeySql.value(row, 19);
        lacksValues |= value.equals(KeySql.NOT_READ);
        keys.computeIfAbsent(line(row), line -> new ArrayList<>())
                .add(new StoredKey(
                        Binds.keyId(row, 18), row.getInt(17), value, Binds.time(row, 20), Binds.optionalTime(row, 21)));
    }

    /** Whether there is a key that this transaction gave, but is newer than its snapshot. */
    boolean lacksValues() {
        return lacksValues;
    }

    private static LineRef line(ResultSet row) throws SQLException {
        return new LineRef(row.getString(2), row.getString(3));
    }

    private static ProductRef product(ResultSet row) throws SQLException {
        String variant = row.getString(5);
        return variant.isEmpty() ? ProductRef.of(row.getString(4)) : ProductRef.of(row.getString(4), variant);
    }

    /** A pool by the tag that is stored of it. */
    static Pool pool(String tag) {
        return tag.isEmpty() ? Pool.untagged() : Pool.tagged(tag);
    }

    Map<ProductRef, ProductSettings> settings() {
        Map<ProductRef, ProductSettings> settings = new HashMap<>();
        products.forEach((ref, product) -> settings.put(
                ref,
                new ProductSettings(
                        method(List.copyOf(product.sources().values())), product.keysPerUnit(), product.shortage())));
        return settings;
    }

    /** The three methods differ in their first source. */
    private static AssignmentMethod method(List<KeySource> sources) {
        if (sources.get(0) instanceof KeySource.Generated) {
            return AssignmentMethod.autoGenerated();
        }
        return sources.get(0).equals(new KeySource.FromPool(Pool.untagged()))
                ? AssignmentMethod.noTag()
                : new SpecificTag(sources);
    }

    Map<Pool, PoolRow> pools() {
        return pools;
    }

    Map<LineRef, StoredLine> lines() {
        Map<LineRef, StoredLine> stored = new HashMap<>();
        lines.forEach((ref, line) -> {
            List<StoredKey> itsKeys = new ArrayList<>(keys.getOrDefault(ref, List.of()));
            itsKeys.sort(Comparator.comparingInt(StoredKey::number));
            stored.put(ref, line.withKeys(itsKeys));
        });
        return stored;
    }
}
