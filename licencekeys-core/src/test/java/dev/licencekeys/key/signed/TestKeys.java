package dev.licencekeys.key.signed;

import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;

/** A pair of keys that everybody knows: the first test vector of RFC 8032. */
final class TestKeys {
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String POINT = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    /** As {@code openssl} writes them, between the first line and the last. */
    static final String PRIVATE = base64("302e020100300506032b657004220420" + SEED);

    static final String PUBLIC = base64("302a300506032b6570032100" + POINT);

    private TestKeys() {}

    static KeyPair pair() {
        return SigningKeys.read(PRIVATE, PUBLIC);
    }

    static String pem(String kind, String base64) {
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
