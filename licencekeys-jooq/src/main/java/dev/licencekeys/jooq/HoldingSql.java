package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Revoked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Table;

/** Gives keys to lines, takes them back, and keeps what is revoked. */
final class HoldingSql {
    static final List<Tables.Column<?>> HELD_COLUMNS =
            List.of(SHOP_ID, KEY_ID, ORDER_ID, LINE_ID, KEY_NUMBER, POOL_ID, ASSIGNED_AT, EXPIRES_AT, REVEALED_AT);
    private static final List<Tables.Column<?>> REVOKED_COLUMNS = List.of(
            SHOP_ID, KEY_ID, ORDER_ID, LINE_ID, KEY_NUMBER, POOL_ID, ASSIGNED_AT, EXPIRES_AT, REVEALED_AT, REVOKED_AT);

    private final Render render;
    private final Jdbc jdbc;

    HoldingSql(Render render, Jdbc jdbc) {
        this.render = render;
        this.jdbc = jdbc;
    }

    void hold(String shop, List<HeldKey> keys) {
        Chunks.of(keys, chunk -> {
            int given = jdbc.updateUnlessDuplicate(
                    render.insertAll(ASSIGNMENT, chunk.size(), false, HELD_COLUMNS),
                    binds -> binds.inserted(shop, chunk, HoldingSql::bind));
            if (given < chunk.size()) {
                if (jdbc.readsOnlySnapshots()) {
                    throw StockSql.oldSnapshot();
                }
                throw givenBefore();
            }
        });
    }

    /** Trying again would not help: the key lies in stock though it was given, or one line got two with a number. */
    static StoreException givenBefore() {
        return new StoreException(
                "a key that lies in stock was given before; was the stock changed by hand? Nothing was given", false);
    }

    static Binds bind(Binds binds, HeldKey key) throws SQLException {
        return binds.id(key.key().value())
                .text(key.line().orderId())
                .text(key.line().lineId())
                .integer(key.number())
                .number(key.poolId())
                .time(key.at())
                .time(key.expiry())
                .time(key.revealedAt());
    }

    /** Reads them under a lock: a plain read may be of an old state, in which a key was not given yet, or not seen. */
    List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
        String sql = render.once(
                "keysOfLine",
                () -> render.dsl()
                        .select(HELD_COLUMNS.stream()
                                .map(column -> column.of(ASSIGNMENT))
                                .toList())
                        .from(ASSIGNMENT)
                        .where(isOf(ASSIGNMENT))
                        .forUpdate());
        List<HeldKey> taken = new ArrayList<>(jdbc.lock(
                sql, binds -> binds.text(shop).text(line.orderId()).text(line.lineId()), HoldingSql::heldKey));
        taken.removeIf(key -> !keys.contains(key.key()));
        taken.sort(Comparator.comparingInt(HeldKey::number));
        delete(shop, ASSIGNMENT, taken.stream().map(HeldKey::key).toList());
        return List.copyOf(taken);
    }

    private static Condition isOf(Table<?> table) {
        return oneOf(1, table, SHOP_ID, ORDER_ID, LINE_ID);
    }

    private static HeldKey heldKey(ResultSet row) throws SQLException {
        return new HeldKey(
                Binds.keyId(row, 2),
                new LineRef(row.getString(3), row.getString(4)),
                row.getInt(5),
                row.getLong(6),
                Binds.time(row, 7),
                Binds.optionalTime(row, 8),
                Binds.optionalTime(row, 9));
    }

    /** Deletes rows that this transaction has locked. */
    private void delete(String shop, Table<?> table, List<KeyId> keys) {
        Chunks.of(keys, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("deleteKeys", table, n),
                    () -> render.dsl().deleteFrom(table).where(oneOf(n, table, SHOP_ID, KEY_ID)));
            int deleted = jdbc.update(sql, binds -> binds.rows(shop, chunk, n, (row, key) -> row.id(key.value())));
            if (deleted != chunk.size()) {
                throw StockSql.oldSnapshot();
            }
        });
    }

    void revoke(String shop, List<Revoked> keys) {
        Chunks.of(
                keys,
                chunk -> jdbc.update(render.insert(REVOKED, chunk.size(), false, REVOKED_COLUMNS), binds -> {
                    for (Revoked key : chunk) {
                        bind(binds.text(shop), key.held()).time(key.at());
                    }
                }));
    }

    Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
        String sql = render.once(
                "revoked",
                () -> render.dsl()
                        .select(REVOKED_COLUMNS.stream()
                                .map(column -> column.of(REVOKED))
                                .toList())
                        .from(REVOKED)
                        .where(oneOf(1, REVOKED, SHOP_ID, KEY_ID, ORDER_ID, LINE_ID))
                        .forUpdate());
        Optional<Revoked> found = jdbc
                .lock(
                        sql,
                        binds -> binds.text(shop)
                                .id(key.value())
                                .text(line.orderId())
                                .text(line.lineId()),
                        row -> new Revoked(heldKey(row), Binds.time(row, 10)))
                .stream()
                .findFirst();
        found.ifPresent(revoked -> delete(shop, REVOKED, List.of(key)));
        return found;
    }

    List<KeyId> revokedFrom(String shop, Set<LineRef> lines) {
        List<KeyId> keys = new ArrayList<>();
        Chunks.of(lines, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("revokedFrom", n),
                    () -> render.dsl()
                            .select(KEY_ID.plain())
                            .from(REVOKED)
                            .where(oneOf(n, REVOKED, SHOP_ID, ORDER_ID, LINE_ID)));
            keys.addAll(jdbc.query(sql, binds -> binds.lines(shop, chunk, n), row -> Binds.keyId(row, 1)));
        });
        return keys;
    }
}
