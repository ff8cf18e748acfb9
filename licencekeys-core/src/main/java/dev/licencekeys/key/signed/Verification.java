package dev.licencekeys.key.signed;

import java.util.Optional;

/**
 * What is to be thought of a key.
 *
 * @param verdict whether to accept it, or why not
 * @param licence what it says, if the signature is the shop's; so also if it is expired or for another product
 */
public record Verification(Verdict verdict, Optional<SignedLicence> licence) {
    /** Whether a key is to be accepted, and why not. */
    public enum Verdict {
        /** Signed by the shop, for this product, and not expired. */
        GENUINE,

        /** Signed by the shop for this product, and not valid any more. */
        EXPIRED,

        /** Signed by the shop, for another product. */
        OTHER_PRODUCT,

        /** Changed since it was signed, or signed by somebody else. */
        FORGED,

        /** No signed key, not a whole one, or one of a later format. */
        UNREADABLE
    }

    /**
     * Tells whether to accept the key.
     *
     * @return {@code true} only if it is {@link Verdict#GENUINE}
     */
    public boolean isGenuine() {
        return verdict == Verdict.GENUINE;
    }

    static Verification refused(Verdict verdict) {
        return new Verification(verdict, Optional.empty());
    }
}
