package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StockRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/** Stores keys, and finds them by fingerprint. */
final class KeySql {
    private static final List<Tables.Column<?>> KEY_COLUMNS = List.of(
            SHOP_ID,
            KEY_ID,
            SEALED_VALUE,
            FINGERPRINT,
            SHARED_FINGERPRINT,
            FOLDED_FINGERPRINT,
            SHARED_FOLDED,
            IMPORT_ID,
            NOTE,
            CREATED_AT,
            EXPIRES_AT);

    /** No key expires before it. From its beginning H2 would read the index with all keys that never expire. */
    private static final Instant BEFORE_ALL = Instant.parse("1000-01-01T00:00:00Z");

    /** Stands for a value that was not read. */
    static final SealedValue NOT_READ = new SealedValue(new byte[0]);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    KeySql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    Set<KeyId> addKeys(String shop, List<NewKey> keys) {
        Set<KeyId> added = new HashSet<>();
        if (database.takesArrays()) {
            String sql = render.insertArrays(KEY, KEY_COLUMNS, true, Optional.of(KEY_ID));
            for (List<NewKey> chunk : Chunks.split(keys, Chunks.ARRAY)) {
                added.addAll(jdbc.query(
                        sql, binds -> binds.text(shop).arrays(chunk, KeySql::bind), row -> Binds.keyId(row, 1)));
            }
            return added;
        }
        Chunks.of(keys, chunk -> {
            // Also those that an earlier try stored under the same ids, when only the answer to its commit was lost.
            List<NewKey> wanted = unknown(shop, chunk);
            if (insertKeys(shop, wanted, database.insertsIgnoring()) == wanted.size()) {
                wanted.forEach(key -> added.add(key.id()));
            } else {
                added.addAll(stored(shop, wanted));
            }
        });
        return added;
    }

    /** Without the keys that the shop has. */
    private List<NewKey> unknown(String shop, List<NewKey> keys) {
        Set<Fingerprint> known =
                known(shop, FINGERPRINT, keys.stream().map(NewKey::fingerprint).toList());
        Set<Fingerprint> shared = known(
                shop,
                SHARED_FINGERPRINT,
                keys.stream().flatMap(key -> key.sharedFingerprint().stream()).toList());
        List<Folded> folding =
                keys.stream().flatMap(key -> key.folded().stream()).toList();
        Set<Fingerprint> folded = known(
                shop,
                FOLDED_FINGERPRINT,
                folding.stream().map(Folded::fingerprint).toList());
        Set<Fingerprint> sharedFolded = known(
                shop,
                SHARED_FOLDED,
                folding.stream()
                        .flatMap(key -> key.sharedFingerprint().stream())
                        .toList());
        return keys.stream()
                .filter(key -> !known.contains(key.fingerprint()))
                .filter(key -> key.sharedFingerprint().filter(shared::contains).isEmpty())
                .filter(key -> key.folded()
                        .filter(twin -> folded.contains(twin.fingerprint())
                                || twin.sharedFingerprint()
                                        .filter(sharedFolded::contains)
                                        .isPresent())
                        .isEmpty())
                .toList();
    }

    private Set<Fingerprint> known(String shop, Tables.Column<byte[]> column, List<Fingerprint> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Set.of();
        }
        int n = padded(fingerprints.size());
        String sql = render.once(
                List.of("known", column, n),
                () -> render.dsl().select(column.plain()).from(KEY).where(render.in(n, KEY, column)));
        return new HashSet<>(jdbc.query(
                sql,
                binds -> binds.in(shop, fingerprints, n, (row, fingerprint) -> row.bytes(fingerprint.bytes())),
                row -> new Fingerprint(row.getBytes(1))));
    }

    /** Which of these keys are there under their own ids, so that it was this transaction that stored them. */
    private List<KeyId> stored(String shop, List<NewKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        int n = padded(keys.size());
        String sql = render.once(
                List.of("stored", n),
                () -> render.dsl().select(KEY_ID.plain()).from(KEY).where(render.in(n, KEY, KEY_ID)));
        return jdbc.query(
                sql,
                binds -> binds.in(shop, keys, n, (row, key) -> row.id(key.id().value())),
                row -> Binds.keyId(row, 1));
    }

    int insertKeys(String shop, List<NewKey> keys, boolean ignoring) {
        if (keys.isEmpty()) {
            return 0;
        }
        return jdbc.update(render.insert(KEY, keys.size(), ignoring, KEY_COLUMNS), binds -> {
            for (NewKey key : keys) {
                bind(binds.text(shop), key);
            }
        });
    }

    private static void bind(Binds binds, NewKey key) throws SQLException {
        binds.id(key.id().value())
                .bytes(key.value().bytes())
                .bytes(key.fingerprint().bytes())
                .nullable(key.sharedFingerprint().map(Fingerprint::bytes).orElse(null))
                .nullable(
                        key.folded().map(folded -> folded.fingerprint().bytes()).orElse(null))
                .nullable(key.folded()
                        .flatMap(Folded::sharedFingerprint)
                        .map(Fingerprint::bytes)
                        .orElse(null))
                .id(key.importId())
                .text(key.note())
                .time(key.at())
                .time(key.expiry());
    }

    /** The newest first: those before them mostly left the stock long ago. */
    Map<KeyId, Pool> findExpired(String shop, Instant by, int limit) {
        Field<String> pool = poolOfKey();
        String sql = render.once(
                "findExpired",
                () -> render.dsl()
                        .select(KEY_ID.of(KEY), pool.as("pool"))
                        .from(KEY)
                        .where(SHOP_ID.of(KEY).eq(parameter(SHOP_ID)))
                        .and(EXPIRES_AT.of(KEY).between(parameter(EXPIRES_AT)).and(parameter(EXPIRES_AT)))
                        .and(pool.isNotNull())
                        .orderBy(SHOP_ID.of(KEY).desc(), EXPIRES_AT.of(KEY).desc())
                        .limit(Render.limit()));
        Map<KeyId, Pool> found = new HashMap<>();
        jdbc.query(
                sql,
                binds -> binds.text(shop).time(BEFORE_ALL).time(by).number(limit),
                row -> found.put(Binds.keyId(row, 1), OrderRows.pool(row.getString(2))));
        return found;
    }

    /** The tag of the pool in whose stock a key lies; null if it is in none. */
    private static Field<String> poolOfKey() {
        return field(select(TAG.of(POOL))
                .from(STOCK)
                .join(POOL)
                .on(SHOP_ID.of(POOL).eq(SHOP_ID.of(STOCK)))
                .and(POOL_ID.of(POOL).eq(POOL_ID.of(STOCK)))
                .where(SHOP_ID.of(STOCK).eq(SHOP_ID.of(KEY)))
                .and(KEY_ID.of(STOCK).eq(KEY_ID.of(KEY))));
    }

    void fold(String shop, Map<KeyId, Folded> keys) {
        String sql = render.once(
                "fold",
                () -> render.dsl()
                        .update(KEY)
                        .set(FOLDED_FINGERPRINT.plain(), parameter(FOLDED_FINGERPRINT))
                        .set(SHARED_FOLDED.plain(), parameter(SHARED_FOLDED))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(KEY_ID.plain().eq(parameter(KEY_ID))));
        // Ascending, so that two imports that overlap wait for each other instead of deadlocking.
        new TreeMap<>(keys).forEach((id, folded) -> {
            int rows = jdbc.updateUnlessDuplicate(
                    sql,
                    binds -> binds.bytes(folded.fingerprint().bytes())
                            .nullable(folded.sharedFingerprint()
                                    .map(Fingerprint::bytes)
                                    .orElse(null))
                            .text(shop)
                            .id(id.value()));
            if (rows == 0) {
                throw new StoreException(
                        "somebody else stored a key meanwhile that differs only in case from the key " + id
                                + "; roll the transaction back and begin it again",
                        true);
            }
        });
    }

    /** The value that a query read beside a stock row; nothing if the key is newer than the transaction's snapshot. */
    static SealedValue value(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? NOT_READ : new SealedValue(bytes);
    }

    /** The same rows, with the values that a plain read did not find read as they are now. */
    List<StockRow> complete(String shop, List<StockRow> rows) {
        List<StockRow> incomplete =
                rows.stream().filter(row -> row.value().equals(NOT_READ)).toList();
        if (incomplete.isEmpty()) {
            return rows;
        }
        Map<KeyId, SealedValue> values = new HashMap<>();
        Chunks.of(incomplete, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("currentValues", n),
                    () -> render.dsl()
                            .select(KEY_ID.plain(), SEALED_VALUE.plain())
                            .from(KEY)
                            .where(render.in(n, KEY, KEY_ID))
                            .forShare());
            jdbc.lock(
                    sql,
                    binds -> binds.in(
                            shop, chunk, n, (bind, row) -> bind.id(row.key().value())),
                    row -> values.put(Binds.keyId(row, 1), new SealedValue(row.getBytes(2))));
        });
        return rows.stream()
                .map(row -> row.withValue(values.getOrDefault(row.key(), row.value())))
                .toList();
    }

    Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints) {
        return findBy(FINGERPRINT, shop, fingerprints);
    }

    Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints) {
        return findBy(FOLDED_FINGERPRINT, shop, fingerprints);
    }

    private Map<Fingerprint, KnownKey> findBy(
            Tables.Column<byte[]> column, String shop, Set<Fingerprint> fingerprints) {
        Map<Fingerprint, KnownKey> found = new HashMap<>();
        Chunks.of(fingerprints, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(List.of("findKeys", column, n), () -> findBy(column, n));
            jdbc.query(
                    sql,
                    binds -> binds.lookUp(shop, chunk, n, (row, fingerprint) -> row.bytes(fingerprint.bytes())),
                    row -> found.put(new Fingerprint(row.getBytes(1)), knownKey(row)));
        });
        return found;
    }

    private Select<? extends Record> findBy(Tables.Column<byte[]> column, int n) {
        Field<Integer> assigned = field(select(inline(1))
                .from(ASSIGNMENT)
                .where(SHOP_ID.of(ASSIGNMENT).eq(SHOP_ID.of(KEY)))
                .and(KEY_ID.of(ASSIGNMENT).eq(KEY_ID.of(KEY))));
        return render.lookUp(
                n,
                KEY,
                column,
                List.of(
                        column.of(KEY),
                        KEY_ID.of(KEY),
                        IMPORT_ID.of(KEY),
                        poolOfKey().as("pool"),
                        assigned.as("assigned")),
                false);
    }

    private static KnownKey knownKey(ResultSet row) throws SQLException {
        Optional<Pool> pool = Optional.ofNullable(row.getString(4)).map(OrderRows::pool);
        KeyState unlessInStock = row.getInt(5) == 1 ? KeyState.ASSIGNED : KeyState.RETIRED;
        return new KnownKey(
                Binds.keyId(row, 2), pool.isPresent() ? KeyState.AVAILABLE : unlessInStock, pool, Binds.uuid(row, 3));
    }
}
