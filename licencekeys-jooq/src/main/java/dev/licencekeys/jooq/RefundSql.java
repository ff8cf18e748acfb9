package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoredRefund;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps which refunds were told. */
final class RefundSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, ORDER_ID, LINE_ID, REFUND_ID, UNITS, REFUNDED_AT);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    RefundSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    /** With a lock where a plain read may be of an old state; elsewhere a refund that it lacks is a duplicate when written. */
    List<StoredRefund> refunds(String shop, Set<LineRef> lines) {
        List<StoredRefund> refunds = new ArrayList<>();
        Chunks.of(lines, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(List.of("refunds", n), () -> {
                var select = render.dsl()
                        .select(
                                ORDER_ID.plain(),
                                LINE_ID.plain(),
                                REFUND_ID.plain(),
                                UNITS.plain(),
                                REFUNDED_AT.plain())
                        .from(REFUND)
                        .where(oneOf(n, REFUND, SHOP_ID, ORDER_ID, LINE_ID));
                return database.readsOldSnapshots() ? select.forShare() : select;
            });
            refunds.addAll(jdbc.lock(
                    sql,
                    binds -> binds.lines(shop, chunk, n),
                    row -> new StoredRefund(
                            new LineRef(row.getString(1), row.getString(2)),
                            row.getString(3),
                            row.getInt(4),
                            Binds.time(row, 5))));
        });
        return refunds;
    }

    void add(String shop, List<StoredRefund> refunds) {
        Chunks.of(
                refunds,
                chunk -> jdbc.update(render.insert(REFUND, chunk.size(), false, COLUMNS), binds -> {
                    for (StoredRefund refund : chunk) {
                        binds.text(shop)
                                .text(refund.line().orderId())
                                .text(refund.line().lineId())
                                .text(refund.refundId())
                                .integer(refund.units())
                                .time(refund.at());
                    }
                }));
    }
}
