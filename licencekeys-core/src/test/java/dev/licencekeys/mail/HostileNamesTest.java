package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.KeyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a name holds, a mail is built as it is with a harmless one. */
class HostileNamesTest {
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "</title>",
            "</bdi>",
            "<!--",
            "-->",
            "]]>",
            "<img src=x onerror=alert(1)>",
            "\"",
            "'",
            "\" onclick=\"alert(1)",
            "&",
            "&lt;",
            "&#0;",
            "\r\nBcc: eve@example.com",
            "\n\n",
            "\0",
            "\u2028",
            "\u0085",
            "{0}",
            "{1,number}",
            "'{",
            "}",
            "\uE0000",
            "\uE0009",
            "שלום",
            "مرحبا",
            "\u202E",
            "\u2066",
            "👩‍💻",
            "🔑",
            "\uD83D",
            "\uDE00",
            "\uFFFE",
            "\uFDD0",
            " ",
            "x",
            "%s",
            "$1",
            "\\");

    @Property(tries = 300)
    void namesInMailsToCustomersBuildNothing(
            @ForAll("names") String product, @ForAll("names") String shop, @ForAll Language language) {
        Assume.that(!Characters.isBlank(shop) && !Characters.isBlank(OneLine.of(product)));
        MailText harmless = ready(language, "Photo & Co", "Photo Editor");
        MailText hostile = ready(language, shop, product);

        assertBuiltAlike(hostile, harmless);
        assertThat(Page.of(hostile).all("bdi"))
                .extracting(element -> element.getTextContent())
                .contains(OneLine.of(product), OneLine.of(shop));
        assertThat(hostile.plain().lines().count())
                .isEqualTo(harmless.plain().lines().count());
    }

    private static MailText ready(Language language, String shop, String product) {
        return MailTexts.in(language.locale)
                .withShopName(shop)
                .keysReady(
                        Samples.fulfilment("1001", Samples.line(Samples.EDITOR, 0, "KEY-1")),
                        ref -> product,
                        Samples.PAGE);
    }

    @Property(tries = 300)
    void namesInMailsToMerchantsBuildNothing(@ForAll("names") String name, @ForAll Language language) {
        MailTexts texts = MailTexts.in(language.locale);
        List<Event> hostile = events(name);
        List<Event> harmless = events("x");
        for (int i = 0; i < Math.min(hostile.size(), harmless.size()); i++) {
            MailText mail = texts.toMerchant(hostile.get(i)).orElseThrow();
            assertBuiltAlike(mail, texts.toMerchant(harmless.get(i)).orElseThrow());
        }
    }

    /** What the library's own checks let through. */
    private static List<Event> events(String name) {
        List<Event> events = new ArrayList<>();
        events.add(Samples.waits(name, name, 2));
        events.add(Samples.filled(name, name, 2, 1));
        events.add(Samples.refunded(name, act(name), 2, RefundPolicy.REVOKE));
        try {
            events.add(Samples.thresholdOfUnknownDays(Pool.tagged(name), 60, 12));
        } catch (InvalidInputException e) {
            // Such a pool there is not.
        }
        return events;
    }

    private static Act act(String name) {
        try {
            return new Act(name, "x" + name);
        } catch (InvalidInputException e) {
            return new Act("x", "x");
        }
    }

    private static void assertBuiltAlike(MailText hostile, MailText harmless) {
        Page page = Page.of(hostile);
        assertThat(page.structure()).isEqualTo(Page.of(harmless).structure());
        assertThat(page.foreign()).isEmpty();
        assertThat(Characters.first(hostile.subject(), Characters::isControl)).isEmpty();
        assertThat(page.title()).isEqualTo(hostile.subject());
        assertThat(hostile.subject()).hasSizeLessThan(3 * OneLine.MAX_LENGTH);
        assertThat(hostile.html()).hasSizeLessThan(20_000);
        assertThat(hostile.plain()).hasSizeLessThan(4_000);
    }

    @Property(tries = 300)
    void aKeyIsReadAsItIs(@ForAll("names") String key) {
        Assume.that(KeyText.isKey(key) && key.codePoints().noneMatch(c -> (c & 0xFFFE) == 0xFFFE || c == 0xFDD0));
        MailText mail = MailTexts.in(Locale.ENGLISH)
                .withKeys()
                .keysReady(
                        Samples.fulfilment("1001", Samples.line(Samples.EDITOR, 0, key)),
                        product -> "Photo Editor",
                        Samples.PAGE);

        assertThat(Page.of(mail).only("code").getTextContent()).isEqualTo(key);
        assertThat(mail.plain().lines()).contains(key);
        assertThat(Page.of(mail).foreign()).isEmpty();
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> mixed =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("", list));
        Arbitrary<String> huge =
                Arbitraries.of(PIECES).map(piece -> ("x" + piece).repeat(10_000 / (piece.length() + 1)));
        return Arbitraries.frequencyOf(
                Tuple.of(20, mixed),
                Tuple.of(10, Arbitraries.strings().ofMinLength(1).ofMaxLength(50)),
                Tuple.of(1, huge));
    }

    enum Language {
        ENGLISH(Locale.ENGLISH),
        GERMAN(Locale.GERMAN);

        private final Locale locale;

        Language(Locale locale) {
            this.locale = locale;
        }
    }
}
