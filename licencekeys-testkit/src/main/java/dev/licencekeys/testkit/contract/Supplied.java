package dev.licencekeys.testkit.contract;

import dev.licencekeys.pool.KeySupply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a merchant may hand over the same lines. */
enum Supplied {
    AS_STREAM {
        @Override
        KeySupply of(List<String> lines) {
            return KeySupply.of(lines.stream());
        }
    },

    AS_TEXT {
        @Override
        KeySupply of(List<String> lines) {
            return KeySupply.text(bytes(String.join("\n", lines) + "\n"));
        }
    },

    AS_CSV {
        @Override
        KeySupply of(List<String> lines) {
            StringBuilder csv = new StringBuilder("key\n");
            // Quoted, so that an empty line is a row, too.
            lines.forEach(line -> csv.append(quoted(line)).append('\n'));
            return csv(csv.toString());
        }
    };

    /** Supplies these lines. */
    abstract KeySupply of(List<String> lines);

    /** How many lines there are before the first. */
    int linesBefore() {
        return this == AS_CSV ? 1 : 0;
    }

    /** A whole CSV file. */
    static KeySupply csv(String file) {
        return KeySupply.csv(bytes(file));
    }

    /** A field that may hold anything. */
    static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
