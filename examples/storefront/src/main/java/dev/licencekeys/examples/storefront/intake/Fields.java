package dev.licencekeys.examples.storefront.intake;

import java.util.List;
import java.util.Optional;

/** What has to be in a webhook. Platforms add fields as they like, so others are ignored. */
final class Fields {
    private static final int MAX_QUANTITY = 10_000;

    private Fields() {}

    static <T> T require(String field, T value) {
        if (value == null) {
            throw new UnreadableWebhookException(field, "is missing");
        }
        return value;
    }

    /** As short as the shop's table takes it. */
    static String text(String field, String value, int longest) {
        String text = require(field, value);
        if (text.isBlank()) {
            throw new UnreadableWebhookException(field, "is blank");
        }
        return text.length() <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest / 2));
    }

    static int quantity(String field, Integer value) {
        int quantity = require(field, value);
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new UnreadableWebhookException(field, "is " + quantity + "; it must be from 1 to " + MAX_QUANTITY);
        }
        return quantity;
    }

    static Optional<String> filled(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    static <T> List<T> list(String field, List<T> values) {
        List<T> list = require(field, values);
        if (list.contains(null)) {
            throw new UnreadableWebhookException(field, "has an entry that is null");
        }
        return list;
    }
}
