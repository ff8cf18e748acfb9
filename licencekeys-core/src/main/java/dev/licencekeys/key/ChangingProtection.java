package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores keys in one way, and reads and finds those that are stored in others, too. */
final class ChangingProtection implements KeyProtection {
    /** The current one first. */
    private final List<KeyProtection> all;

    private final KeyProtection current;
    private final Optional<KeyProtection> findingOtherwise;

    private ChangingProtection(List<KeyProtection> all, List<KeyProtection> findingOtherwise) {
        this.all = all;
        this.current = all.get(0);
        this.findingOtherwise = findingOtherwise.stream().findFirst();
    }

    static KeyProtection of(KeyProtection current, KeyProtection other) {
        List<KeyProtection> all =
                Stream.concat(parts(current).stream(), parts(other).stream()).toList();
        requireDistinctSecrets(all);
        List<KeyProtection> findingOtherwise =
                all.stream().filter(each -> !findAlike(each, all.get(0))).toList();
        if (findingOtherwise.stream().anyMatch(each -> !findAlike(each, findingOtherwise.get(0)))) {
            throw new InvalidInputException(
                    "other", "brings a third way to find keys; finish one change of it before the next begins");
        }
        return new ChangingProtection(all, findingOtherwise);
    }

    private static List<KeyProtection> parts(KeyProtection protection) {
        return protection instanceof ChangingProtection changing ? changing.all : List.of(protection);
    }

    private static void requireDistinctSecrets(List<KeyProtection> all) {
        List<KeyRing> rings = all.stream()
                .filter(EncryptedProtection.class::isInstance)
                .map(each -> ((EncryptedProtection) each).ring())
                .toList();
        for (int i = 0; i < rings.size(); i++) {
            for (KeyRing before : rings.subList(0, i)) {
                rings.get(i).requireDistinctFrom(before);
            }
        }
    }

    private static boolean findAlike(KeyProtection one, KeyProtection other) {
        return knownText(one).equals(knownText(other));
    }

    private static Fingerprint knownText(KeyProtection protection) {
        return protection.fingerprint(ProtectionProof.SHOP, ProtectionProof.TEXT);
    }

    @Override
    public SealedValue seal(String shop, KeyId id, String value) {
        return current.seal(shop, id, value);
    }

    @Override
    public LicenceKey open(String shop, KeyId id, SealedValue sealed) {
        return all.stream()
                .filter(each -> each.isCurrent(sealed))
                .findFirst()
                .orElse(current)
                .open(shop, id, sealed);
    }

    @Override
    public Fingerprint fingerprint(String shop, String normalForm) {
        return current.fingerprint(shop, normalForm);
    }

    @Override
    public Optional<Fingerprint> otherFingerprint(String shop, String normalForm) {
        return findingOtherwise.map(other -> other.fingerprint(shop, normalForm));
    }

    @Override
    public boolean isCurrent(SealedValue sealed) {
        return current.isCurrent(sealed);
    }

    @Override
    public ProtectionProof prove() {
        return current.prove();
    }

    @Override
    public void verify(ProtectionProof proof) {
        List<KeyProtection> readers =
                all.stream().filter(each -> each.isCurrent(proof.value())).toList();
        KeyProtection nearest = readers.isEmpty() ? current : readers.get(0);
        readers.stream()
                .filter(each -> knownText(each).equals(proof.fingerprint()))
                .findFirst()
                .orElse(nearest)
                .verify(proof);
    }

    @Override
    public String toString() {
        return "KeyProtection.changing";
    }
}
