package dev.licencekeys.event;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.Identifiers;
import java.util.OptionalInt;

/**
 * Who does something by hand, and why. It is written down with what was done, and stays.
 *
 * @param actor the host's id of the person or program; 1 to 100 characters
 * @param reason in the person's own words; up to {@value #MAX_REASON} characters, may be empty
 */
public record Act(String actor, String reason) {
    /** The longest reason, in UTF-16 units. */
    public static final int MAX_REASON = 500;

    /**
     * Checks both.
     *
     * @throws InvalidInputException if the actor can't be an id, or the reason is too long or has control characters
     */
    public Act {
        Identifiers.require("actor", actor);
        if (reason.length() > MAX_REASON) {
            throw new InvalidInputException(
                    "reason", "has " + reason.length() + " characters; at most " + MAX_REASON + " are allowed");
        }
        OptionalInt wrong = Characters.first(reason, c -> Characters.isControl(c) || Characters.isUnpairedSurrogate(c));
        if (wrong.isPresent()) {
            throw new InvalidInputException(
                    "reason",
                    "contains " + Characters.name(wrong.getAsInt())
                            + ", a control character or half of a surrogate pair; remove it");
        }
    }
}
