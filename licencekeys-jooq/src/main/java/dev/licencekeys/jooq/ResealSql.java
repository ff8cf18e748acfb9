package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Query;

/** Goes through the keys of a shop, and stores them anew. */
final class ResealSql {
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    ResealSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    List<SealedKey> keys(String shop, KeyId after, int limit) {
        String sql = render.once(
                "keys",
                () -> render.dsl()
                        .select(KEY_ID.plain(), SEALED_VALUE.plain(), FINGERPRINT.plain(), FOLDED_FINGERPRINT.plain())
                        .from(KEY)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(KEY_ID.plain().gt(parameter(KEY_ID)))
                        // All columns of the index: H2 uses it for the order only then.
                        .orderBy(SHOP_ID.plain(), KEY_ID.plain())
                        .limit(Render.limit()));
        return jdbc.query(
                sql,
                binds -> binds.text(shop).id(after.value()).number(limit),
                row -> new SealedKey(
                        Binds.keyId(row, 1),
                        new SealedValue(row.getBytes(2)),
                        new Fingerprint(row.getBytes(3)),
                        Optional.ofNullable(row.getBytes(4)).map(Fingerprint::new)));
    }

    long countKeys(String shop, KeyId after) {
        String sql = render.once(
                "countKeys",
                () -> render.dsl()
                        .select(count())
                        .from(KEY)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(KEY_ID.plain().gt(parameter(KEY_ID))));
        return jdbc.query(sql, binds -> binds.text(shop).id(after.value()), row -> row.getLong(1))
                .get(0);
    }

    int reseal(String shop, List<Reseal> keys) {
        List<Reseal> ours = database.locksSingleRows() ? lock(shop, keys) : keys;
        return jdbc.each(
                render.once("reseal", this::reseal),
                ours,
                (binds, key) -> binds.bytes(key.after().value().bytes())
                        .bytes(key.after().fingerprint().bytes())
                        .nullable(
                                key.sharedFingerprint().map(Fingerprint::bytes).orElse(null))
                        .nullable(key.after().folded().map(Fingerprint::bytes).orElse(null))
                        .nullable(key.sharedFolded().map(Fingerprint::bytes).orElse(null))
                        .text(shop)
                        .id(key.before().id().value())
                        .bytes(key.before().value().bytes())
                        .bytes(key.before().fingerprint().bytes()));
    }

    private Query reseal() {
        return render.dsl()
                .update(KEY)
                .set(SEALED_VALUE.plain(), parameter(SEALED_VALUE))
                .set(FINGERPRINT.plain(), parameter(FINGERPRINT))
                .set(SHARED_FINGERPRINT.plain(), coalesce(parameter(SHARED_FINGERPRINT), SHARED_FINGERPRINT.plain()))
                // Since it was read without any it may have got some.
                .set(FOLDED_FINGERPRINT.plain(), coalesce(parameter(FOLDED_FINGERPRINT), FOLDED_FINGERPRINT.plain()))
                .set(SHARED_FOLDED.plain(), coalesce(parameter(SHARED_FOLDED), SHARED_FOLDED.plain()))
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(KEY_ID.plain().eq(parameter(KEY_ID)))
                .and(SEALED_VALUE.plain().eq(parameter(SEALED_VALUE)))
                .and(FINGERPRINT.plain().eq(parameter(FINGERPRINT)));
    }

    /**
     * Those that nobody holds. MariaDB's orders share-lock the keys that they read again, in an order of their own: who
     * waited for them here, with other keys locked, would deadlock with them.
     */
    private List<Reseal> lock(String shop, List<Reseal> keys) {
        Set<KeyId> locked = new HashSet<>();
        Chunks.of(keys, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("lockKeys", n),
                    () -> render.dsl()
                            .select(KEY_ID.plain())
                            .from(KEY)
                            .where(render.in(n, KEY, KEY_ID))
                            .forUpdate()
                            .skipLocked());
            locked.addAll(jdbc.query(
                    sql,
                    binds -> binds.in(
                            shop,
                            chunk,
                            n,
                            (row, key) -> row.id(key.before().id().value())),
                    row -> Binds.keyId(row, 1)));
        });
        return keys.stream().filter(key -> locked.contains(key.before().id())).toList();
    }
}
