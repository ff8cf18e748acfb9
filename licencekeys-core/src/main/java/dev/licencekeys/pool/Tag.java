package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Identifiers;
import java.util.Locale;

/**
 * The name of a pool, for example {@code software-v2}. Lower case only, so that two pools never differ by case alone.
 *
 * @param name 1 to 100 characters
 */
public record Tag(String name) implements Comparable<Tag> {
    /**
     * Checks the name.
     *
     * @throws InvalidInputException if it is blank, too long, has upper-case letters, or characters that an id can't
     */
    public Tag {
        Identifiers.require("tag", name);
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name)) {
            throw new InvalidInputException(
                    "tag", "\"" + name + "\" has upper-case letters; write \"" + lower + "\", tags are lower case");
        }
    }

    @Override
    public int compareTo(Tag other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
