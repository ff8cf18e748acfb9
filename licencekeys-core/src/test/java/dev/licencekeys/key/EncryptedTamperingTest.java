package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write to the database can destroy a key, but not exchange it for another. */
class EncryptedTamperingTest {
    private static final KeyId ID = new KeyId(new UUID(1, 2));
    private static final String CANARY = "CANARY-5YJ3-77QX-CANARY-8WZ2";

    private final KeyProtection protection = KeyProtection.encrypted(Rings.ring());

    @Test
    void everyFlippedBitIsRefused() {
        int flips = 0;
        // In each of them every bit: of the format, the key's id and its length, the nonce, the ciphertext and the tag.
        for (String value : new String[] {"", CANARY, CANARY.repeat(3)}) {
            byte[] sealed = protection.seal("shop", ID, value).bytes();
            for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
                byte[] flipped = sealed.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                requireRefusal(flipped);
                flips++;
            }
        }
        assertThat(flips).isGreaterThan(1_000);
    }

    @Test
    void whatIsCutOrExtendedIsRefused() {
        byte[] sealed = protection.seal("shop", ID, CANARY).bytes();
        for (int length = 0; length < 2 * sealed.length; length++) {
            if (length != sealed.length) {
                requireRefusal(Arrays.copyOf(sealed, length));
            }
        }
        for (int start = 1; start <= sealed.length; start++) {
            requireRefusal(Arrays.copyOfRange(sealed, start, sealed.length));
        }
    }

    @Test
    void rowsThatWereSwappedAreRefused() {
        KeyId other = new KeyId(new UUID(3, 4));
        SealedValue one = protection.seal("shop", ID, CANARY);
        SealedValue two = protection.seal("shop", other, CANARY);
        SealedValue elsewhere = protection.seal("shop2", ID, CANARY);

        requireRefusal(two.bytes());
        requireRefusal(elsewhere.bytes());
        assertThatThrownBy(() -> protection.open("shop", other, one)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> protection.open("shop2", ID, one)).isInstanceOf(StoreException.class);
    }

    @Test
    void partsOfTwoValuesDoNotMakeAThird() {
        byte[] one = protection.seal("shop", ID, CANARY).bytes();
        byte[] two = protection.seal("shop", ID, CANARY).bytes();
        for (int cut = 5; cut < one.length; cut++) {
            byte[] spliced = one.clone();
            System.arraycopy(two, cut, spliced, cut, two.length - cut);
            // The nonces' first bytes may be equal, and the tags' last.
            if (!Arrays.equals(spliced, one) && !Arrays.equals(spliced, two)) {
                requireRefusal(spliced);
            }
        }
    }

    @Test
    void bytesThatNobodySealedAreRefused() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (noise.length > 1 && i % 2 == 0) {
                noise[0] = 1;
                noise[1] = (byte) random.nextInt(5);
            }
            requireRefusal(noise);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 127, 128, 255})
    void unknownFormatIsNamed(int format) {
        byte[] sealed = protection.seal("shop", ID, CANARY).bytes();
        sealed[0] = (byte) format;
        assertThatThrownBy(() -> protection.open("shop", ID, new SealedValue(sealed)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in the format " + format + ", which is unknown");
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void damageIsNamedWithoutWhatWasFound(byte[] sealed) {
        assertThatThrownBy(() -> protection.open("shop", ID, new SealedValue(sealed)))
                .isInstanceOf(StoreException.class)
                .hasMessage("key " + ID + " is stored damaged: not what encrypted() writes; restore it from a backup");
    }

    static byte[][] damaged() {
        byte[] longId = new byte[2 + 33 + 12 + 16];
        Arrays.fill(longId, (byte) 'k');
        longId[0] = 1;
        longId[1] = 33;
        byte[] noId = new byte[2 + 12 + 16];
        noId[0] = 1;
        byte[] badId = noId.clone();
        badId[1] = 1;
        return new byte[][] {
            {}, {1}, {1, 2}, {1, 2, 'k', '1'}, Arrays.copyOf(longId, 2 + 12 + 16 + 32), longId, noId, badId
        };
    }

    private void requireRefusal(byte[] sealed) {
        assertThatThrownBy(() -> protection.open("shop", ID, new SealedValue(sealed)))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isFalse())
                .satisfies(failure -> assertThat(everythingOf(failure)).doesNotContain("5YJ3", "77QX", "8WZ2"));
    }

    /** The message, those of its causes, and the traces. */
    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
