package dev.licencekeys.key.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The program that is sold needs these six classes and the JDK. */
class StandaloneVerifierTest {
    private static final String PACKAGE = "dev.licencekeys.key.signed.";

    @Test
    void verifierNeedsNothingButTheJdk() throws Exception {
        String key = LicenceSigner.of("editor", TestKeys.pair()).next(Instant.EPOCH);
        InstantSource clock = () -> Instant.EPOCH;

        Class<?> verifierType = new Alone().loadClass(PACKAGE + "LicenceVerifier");
        Object verifier = verifierType
                .getMethod("of", String.class, String.class, InstantSource.class)
                .invoke(null, "editor", TestKeys.PUBLIC, clock);
        Object verification = verifierType.getMethod("verify", String.class).invoke(verifier, key);

        assertThat(verifierType).isNotSameAs(LicenceVerifier.class);
        assertThat(verification.toString())
                .startsWith("Verification[verdict=GENUINE, licence=Optional[SignedLicence[product=editor");
    }

    /** Knows only those classes and the JDK's. */
    private static final class Alone extends ClassLoader {
        private static final Set<String> NAMES = Set.of(
                "LicenceVerifier",
                "SignedLicence",
                "Verification",
                "Verification$Verdict",
                "SignedFormat",
                "CrockfordBase32",
                "KeyFile");

        Alone() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE) || !NAMES.contains(name.substring(PACKAGE.length()))) {
                throw new ClassNotFoundException(name);
            }
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = StandaloneVerifierTest.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
