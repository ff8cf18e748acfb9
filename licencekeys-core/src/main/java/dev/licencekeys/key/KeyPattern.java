package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.KeyText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys that customers type, for example {@code 7KXM-9DRT-H4WC} from the pattern {@code XXXX-XXXX-XXXX}.
 *
 * <p>The random characters come from {@link SecureRandom}. They are 23 of which no two look alike,
 * {@code 234579BCDFGHJKMNPRTVWXY}, all equally likely; each gives 4.52 bits, so that twelve give 54 and sixteen give 72.
 * Short keys can be guessed: ask {@link #requireRoomFor(long)}.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class KeyPattern implements KeyGenerator {
    private static final char PLACEHOLDER = 'X';
    private static final String SEPARATORS = "-._ ";
    private static final int MAX_LENGTH = 100;

    private final SecureRandom random = new SecureRandom();
    private final String prefix;
    private final String pattern;
    private final boolean checked;
    private final KeyOdds odds;

    private KeyPattern(String prefix, String pattern, boolean checked, KeyOdds odds) {
        this.prefix = prefix;
        this.pattern = pattern;
        this.checked = checked;
        this.odds = odds;
    }

    static KeyPattern of(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character != PLACEHOLDER && SEPARATORS.indexOf(character) < 0) {
                // Otherwise EXTRA-XXXX would come out as E7TRA-K4WC.
                throw new InvalidInputException(
                        "pattern",
                        "contains " + Characters.name(pattern.codePointAt(i))
                                + "; write X for each random character, with hyphens, dots, underscores or spaces "
                                + "between them, and give fixed text to withPrefix");
            }
        }
        if (pattern.isEmpty()
                || pattern.charAt(0) != PLACEHOLDER
                || pattern.charAt(pattern.length() - 1) != PLACEHOLDER) {
            throw new InvalidInputException(
                    "pattern",
                    "does not begin and end with X; write it like XXXX-XXXX-XXXX, with X for random characters");
        }
        return new KeyPattern("", pattern, false, KeyOdds.USUAL).withinLength("pattern");
    }

    /**
     * The same with fixed text before it, for example {@code PRO-}.
     *
     * @param text what every key begins with, with its own separator at the end if there is to be one
     * @return the longer pattern
     * @throws InvalidInputException if it is blank, begins with a space, can't be part of a licence key, or makes keys of
     *     more than 100 characters
     */
    public KeyPattern withPrefix(String text) {
        Optional<String> problem = KeyText.problem(text);
        if (problem.isPresent()) {
            throw new InvalidInputException("prefix", problem.get());
        }
        if (!(text + PLACEHOLDER).equals(Characters.trim(text + PLACEHOLDER))) {
            throw new InvalidInputException("prefix", "begins with a space; remove it, customers would leave it out");
        }
        return new KeyPattern(text, pattern, checked, odds).withinLength("prefix");
    }

    /**
     * The same whose last character is computed from the other random ones, so that a program can tell a typing error
     * without a look-up: {@link #isWellFormed}.
     *
     * <p>Every single wrong character, and every exchange of two neighbours, is noticed; of other errors, all but one in
     * 23. The scheme is the pure system of ISO/IEC 7064 with the modulus 23 and the radix 5. It is no protection: anybody
     * can compute it.
     *
     * @return the pattern, in which one character less is random
     * @throws InvalidInputException if the pattern has only one {@code X}
     */
    public KeyPattern withCheckCharacter() {
        if (placeholders() < 2) {
            throw new InvalidInputException(
                    "pattern", "has only one X, which leaves nothing to check; write at least two");
        }
        return new KeyPattern(prefix, pattern, true, odds);
    }

    /**
     * The same with other odds than {@link KeyGenerator#requireRoomFor} has, for keys that are worth little.
     *
     * @param equalPairs how many pairs of equal keys may be expected among all; one in a million otherwise
     * @param guess the probability with which one guess may be right; one in a thousand million otherwise
     * @return the pattern with these odds
     * @throws InvalidInputException if one is not above 0 and at most 1
     */
    public KeyPattern accepting(double equalPairs, double guess) {
        return new KeyPattern(prefix, pattern, checked, new KeyOdds(equalPairs, guess));
    }

    @Override
    public String next(Instant now) {
        String characters = KeyAlphabet.random(random, randomCharacters());
        if (checked) {
            characters += CheckCharacter.after(characters);
        }
        StringBuilder key = new StringBuilder(prefix.length() + pattern.length()).append(prefix);
        int used = 0;
        for (int i = 0; i < pattern.length(); i++) {
            boolean fixed = pattern.charAt(i) != PLACEHOLDER;
            key.append(fixed ? pattern.charAt(i) : characters.charAt(used++));
        }
        return key.toString();
    }

    /**
     * Tells whether a text can be a key of this pattern: its prefix, its separators, its characters, and its check
     * character if there is one. Whether it is one, only the store knows.
     *
     * @param key as it was typed, in upper case
     * @return {@code false} if something was surely mistyped
     */
    public boolean isWellFormed(String key) {
        if (key.length() != prefix.length() + pattern.length() || !key.startsWith(prefix)) {
            return false;
        }
        StringBuilder characters = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char expected = pattern.charAt(i);
            char actual = key.charAt(prefix.length() + i);
            if (expected == PLACEHOLDER ? KeyAlphabet.indexOf(actual) < 0 : actual != expected) {
                return false;
            }
            if (expected == PLACEHOLDER) {
                characters.append(actual);
            }
        }
        return !checked || CheckCharacter.ends(characters.toString());
    }

    @Override
    public void requireRoomFor(long keys) {
        new KeySpace("pattern " + this, KeyAlphabet.SIZE, randomCharacters()).requireRoomFor(keys, odds);
    }

    private KeyPattern withinLength(String field) {
        int length = prefix.length() + pattern.length();
        if (length > MAX_LENGTH) {
            throw new InvalidInputException(
                    field, "makes keys of " + length + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        return this;
    }

    private int placeholders() {
        return (int) pattern.chars().filter(c -> c == PLACEHOLDER).count();
    }

    private int randomCharacters() {
        return placeholders() - (checked ? 1 : 0);
    }

    /** The pattern with its prefix, for example {@code "PRO-XXXX-XXXX"}. */
    @Override
    public String toString() {
        return "\"" + prefix + pattern + "\"" + (checked ? " with a check character" : "");
    }
}
