package dev.licencekeys.mail;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.BundledTexts;
import java.text.Format;
import java.text.MessageFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;

/**
 * The words of a language, and how it writes numbers and times.
 *
 * @param locale as it was asked for
 * @param spoken what the words are in
 * @param zone in which times are told
 */
record Wording(Locale locale, Locale spoken, ZoneId zone, Map<String, String> patterns) {
    /** The one entry that is no sentence. */
    private static final String DATE = "date";

    static Wording in(Locale locale) {
        Locale ours = BundledTexts.language(locale);
        Locale spoken = ours.getLanguage().equals(locale.getLanguage()) ? locale : ours;
        return new Wording(locale, spoken, ZoneId.of("UTC"), BundledTexts.of(Wording.class, ours));
    }

    Wording in(ZoneId other) {
        return new Wording(locale, spoken, other, patterns);
    }

    Wording with(ResourceBundle bundle) {
        Map<String, String> merged = new HashMap<>(patterns);
        patterns.forEach((key, ours) -> {
            if (bundle.containsKey(key)) {
                merged.put(key, checked(bundle, key, ours));
            }
        });
        return new Wording(locale, locale, zone, Map.copyOf(merged));
    }

    /** Now, and not when a mail is to be sent. */
    private String checked(ResourceBundle bundle, String key, String ours) {
        try {
            String theirs = bundle.getString(key);
            if (key.equals(DATE)) {
                String unused = format(theirs, Instant.EPOCH);
            } else {
                Sentence unused = Sentence.of(theirs, locale, examples(theirs, ours));
            }
            return theirs;
        } catch (IllegalArgumentException | ClassCastException | MissingResourceException | DateTimeException e) {
            throw new InvalidInputException("bundle", "can't be used for \"" + key + "\": " + e.getMessage());
        }
    }

    /** A number where ours has one, otherwise a text. */
    private Object[] examples(String theirs, String ours) {
        Format[] given = new MessageFormat(ours, locale).getFormatsByArgumentIndex();
        int asked = new MessageFormat(theirs, locale).getFormatsByArgumentIndex().length;
        if (asked > given.length) {
            throw new IllegalArgumentException("there is no {" + (asked - 1) + "}");
        }
        Object[] examples = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            examples[i] = given[i] == null ? "text" : (Object) 1L;
        }
        return examples;
    }

    /** The sentence of this name. */
    Sentence say(String key, Object... arguments) {
        return Sentence.of(pattern(key), spoken, arguments);
    }

    /** A text of ours that goes into a sentence as if it came from outside. */
    String word(String key) {
        return say(key).plain();
    }

    Sentence name(String outside) {
        return Sentence.of("{0}", spoken, outside);
    }

    Sentence number(long number) {
        return Sentence.of("{0,number,integer}", spoken, number);
    }

    Sentence time(Instant time) {
        return name(format(pattern(DATE), time));
    }

    private String format(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, spoken).withZone(zone).format(time);
    }

    private String pattern(String key) {
        return Objects.requireNonNull(patterns.get(key), key);
    }
}
