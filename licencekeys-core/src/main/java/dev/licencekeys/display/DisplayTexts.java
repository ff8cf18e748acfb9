package dev.licencekeys.display;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.BundledTexts;
import dev.licencekeys.text.Characters;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words for some of the {@linkplain DisplayText texts}, or all of them.
 *
 * <pre>{@code
 * DisplayTexts.none().with(DisplayText.KEY_BUTTON, "Show my code").with(DisplayText.DIALOG_TITLE, "{product} ({order})")
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class DisplayTexts {
    /** The longest text, in code points. */
    public static final int MAX_LENGTH = 500;

    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");
    private static final DisplayTexts NONE = new DisplayTexts(new EnumMap<>(DisplayText.class));

    private final Map<DisplayText, String> words;

    private DisplayTexts(EnumMap<DisplayText, String> words) {
        this.words = Collections.unmodifiableMap(words);
    }

    /** No words at all. */
    public static DisplayTexts none() {
        return NONE;
    }

    /** The library's own words for all texts, in a language: English where it has none. */
    public static DisplayTexts standard(Locale language) {
        Map<String, String> bundled = BundledTexts.of(DisplayTexts.class, language);
        EnumMap<DisplayText, String> words = new EnumMap<>(DisplayText.class);
        for (DisplayText text : DisplayText.values()) {
            words.put(text, Objects.requireNonNull(bundled.get(text.key()), text.key()));
        }
        return new DisplayTexts(words);
    }

    /**
     * The same with these words for a text.
     *
     * @param words 1 to {@value #MAX_LENGTH} code points on one line, which may have any other character; in braces only
     *     {@linkplain DisplayText#placeholders() what is filled in}
     * @throws InvalidInputException if they are blank, too long, or have a control character, half of a surrogate pair, or
     *     anything else in braces; its {@linkplain InvalidInputException#field() field} is the text's name
     */
    public DisplayTexts with(DisplayText text, String words) {
        problem(text, words).ifPresent(problem -> {
            throw new InvalidInputException(text.name(), problem);
        });
        EnumMap<DisplayText, String> changed = copy();
        changed.put(text, words);
        return new DisplayTexts(changed);
    }

    private static Optional<String> problem(DisplayText text, String words) {
        if (Characters.isBlank(words)) {
            return Optional.of("is blank; leave it out, and the words of the product, the shop or the library stand");
        }
        int length = words.codePointCount(0, words.length());
        if (length > MAX_LENGTH) {
            return Optional.of("has " + length + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        OptionalInt control =
                Characters.first(words, c -> Characters.isControl(c) || Characters.isUnpairedSurrogate(c));
        if (control.isPresent()) {
            return Optional.of("contains " + Characters.name(control.getAsInt())
                    + ", a line break, another control character or half of a surrogate pair; remove it");
        }
        return NAME.matcher(words)
                .results()
                .filter(name -> !text.placeholders().contains(name.group(1)))
                .map(MatchResult::group)
                .findFirst()
                .map(name -> "has " + name + ", which is not filled in; " + filledIn(text));
    }

    private static String filledIn(DisplayText text) {
        return text.placeholders().isEmpty()
                ? "nothing is in this text"
                : new TreeSet<>(text.placeholders())
                        .stream()
                                .map(name -> "{" + name + "}")
                                .collect(Collectors.joining(" and ", "only ", " can be"));
    }

    /** The same without words for a text. */
    public DisplayTexts without(DisplayText text) {
        EnumMap<DisplayText, String> changed = copy();
        changed.remove(text);
        return new DisplayTexts(changed);
    }

    private EnumMap<DisplayText, String> copy() {
        EnumMap<DisplayText, String> copy = new EnumMap<>(DisplayText.class);
        copy.putAll(words);
        return copy;
    }

    /** The words for a text; empty if there are none here. */
    public Optional<String> get(DisplayText text) {
        return Optional.ofNullable(words.get(text));
    }

    /** All words, in the order of the texts; unmodifiable. */
    public Map<DisplayText, String> asMap() {
        return words;
    }

    /** The same words for the same texts. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DisplayTexts texts && words.equals(texts.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return "DisplayTexts" + words;
    }
}
