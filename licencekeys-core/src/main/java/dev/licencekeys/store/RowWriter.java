package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.SealedValue;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes values of the port one after the other. Each type is described where it first occurs. */
final class RowWriter {
    static final byte VERSION = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<Class<?>, Integer> described = new HashMap<>();
    private boolean whole = true;

    RowWriter() {
        bytes.write(VERSION);
    }

    byte[] toBytes() {
        if (!whole) {
            throw new IllegalStateException("a value could not be written");
        }
        return bytes.toByteArray();
    }

    /** Writes one more value. */
    void write(Object value) {
        boolean before = whole;
        whole = false;
        try {
            any(value);
            whole = before;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
    }

    private void any(Object value) throws IOException {
        if (value instanceof Record) {
            row(value);
        } else if (value instanceof Enum<?> constant) {
            kind(RowKind.CONSTANT);
            type(constant.getDeclaringClass());
            out.writeUTF(constant.name());
        } else if (value instanceof Collection<?> several) {
            kind(several instanceof Set ? RowKind.SET : RowKind.LIST);
            out.writeInt(several.size());
            for (Object one : several) {
                any(one);
            }
        } else if (value instanceof Map<?, ?> map) {
            kind(RowKind.MAP);
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                any(entry.getKey());
                any(entry.getValue());
            }
        } else if (value instanceof Optional<?> optional) {
            kind(optional.isPresent() ? RowKind.PRESENT : RowKind.ABSENT);
            if (optional.isPresent()) {
                any(optional.get());
            }
        } else {
            single(value);
        }
    }

    private void row(Object row) throws IOException {
        kind(RowKind.ROW);
        type(row.getClass());
        RowType type = RowType.of(row.getClass());
        for (int i = 0; i < type.parts().size(); i++) {
            any(type.part(row, i));
        }
    }

    private void type(Class<?> type) throws IOException {
        RowType row = RowType.of(type);
        Integer number = described.putIfAbsent(type, described.size());
        out.writeShort(number == null ? described.size() - 1 : number);
        if (number == null) {
            out.writeUTF(row.name());
            out.writeByte(row.parts().size());
            for (String part : row.partNames()) {
                out.writeUTF(part);
            }
        }
    }

    private void single(Object value) throws IOException {
        if (value instanceof Boolean yes) {
            kind(yes ? RowKind.TRUE : RowKind.FALSE);
        } else if (value instanceof Integer number) {
            kind(RowKind.INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            kind(RowKind.LONG);
            out.writeLong(number);
        } else if (value instanceof String text) {
            kind(RowKind.TEXT);
            out.writeInt(text.length());
            out.writeChars(text);
        } else if (value instanceof Instant instant) {
            kind(RowKind.INSTANT);
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
        } else if (value instanceof UUID id) {
            kind(RowKind.UUID);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else if (value instanceof Locale language) {
            kind(RowKind.LANGUAGE);
            out.writeUTF(language.toLanguageTag());
        } else if (value instanceof Fingerprint fingerprint) {
            kind(RowKind.FINGERPRINT);
            array(fingerprint.bytes());
        } else if (value instanceof SealedValue sealed) {
            kind(RowKind.SEALED_VALUE);
            array(sealed.bytes());
        } else {
            throw new IllegalArgumentException(
                    "the port has no values of " + value.getClass().getName());
        }
    }

    private void array(byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }

    private void kind(RowKind kind) throws IOException {
        out.writeByte(kind.code());
    }
}
