/**
 * Keys that the customer's program can verify without asking anybody: what they say is signed with Ed25519.
 *
 * <p>The shop makes them with {@link dev.licencekeys.key.signed.LicenceSigner}; the program that is sold has only the
 * public key, and {@link dev.licencekeys.key.signed.LicenceVerifier}. That class and what it needs, {@code
 * SignedLicence}, {@code Verification}, {@code SignedFormat}, {@code CrockfordBase32} and {@code KeyFile}, depend on
 * nothing but Java 17, so that they can be put into the program alone; therefore they throw {@link
 * java.lang.IllegalArgumentException} where the rest of the library has exceptions of its own.
 *
 * <p>What to know before choosing them: they are long, and a key that was refunded or passed on stays genuine. Only the
 * shop's look-up knows that it was revoked; and a program whose clock the customer sets back has not expired.
 */
@NullMarked
package dev.licencekeys.key.signed;

import org.jspecify.annotations.NullMarked;
