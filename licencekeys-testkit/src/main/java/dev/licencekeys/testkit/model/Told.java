package dev.licencekeys.testkit.model;

import java.util.List;

/**
 * What a call answers.
 *
 * @param keys the keys that the answer names, in its order
 * @param text the rest
 * @param <K> how keys are known: by the shop's ids, or as the model's
 */
record Told<K>(List<K> keys, String text) {
    static <K> Told<K> of(String text) {
        return new Told<>(List.of(), text);
    }

    static <K> Told<K> of(K key, String text) {
        return new Told<>(List.of(key), text);
    }
}
