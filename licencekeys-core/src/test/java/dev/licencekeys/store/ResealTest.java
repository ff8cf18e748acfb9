package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two nodes on both sides of a change of secrets meet in what they share, and in nothing where nothing changes. */
class ResealTest {
    private static final Fingerprint LOW = new Fingerprint(new byte[] {1});
    private static final Fingerprint HIGH = new Fingerprint(new byte[] {2});

    private static SealedKey key(Fingerprint fingerprint, Optional<Fingerprint> folded) {
        return new SealedKey(new KeyId(new UUID(1, 1)), new SealedValue(new byte[1]), fingerprint, folded);
    }

    @Test
    void whatIsFoundAsBeforeIsSharedWithNobody() {
        Reseal same = new Reseal(key(LOW, Optional.of(HIGH)), key(LOW, Optional.of(HIGH)));
        assertThat(same.sharedFingerprint()).isEmpty();
        assertThat(same.sharedFolded()).isEmpty();
    }

    @Test
    void theLowerOfBothIsShared() {
        Reseal up = new Reseal(key(LOW, Optional.of(LOW)), key(HIGH, Optional.of(HIGH)));
        assertThat(up.sharedFingerprint()).contains(LOW);
        assertThat(up.sharedFolded()).contains(LOW);
        Reseal down = new Reseal(key(HIGH, Optional.of(HIGH)), key(LOW, Optional.of(LOW)));
        assertThat(down.sharedFingerprint()).contains(LOW);
        assertThat(down.sharedFolded()).contains(LOW);
    }

    @Test
    void aKeyWhoseCaseCountsIsSharedInOneWay() {
        Reseal reseal = new Reseal(key(LOW, Optional.empty()), key(HIGH, Optional.empty()));
        assertThat(reseal.sharedFingerprint()).contains(LOW);
        assertThat(reseal.sharedFolded()).isEmpty();
    }

    @Test
    void aNewKeySharesTheLowerToo() {
        assertThat(new Folded(HIGH, Optional.of(LOW)).sharedFingerprint()).contains(LOW);
        assertThat(new Folded(LOW, Optional.of(HIGH)).sharedFingerprint()).contains(LOW);
        assertThat(new Folded(LOW, Optional.empty()).sharedFingerprint()).isEmpty();
    }
}
