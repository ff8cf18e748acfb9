/**
 * Ready texts for e-mails: {@link dev.licencekeys.mail.MailTexts} writes them, the host sends them.
 *
 * <p>A mail is a {@code Letter} of a few blocks, from which both of its forms are made, so that they say the same. What comes
 * from outside is an argument of a {@code Sentence}, which cleans it and keeps it apart from our words until it is escaped.
 */
@NullMarked
package dev.licencekeys.mail;

import org.jspecify.annotations.NullMarked;
