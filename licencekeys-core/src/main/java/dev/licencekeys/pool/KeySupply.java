package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Where the keys of an import come from. Read once, and as a stream: memory does not grow with its size.
 *
 * <p>The three that are here cover text, CSV and Java streams; another format is a lambda that hands over its entries.
 */
@FunctionalInterface
public interface KeySupply {
    /**
     * Hands over every entry, in order.
     *
     * @param intake takes them, and knows the limits
     * @throws InvalidInputException if the whole supply can't be read, for example because it is not UTF-8
     */
    void feed(Intake intake);

    /**
     * One entry as it was supplied, not checked yet.
     *
     * @param line its line, or its place, from 1
     * @param key the key, with whatever spaces surround it
     * @param tag the tag that the entry itself names; empty if it names none
     * @param note a note of the merchant's; may be empty
     * @param expiry from when on the key is no longer given; empty if it never expires
     */
    record Entry(long line, String key, String tag, String note, Optional<Instant> expiry) {
        /** An entry whose key never expires. */
        public Entry(long line, String key, String tag, String note) {
            this(line, key, tag, note, Optional.empty());
        }
    }

    /** Takes the entries of a supply. */
    interface Intake {
        /** Takes an entry. */
        void accept(Entry entry);

        /** Takes note of a line that could not become an entry. */
        void reject(long line, String reason);

        /** Takes note of how far the supply has been read, in bytes; may be called at any time. */
        void read(long bytes);

        /** What the supply has to keep to. */
        ImportLimits limits();
    }

    /**
     * One key per line, as UTF-8. A byte-order mark is skipped; lines end with LF, CR or both.
     *
     * @param in read to its end, and closed
     */
    static KeySupply text(InputStream in) {
        return new TextSupply(in);
    }

    /**
     * CSV as UTF-8 with a header that names its columns: {@code key}, and if wanted {@code tag}, {@code note} and
     * {@code expiry}; others are ignored. A key expires at the end of a day in UTC, {@code 2027-01-31}, or at an instant,
     * {@code 2027-01-31T18:00:00+01:00}; never if that is blank, and at the end of the year 9999 at the latest. A row with more or fewer columns than the header is rejected alone; what is no CSV, for example because
     * a quote is never closed, is refused as a whole.
     *
     * @param in read to its end, and closed
     */
    static KeySupply csv(InputStream in) {
        return new CsvSupply(in);
    }

    /**
     * The elements of a stream.
     *
     * @param keys read once, lazily, and closed
     */
    static KeySupply of(Stream<String> keys) {
        return intake -> {
            AtomicLong line = new AtomicLong();
            try (keys) {
                keys.sequential().forEach(key -> intake.accept(new Entry(line.incrementAndGet(), key, "", "")));
            }
        };
    }
}
