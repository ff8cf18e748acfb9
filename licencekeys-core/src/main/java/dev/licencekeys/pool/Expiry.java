package dev.licencekeys.pool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When keys expire, as it is written in files. */
final class Expiry {
    private Expiry() {}

    /**
     * From when on a key is no longer given: the end of a day, or an instant; empty if it is blank.
     *
     * @throws java.time.DateTimeException if it is something else
     */
    static Optional<Instant> parse(String text) {
        String expiry = text.strip();
        if (expiry.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                expiry.contains("T")
                        ? OffsetDateTime.parse(expiry).toInstant()
                        : LocalDate.parse(expiry)
                                .atStartOfDay(ZoneOffset.UTC)
                                .plusDays(1)
                                .toInstant());
    }
}
