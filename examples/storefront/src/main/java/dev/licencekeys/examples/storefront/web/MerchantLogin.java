package dev.licencekeys.examples.storefront.web;

import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Who may see the merchant's side.
 *
 * @param user the name, which is on record with what is done by hand
 * @param passwordHash as Spring Security writes it: {@code {bcrypt}$2a$10$…}; null: a new password at each start, which only
 *     the demo tells
 */
@ConfigurationProperties("shop.merchant")
public record MerchantLogin(@DefaultValue("merchant") String user, String passwordHash) {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 12;

    /** The role of whoever is logged in. */
    static final String ROLE = "MERCHANT";

    private static final class Once {
        private static final String PASSWORD = new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** The password that was made up at this start; empty if the shop has one of its own. */
    public Optional<String> madeUp() {
        return passwordHash == null ? Optional.of(Once.PASSWORD) : Optional.empty();
    }

    UserDetails details() {
        PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        return User.withUsername(user)
                .password(madeUp().map(encoder::encode).orElse(passwordHash))
                .roles(ROLE)
                .build();
    }
}
