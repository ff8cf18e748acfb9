package dev.licencekeys.mail;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Characters;
import java.util.OptionalInt;

/**
 * What an e-mail says, for the host to send: its subject, and the same text in two forms, of which the reader's program shows
 * one. Lines end with {@code \n}.
 *
 * @param subject one line, without control characters
 * @param plain for {@code text/plain}
 * @param html for {@code text/html}: a whole page, which loads nothing
 */
public record MailText(String subject, String plain, String html) {
    /**
     * Checks the subject, which a mail's header is made of.
     *
     * @throws InvalidInputException if the subject has a line break or another control character
     */
    public MailText {
        OptionalInt control = Characters.first(subject, Characters::isControl);
        if (control.isPresent()) {
            throw new InvalidInputException(
                    "subject",
                    "contains the control character " + Characters.name(control.getAsInt())
                            + ", which would end the header; remove it");
        }
    }

    /** The subject only: the text may have keys in it. */
    @Override
    public String toString() {
        return "MailText[subject=" + subject + "]";
    }
}
