package dev.licencekeys.examples.storefront.shop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The secret part of a download page's address. Whoever has it may see the order; the database has only its hash, so that
 * nobody who reads the database can open the page. So each mail has a token of its own, made when the mail is written.
 */
@Repository
public class DownloadTokens {
    private static final int BYTES = 32;
    private static final int LENGTH = 43;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;

    DownloadTokens(JdbcClient database) {
        this.database = database;
    }

    /** A new token for an order; those before stay good. */
    public String issue(String order) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.sql("insert into shop_download (token_hash, order_id, issued_at) values (?, ?, ?)")
                .params(hash(token), order, OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** The order that a token is for. */
    public Optional<String> orderOf(String token) {
        if (token.length() != LENGTH) {
            return Optional.empty();
        }
        return database.sql("select order_id from shop_download where token_hash = ?")
                .param(hash(token))
                .query(String.class)
                .optional();
    }

    /** Unsalted, as the token is random: nobody can guess his way to it. */
    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
