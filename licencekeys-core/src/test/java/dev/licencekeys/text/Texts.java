package dev.licencekeys.text;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Text as a shop's file may hold it: of all planes, with controls, invisible characters and halves of pairs. */
final class Texts implements ArbitrarySupplier<String> {
    private static final int KEY_SIGN = 0x1F511;

    @Override
    public Arbitrary<String> get() {
        return Arbitraries.frequencyOf(
                Tuple.of(49, codePoints().list().ofMaxSize(20).map(Texts::text)),
                Tuple.of(
                        50,
                        between(0, Character.MAX_CODE_POINT).list().ofMaxSize(4).map(Texts::text)),
                Tuple.of(1, aboutTheLongest()));
    }

    private static Arbitrary<Integer> codePoints() {
        return Arbitraries.frequencyOf(
                Tuple.of(40, between(' ', '~')),
                Tuple.of(4, between(0, 0xFFFF)),
                Tuple.of(4, between(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT)),
                Tuple.of(
                        2,
                        Arbitraries.of(' ', '\t', '\u00A0', '\u200B', '\u3000', '\uFEFF')
                                .map(c -> (int) c)),
                Tuple.of(1, between(Character.MIN_SURROGATE, Character.MAX_SURROGATE)),
                Tuple.of(1, between(0, 0x1F)));
    }

    private static Arbitrary<Integer> between(int min, int max) {
        return Arbitraries.integers().between(min, max).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<String> aboutTheLongest() {
        return Arbitraries.of((int) 'K', KEY_SIGN)
                .list()
                .ofMinSize(KeyText.MAX_LENGTH - 2)
                .ofMaxSize(KeyText.MAX_LENGTH + 2)
                .map(Texts::text);
    }

    private static String text(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }
}
