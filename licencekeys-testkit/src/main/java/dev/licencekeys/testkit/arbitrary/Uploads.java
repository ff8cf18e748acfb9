package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.pool.Pool;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Uploads of up to twenty keys. */
public final class Uploads {
    private static final int MOST = 20;

    private Uploads() {}

    /** Into the pools of {@link Products#TAGS}, and the untagged one. */
    public static Arbitrary<Upload> any() {
        return into(Stream.concat(Products.TAGS.stream().map(Pool::tagged), Stream.of(Pool.untagged()))
                .toList());
    }

    /**
     * Into one of these pools.
     *
     * @param pools at least one
     */
    public static Arbitrary<Upload> into(List<Pool> pools) {
        Arbitrary<List<String>> keys = KeyValues.any()
                .list()
                // As the library compares them: composed.
                .uniqueElements(key -> Normalizer.normalize(key, Normalizer.Form.NFC))
                .ofMinSize(1)
                .ofMaxSize(MOST);
        return Combinators.combine(Arbitraries.of(pools), keys).as(Upload::new);
    }
}
