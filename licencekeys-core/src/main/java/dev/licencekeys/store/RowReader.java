package dev.licencekeys.store;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.SealedValue;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what {@link RowWriter} wrote. Lists, sets and maps are unmodifiable, and in the order in which they were. */
final class RowReader {
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;
    private final List<Described> described = new ArrayList<>();

    /** A type, and what its rows are made of in these bytes. */
    private record Described(RowType type, List<String> parts) {}

    RowReader(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.in = new DataInputStream(this.bytes);
        if (this.bytes.read() != RowWriter.VERSION) {
            throw new StoreException("these are not bytes of this version", false);
        }
    }

    boolean hasMore() {
        return bytes.available() > 0;
    }

    /** Reads the next value. */
    Object read() {
        try {
            return any();
        } catch (IOException | DateTimeException | ArithmeticException e) {
            throw new StoreException("these are not the bytes that were written", false, e);
        }
    }

    private Object any() throws IOException {
        int code = in.readUnsignedByte();
        RowKind kind = RowKind.of(code).orElseThrow(() -> new IOException("a value of kind " + code));
        return switch (kind) {
            case FALSE -> false;
            case TRUE -> true;
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case TEXT -> text();
            case INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case UUID -> new UUID(in.readLong(), in.readLong());
            case LANGUAGE -> Locale.forLanguageTag(in.readUTF());
            case ABSENT -> Optional.empty();
            case PRESENT -> Optional.of(any());
            case LIST -> Collections.unmodifiableList(fill(new ArrayList<>()));
            case SET -> Collections.unmodifiableSet(fill(new LinkedHashSet<>()));
            case MAP -> map();
            case FINGERPRINT -> new Fingerprint(array());
            case SEALED_VALUE -> new SealedValue(array());
            case CONSTANT -> type().type().constant(in.readUTF());
            case ROW -> row();
        };
    }

    private Object row() throws IOException {
        Described row = type();
        Map<String, Object> parts = new HashMap<>();
        for (String part : row.parts()) {
            parts.put(part, any());
        }
        return row.type().make(parts);
    }

    private Described type() throws IOException {
        int number = in.readUnsignedShort();
        if (number == described.size()) {
            RowType type = RowType.named(in.readUTF());
            List<String> parts = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                parts.add(in.readUTF());
            }
            described.add(new Described(type, parts));
        }
        if (number >= described.size()) {
            throw new IOException("a type that is not described");
        }
        return described.get(number);
    }

    private <C extends Collection<Object>> C fill(C several) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            several.add(any());
        }
        return several;
    }

    private Map<Object, Object> map() throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Object key = any();
            map.put(key, any());
        }
        return Collections.unmodifiableMap(map);
    }

    private String text() throws IOException {
        int length = in.readInt();
        StringBuilder text = new StringBuilder();
        for (int left = length; left > 0; left--) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    private byte[] array() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > bytes.available()) {
            throw new IOException("an array that is longer than the rest");
        }
        return in.readNBytes(length);
    }
}
