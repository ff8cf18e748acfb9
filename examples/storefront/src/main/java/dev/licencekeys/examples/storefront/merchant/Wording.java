package dev.licencekeys.examples.storefront.merchant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** How the merchant's pages write numbers and times; {@code @say} in templates. */
@Component("say")
class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

    /** The same sentence, with its times written as on all pages. */
    public String sentence(String text) {
        return INSTANT.matcher(text).replaceAll(found -> time(Instant.parse(found.group())));
    }

    /** Such as {@code 12,000}. */
    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Such as {@code 1 key} or {@code 12,000 keys}. */
    public String keys(long number) {
        return count(number, "key");
    }

    /** Such as {@code 1 line} or {@code 2 lines}. */
    public String count(long number, String what) {
        return number(number) + " " + what + (number == 1 ? "" : "s");
    }

    /** Such as {@code 28 Nov 2026, 14:05 UTC}. */
    public String time(Instant time) {
        return TIME.format(time);
    }

    /** Such as {@code less than a day}. */
    public String days(long days) {
        return days == 0 ? "less than a day" : count(days, "day");
    }
}
