package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Identifiers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two order lines of a list, the latest first, from which to go on. It stays right whatever comes meanwhile.
 *
 * @param at when the line before it came
 * @param orderId the order of the line before it
 * @param lineId the line before it; lines that came at the same time are listed by order and line
 */
public record LineCursor(Instant at, String orderId, String lineId) {
    /** Before the latest line: the end of the year 9999 is what every database can tell. */
    public static final LineCursor LATEST = new LineCursor(Instant.parse("9999-12-31T00:00:00Z"), "", "");

    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]*)");

    /** Cuts the time to what every store keeps. */
    public LineCursor {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Before the first line that came earlier than this. */
    public static LineCursor before(Instant time) {
        return new LineCursor(time, "", "");
    }

    /**
     * Reads what {@link #toString()} wrote, for example from the address of a page.
     *
     * @throws InvalidInputException if it is not such a text
     */
    public static LineCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        try {
            if (parts.matches()) {
                return new LineCursor(
                        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                        id("order", parts.group(2)),
                        id("line", parts.group(3)));
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new InvalidInputException("cursor", PROBLEM);
        }
        throw new InvalidInputException("cursor", PROBLEM);
    }

    private static final String PROBLEM = "is not a place in a list; give what a page told as its next";

    private static String id(String what, String encoded) {
        String id = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        return id.isEmpty() ? id : Identifiers.require(what, id);
    }

    /** A text of letters, digits, dots, hyphens and underscores. */
    @Override
    public String toString() {
        long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
        return micros + "." + encoded(orderId) + "." + encoded(lineId);
    }

    private static String encoded(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
