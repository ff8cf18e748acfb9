package dev.licencekeys.key.signed;

import java.time.Instant;
import java.util.Optional;

/**
 * What a signed key says.
 *
 * @param product the text for which it was signed: the id of a product, or a tag such as {@code editor-pro}
 * @param id 16 characters that no other key has; safe to log and to show
 * @param expiry from when on it is not valid any more, in whole seconds; empty if it never expires
 */
public record SignedLicence(String product, String id, Optional<Instant> expiry) {
    boolean isExpiredAt(Instant now) {
        return expiry.map(end -> !now.isBefore(end)).orElse(false);
    }
}
