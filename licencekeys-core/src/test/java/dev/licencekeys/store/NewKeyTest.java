package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewKeyTest {
    private static final Fingerprint LOW = print(1);
    private static final Fingerprint HIGH = print(-1);
    private static final KeyId KEY = new KeyId(new UUID(1, 1));

    private static Fingerprint print(int content) {
        byte[] bytes = new byte[Fingerprint.LENGTH];
        Arrays.fill(bytes, (byte) content);
        return new Fingerprint(bytes);
    }

    private static NewKey key(Fingerprint one, Optional<Fingerprint> other, UUID importId) {
        return new NewKey(KEY, new SealedValue(new byte[1]), one, other, importId, "", Instant.EPOCH);
    }

    @Test
    void duringAChangeOfSecretsItIsFoundByBoth() {
        NewKey changing = key(HIGH, Optional.of(LOW), NewKey.GENERATED);
        assertThat(changing.hasOtherFingerprint()).isTrue();
        assertThat(changing.fingerprints()).containsExactly(HIGH, LOW);
        assertThat(changing.sharedFingerprint()).contains(LOW);
        assertThat(key(LOW, Optional.of(HIGH), NewKey.GENERATED).sharedFingerprint())
                .as("as whoever is on the other side has it")
                .contains(LOW);
    }

    @Test
    void otherwiseItIsFoundByOne() {
        NewKey calm = key(HIGH, Optional.empty(), NewKey.GENERATED);
        assertThat(calm.hasOtherFingerprint()).isFalse();
        assertThat(calm.fingerprints()).containsExactly(HIGH);
        assertThat(calm.sharedFingerprint()).isEmpty();
    }

    @Test
    void itIsGeneratedOrUploaded() {
        assertThat(key(LOW, Optional.empty(), NewKey.GENERATED).generated()).isTrue();
        assertThat(key(LOW, Optional.empty(), NewKey.TEST).generated()).isTrue();
        assertThat(key(LOW, Optional.empty(), new UUID(9, 9)).generated()).isFalse();
    }

    @Test
    void whateverItsCaseItIsFoundByAsMany() {
        assertThat(new Folded(HIGH, Optional.of(LOW)).fingerprints()).containsExactly(HIGH, LOW);
        assertThat(new Folded(HIGH, Optional.empty()).fingerprints()).containsExactly(HIGH);
        Folded folded = new Folded(LOW, Optional.empty());
        NewKey key = key(HIGH, Optional.empty(), NewKey.GENERATED).withFolded(folded);
        assertThat(key.folded()).contains(folded);
        assertThat(key.fingerprint()).isEqualTo(HIGH);
    }
}
