package dev.licencekeys.store;

import java.util.Optional;
import java.util.stream.Stream;

/** What a value in bytes is, and the byte that stands before it. */
enum RowKind {
    FALSE('F'),
    TRUE('T'),
    INT('i'),
    LONG('l'),
    TEXT('t'),
    INSTANT('@'),
    UUID('u'),
    LANGUAGE('a'),
    ABSENT('-'),
    PRESENT('+'),
    LIST('L'),
    SET('S'),
    MAP('M'),
    FINGERPRINT('f'),
    SEALED_VALUE('v'),
    CONSTANT('c'),
    ROW('r');

    private static final RowKind[] BY_CODE = new RowKind[128];

    static {
        Stream.of(values()).forEach(kind -> BY_CODE[kind.code] = kind);
    }

    private final char code;

    RowKind(char code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<RowKind> of(int code) {
        return code < BY_CODE.length ? Optional.ofNullable(BY_CODE[code]) : Optional.empty();
    }
}
