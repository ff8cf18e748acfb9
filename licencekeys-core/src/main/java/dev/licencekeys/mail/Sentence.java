package dev.licencekeys.mail;

import java.text.Bidi;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.owasp.encoder.Encode;

/** One line of a mail, in which what came from outside is told from our own words. */
record Sentence(List<Part> parts) {
    private static final char MARK = '\uE000';
    private static final Pattern MARKED = Pattern.compile(MARK + "([0-9])");

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    /** A part of it. */
    record Part(String text, boolean outside) {
        String plain() {
            boolean turns = outside && Bidi.requiresBidi(text.toCharArray(), 0, text.length());
            return turns ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
        }

        String html() {
            String escaped = Encode.forHtml(text);
            return outside ? "<bdi>" + escaped + "</bdi>" : escaped;
        }
    }

    /**
     * Fills a pattern.
     *
     * @param arguments numbers as they are; texts count as from outside
     */
    static Sentence of(String pattern, Locale locale, Object... arguments) {
        List<String> outside = new ArrayList<>();
        Object[] marked = arguments.clone();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] instanceof String text) {
                marked[i] = "" + MARK + outside.size();
                outside.add(OneLine.of(text));
            }
        }
        String filled = new MessageFormat(pattern, locale).format(marked);
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (MatchResult mark : MARKED.matcher(filled).results().toList()) {
            addOurs(parts, filled.substring(end, mark.start()));
            int index = Integer.parseInt(mark.group(1));
            if (index < outside.size()) {
                parts.add(new Part(outside.get(index), true));
            }
            end = mark.end();
        }
        addOurs(parts, filled.substring(end));
        return new Sentence(List.copyOf(parts));
    }

    private static void addOurs(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, false));
        }
    }

    /** This, and another behind a dash. */
    Sentence dash(Sentence other) {
        return new Sentence(Stream.of(parts, List.of(new Part(" – ", false)), other.parts)
                .flatMap(List::stream)
                .toList());
    }

    String plain() {
        return parts.stream().map(Part::plain).collect(Collectors.joining());
    }

    String html() {
        return parts.stream().map(Part::html).collect(Collectors.joining());
    }
}
