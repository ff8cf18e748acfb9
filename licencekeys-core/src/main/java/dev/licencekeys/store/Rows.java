package dev.licencekeys.store;

import dev.licencekeys.error.StoreException;

/**
 * The port's values as bytes, for stores that keep bytes: files, key-value stores, logs.
 *
 * <pre>{@code
 * byte[] bytes = Rows.toBytes(row);
 * StockRow same = Rows.fromBytes(bytes, StockRow.class);
 * }</pre>
 *
 * <p>What can be written is every record and enum that a method of {@link StoreTransaction} takes or returns, what these
 * are made of, and lists, sets and maps of it, whose order is kept. The values of keys stay as they are sealed; bytes of a
 * key under {@link dev.licencekeys.key.KeyProtection#plaintext()} tell it to whoever reads them.
 *
 * <p>Bytes name the parts of each record. A later version of the library reads them, with what a record got since as
 * empty; an earlier one refuses what it does not know. Nothing but these records and enums is ever made from bytes.
 *
 * <p>Safe for use by several threads.
 */
public final class Rows {
    private Rows() {}

    /**
     * Writes a value.
     *
     * @param value a value of the port, or a list, set or map of them
     * @return its bytes; equal values need not have equal bytes
     * @throws IllegalArgumentException if the port has no such values; the message names the class
     */
    public static byte[] toBytes(Object value) {
        RowWriter writer = new RowWriter();
        writer.write(value);
        return writer.toBytes();
    }

    /**
     * Reads a value.
     *
     * @param bytes what {@link #toBytes} returned
     * @param type what the value is
     * @return an equal value; lists, sets and maps in it are unmodifiable
     * @throws StoreException if the bytes are of something else, were changed, or are of a version that can't be read
     */
    public static <T> T fromBytes(byte[] bytes, Class<T> type) {
        RowReader reader = new RowReader(bytes);
        Object value = reader.read();
        if (reader.hasMore() || !type.isInstance(value)) {
            throw new StoreException("these are not the bytes of a " + type.getSimpleName(), false);
        }
        return type.cast(value);
    }
}
