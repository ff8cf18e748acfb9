package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.KeySource;
import java.util.List;
import java.util.stream.Collectors;

/** Where keys come from, as the choices of a form and as words. */
final class Sources {
    private static final String GENERATED = "generated";
    private static final String UNTAGGED = "untagged";
    private static final String TAG = "tag:";

    private Sources() {}

    static String code(KeySource source) {
        if (source instanceof KeySource.FromPool from) {
            return from.pool().tag().map(tag -> TAG + tag).orElse(UNTAGGED);
        }
        return GENERATED;
    }

    /** What a form chose; a tag stands behind {@code tag:}, so that one called "generated" is no other source. */
    static KeySource parse(String code) {
        return switch (code) {
            case GENERATED -> new KeySource.Generated();
            case UNTAGGED -> new KeySource.FromPool(Pool.untagged());
            default -> new KeySource.FromPool(Pool.tagged(code.startsWith(TAG) ? code.substring(TAG.length()) : code));
        };
    }

    static List<Pool> pools(AssignmentMethod method) {
        return method.sources().stream()
                .filter(KeySource.FromPool.class::isInstance)
                .map(source -> ((KeySource.FromPool) source).pool())
                .toList();
    }

    /** Such as "photo-v2, then photo-v1, then made at the sale". */
    static String words(AssignmentMethod method) {
        return method.sources().stream().map(Sources::words).collect(Collectors.joining(", then "));
    }

    private static String words(KeySource source) {
        if (source instanceof KeySource.FromPool from) {
            return from.pool().tag().map(Object::toString).orElse("keys without a tag");
        }
        return "made at the sale";
    }
}
