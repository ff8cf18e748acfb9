package dev.licencekeys.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The tables of the DDL files, as jOOQ knows them. */
final class Tables {
    private Tables() {}

    static final Table<?> POOL = DSL.table(name("licence_pool"));
    static final Table<?> SHOP = DSL.table(name("licence_shop"));
    static final Table<?> USAGE = DSL.table(name("licence_usage"));
    static final Table<?> OUTBOX = DSL.table(name("licence_outbox"));
    static final Table<?> LEASE = DSL.table(name("licence_lease"));
    static final Table<?> KEY = DSL.table(name("licence_key"));
    static final Table<?> PROTECTION = DSL.table(name("licence_protection"));
    static final Table<?> IMPORT_PART = DSL.table(name("licence_import_part"));
    static final Table<?> STOCK = DSL.table(name("licence_stock"));
    static final Table<?> RETIRED = DSL.table(name("licence_retired"));
    static final Table<?> REVEALED = DSL.table(name("licence_revealed"));
    static final Table<?> TAKEN = DSL.table(name("licence_taken"));
    static final Table<?> ORDER_LINE = DSL.table(name("licence_order_line"));
    static final Table<?> ASSIGNMENT = DSL.table(name("licence_assignment"));
    static final Table<?> REVOKED = DSL.table(name("licence_revoked"));
    static final Table<?> REFUND = DSL.table(name("licence_refund"));
    static final Table<?> WAITING = DSL.table(name("licence_waiting"));
    static final Table<?> PRODUCT = DSL.table(name("licence_product"));
    static final Table<?> PRODUCT_SOURCE = DSL.table(name("licence_product_source"));
    static final Table<?> TEXT = DSL.table(name("licence_text"));
    static final Table<?> EVENT = DSL.table(name("licence_event"));

    static final Column<String> SHOP_ID = column("shop_id", SQLDataType.VARCHAR);
    static final Column<Long> POOL_ID = column("pool_id", SQLDataType.BIGINT);
    static final Column<String> TAG = column("tag", SQLDataType.VARCHAR);
    static final Column<Long> NEXT_POSITION = column("next_position", SQLDataType.BIGINT);
    static final Column<Long> QUEUE_VERSION = column("queue_version", SQLDataType.BIGINT);
    static final Column<Long> TOTAL_KEYS = column("total_keys", SQLDataType.BIGINT);
    static final Column<String> THRESHOLD = column("threshold", SQLDataType.VARCHAR);
    static final Column<Boolean> FOLLOWS_DEFAULT = column("follows_default", SQLDataType.BOOLEAN);
    static final Column<String> ALERTS = column("alerts", SQLDataType.VARCHAR);
    static final Column<Long> ALERT_POSITION = column("alert_position", SQLDataType.BIGINT);
    static final Column<Boolean> IGNORES_CASE = column("ignores_case", SQLDataType.BOOLEAN);
    static final Column<byte[]> KEY_ID = column("key_id", SQLDataType.VARBINARY);
    static final Column<byte[]> SEALED_VALUE = column("sealed_value", SQLDataType.VARBINARY);
    static final Column<byte[]> FINGERPRINT = column("fingerprint", SQLDataType.VARBINARY);
    static final Column<byte[]> SHARED_FINGERPRINT = column("shared_fingerprint", SQLDataType.VARBINARY);
    static final Column<byte[]> FOLDED_FINGERPRINT = column("folded_fingerprint", SQLDataType.VARBINARY);
    static final Column<byte[]> SHARED_FOLDED = column("shared_folded", SQLDataType.VARBINARY);
    static final Column<String> ENCRYPTION_ID = column("encryption_id", SQLDataType.VARCHAR);
    static final Column<String> FINGERPRINT_ID = column("fingerprint_id", SQLDataType.VARCHAR);
    static final Column<byte[]> ROTATED_TO = column("rotated_to", SQLDataType.VARBINARY);
    static final Column<byte[]> IMPORT_ID = column("import_id", SQLDataType.VARBINARY);
    static final Column<Long> FIRST_POSITION = column("first_position", SQLDataType.BIGINT);
    static final Column<Long> LAST_POSITION = column("last_position", SQLDataType.BIGINT);
    static final Column<String> NOTE = column("note", SQLDataType.VARCHAR);
    static final Column<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    static final Column<LocalDateTime> EXPIRES_AT = column("expires_at", SQLDataType.LOCALDATETIME);
    static final Column<Long> POSITION = column("position", SQLDataType.BIGINT);
    static final Column<Long> TAKEN_BELOW = column("taken_below", SQLDataType.BIGINT);
    static final Column<byte[]> NOTE_ID = column("note_id", SQLDataType.VARBINARY);
    static final Column<String> ORDER_ID = column("order_id", SQLDataType.VARCHAR);
    static final Column<String> LINE_ID = column("line_id", SQLDataType.VARCHAR);
    static final Column<String> PRODUCT_ID = column("product_id", SQLDataType.VARCHAR);
    static final Column<String> VARIANT_ID = column("variant_id", SQLDataType.VARCHAR);
    static final Column<String> CUSTOMER_REF = column("customer_ref", SQLDataType.VARCHAR);
    static final Column<Integer> QUANTITY = column("quantity", SQLDataType.INTEGER);
    static final Column<Integer> KEYS_PER_UNIT = column("keys_per_unit", SQLDataType.INTEGER);
    static final Column<String> SHORTAGE = column("shortage", SQLDataType.VARCHAR);
    static final Column<Integer> WAITING_KEYS = column("waiting_keys", SQLDataType.INTEGER);
    static final Column<Integer> REFUNDED_UNITS = column("refunded_units", SQLDataType.INTEGER);
    static final Column<Integer> WITHDRAWN_KEYS = column("withdrawn_keys", SQLDataType.INTEGER);
    static final Column<Boolean> TEST_ORDER = column("test_order", SQLDataType.BOOLEAN);
    static final Column<Integer> KEY_NUMBER = column("key_number", SQLDataType.INTEGER);
    static final Column<LocalDateTime> ASSIGNED_AT = column("assigned_at", SQLDataType.LOCALDATETIME);
    static final Column<Long> PLACE = column("place", SQLDataType.BIGINT);
    static final Column<Integer> ORDINAL = column("ordinal", SQLDataType.INTEGER);
    static final Column<String> LANGUAGE_TAG = column("language_tag", SQLDataType.VARCHAR);
    static final Column<String> TEXT_NAME = column("text_name", SQLDataType.VARCHAR);
    static final Column<String> WORDS = column("words", SQLDataType.VARCHAR);
    static final Column<byte[]> EVENT_ID = column("event_id", SQLDataType.VARBINARY);
    static final Column<String> KIND = column("kind", SQLDataType.VARCHAR);
    static final Column<LocalDateTime> OCCURRED_AT = column("occurred_at", SQLDataType.LOCALDATETIME);
    static final Column<LocalDateTime> REVEALED_AT = column("revealed_at", SQLDataType.LOCALDATETIME);
    static final Column<Integer> PART = column("part", SQLDataType.INTEGER);
    static final Column<Long> REVEALED_KEYS = column("revealed_keys", SQLDataType.BIGINT);
    static final Column<LocalDateTime> REVOKED_AT = column("revoked_at", SQLDataType.LOCALDATETIME);
    static final Column<String> REFUND_ID = column("refund_id", SQLDataType.VARCHAR);
    static final Column<Integer> UNITS = column("units", SQLDataType.INTEGER);
    static final Column<LocalDateTime> REFUNDED_AT = column("refunded_at", SQLDataType.LOCALDATETIME);
    static final Column<LocalDateTime> RETIRED_AT = column("retired_at", SQLDataType.LOCALDATETIME);
    static final Column<LocalDateTime> SAMPLED_AT = column("sampled_at", SQLDataType.LOCALDATETIME);
    static final Column<Long> GIVEN_KEYS = column("given_keys", SQLDataType.BIGINT);
    static final Column<Long> SEQ = column("seq", SQLDataType.BIGINT);
    static final Column<String> TOPIC = column("topic", SQLDataType.VARCHAR);
    static final Column<Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER);
    static final Column<LocalDateTime> RETRY_AT = column("retry_at", SQLDataType.LOCALDATETIME);
    static final Column<String> RECEIVED_BY = column("received_by", SQLDataType.VARCHAR);
    static final Column<String> FAILURE = column("failure", SQLDataType.VARCHAR);
    static final Column<byte[]> LEASED_BY = column("leased_by", SQLDataType.VARBINARY);
    static final Column<LocalDateTime> LEASED_UNTIL = column("leased_until", SQLDataType.LOCALDATETIME);
    static final Column<String> ACTOR = column("actor", SQLDataType.VARCHAR);
    static final Column<String> REASON = column("reason", SQLDataType.VARCHAR);
    static final Column<String> DETAILS = column("details", SQLDataType.VARCHAR);

    /**
     * A column that several tables have.
     *
     * @param plain its bare name, for statements on one table
     */
    record Column<T>(Name columnName, DataType<T> type, Field<T> plain) {
        /** The column of one table among several. */
        Field<T> of(Table<?> table) {
            return field(table.getQualifiedName().append(columnName), type);
        }

        /** A value of its type that is not there. */
        Field<T> absent() {
            return DSL.castNull(type).as(columnName);
        }
    }

    private static <T> Column<T> column(String columnName, DataType<T> type) {
        return new Column<>(name(columnName), type, field(name(columnName), type));
    }
}
