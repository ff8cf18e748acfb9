package dev.licencekeys.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private static final String KEY_SIGN = "\uD83D\uDD11";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K",
                "ABCD-EFGH-1234",
                "two words",
                "\uD83D\uDD11\uD83D\uDDDD\uFE0F",
                "\u00E9t\u00E9",
                "e\u0301te\u0301",
                "\u043A\u043B\u044E\u0447",
                "\u05DE\u05E4\u05EA\u05D7",
                "=HYPERLINK(\"https://example.com\")",
                "+1",
                "-1",
                "@x",
                "<script>alert(1)</script>",
                "\" onmouseover=\"x",
                "'; DROP TABLE licence_key --",
                "100%_",
                "\\"
            })
    void whatACustomerCanTypeIsAKey(String key) {
        assertThat(KeyText.problem(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00A0", "\u200B", "\u3000", " \u00A0\u200B\u3000", "\u0000", "\uFEFF"})
    void blankIsNoKey(String key) {
        assertThat(KeyText.problem(key)).hasValue("is blank");
    }

    @ParameterizedTest
    @CsvSource({"K, 1024", "K, 1023", "\uD83D\uDD11, 1024"})
    void keyOfUpTo1024CharactersIsAccepted(String character, int length) {
        assertThat(KeyText.problem(character.repeat(length))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"K, 1025", "K, 10000", "\uD83D\uDD11, 1025"})
    void keyOfMoreThan1024CharactersIsRejected(String character, int length) {
        assertThat(KeyText.problem(character.repeat(length)))
                .hasValue("has " + length + " characters; at most 1024 are allowed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, '\t', '\n', '\r', 0x1F, 0x7F, 0x85, 0x9F, 0x2028, 0x2029})
    void controlCharactersAreRejected(int control) {
        assertThat(KeyText.problem(around(control)))
                .hasValue(String.format("contains the control character U+%04X", control));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void halvesOfPairsAreRejected(int half) {
        String reason = String.format("contains U+%04X, half of a surrogate pair", half);
        assertThat(KeyText.problem(around(half))).hasValue(reason);
        assertThat(KeyText.problem(KEY_SIGN + (char) half)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xAD, 0x200B, 0x200D, 0x200E, 0x200F, 0x202E, 0x2060, 0x2066, 0xFEFF, 0xE0041})
    void invisibleCharactersAreRejected(int format) {
        assertThat(KeyText.problem(around(format)))
                .hasValue(String.format("contains the invisible character U+%04X", format));
    }

    private static String around(int codePoint) {
        return "CANARY" + Character.toString(codePoint) + "CANARY";
    }

    @Test
    void reasonsNeverQuoteTheKey() {
        assertThat(Stream.of(around(0), around('\t'), around(0xD800), around(0x200B), "CANARY".repeat(200)))
                .extracting(key -> KeyText.problem(key).orElseThrow())
                .noneMatch(reason -> reason.contains("CANARY"));
    }

    @Property(tries = 100_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyTextIsRejectedOrSurvivesUtf8(@ForAll(supplier = Texts.class) String text) {
        String key = Characters.trim(text);
        Optional<String> problem = KeyText.problem(key);
        assertThat(KeyText.isKey(key)).isEqualTo(problem.isEmpty());
        if (problem.isEmpty()) {
            String stored = new String(key.getBytes(UTF_8), UTF_8);
            assertThat(stored).isEqualTo(key);
            assertThat(KeyText.problem(stored)).isEmpty();
            assertThat(Characters.trim(stored)).isEqualTo(key);
            assertThat(KeyText.normalForm(KeyText.normalForm(key))).isEqualTo(KeyText.normalForm(key));
        } else {
            assertThat(problem.get()).isNotBlank();
        }
        Statistics.label("accepted")
                .collect(problem.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20 && percent < 80));
    }

    @Test
    void sameLetterInOneOrTwoCodePointsIsTheSame() {
        assertThat(KeyText.normalForm("e\u0301")).isEqualTo("\u00E9");
        assertThat(KeyText.normalForm("\u00E9")).isEqualTo("\u00E9");
        assertThat(KeyText.normalForm("q\u0307\u0323")).isEqualTo(KeyText.normalForm("q\u0323\u0307"));
    }

    @Test
    void lookAlikesStayDifferent() {
        // Not NFKC: a ligature, a full-width letter and a superscript are characters of their own.
        assertThat(KeyText.normalForm("\uFB01")).isEqualTo("\uFB01").isNotEqualTo("fi");
        assertThat(KeyText.normalForm("\uFF21")).isNotEqualTo("A");
        assertThat(KeyText.normalForm("\u00B2")).isNotEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "az", "lt"})
    void caseCountsInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(KeyText.normalForm("ISTI-i")).isEqualTo("ISTI-i").isNotEqualTo(KeyText.normalForm("isti-i"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Key-1, kEY-1",
        "I, i",
        "I, \u0131",
        "stra\u00DFe, STRASSE",
        "stra\u00DFe, Stra\u1E9Ee",
        "\u03A3\u03C3\u03C2, \u03C3\u03C2\u03C3",
        "\u00C9, e\u0301",
        "\u0390, \u03AA\u0301",
        "\u01C4, \u01C5",
        "\uFB01, FI",
        "\uD801\uDC00, \uD801\uDC28"
    })
    void foldedFormsAreEqual(String one, String other) {
        assertThat(KeyText.folded(one)).isEqualTo(KeyText.folded(other));
    }

    @ParameterizedTest
    @CsvSource({"\u0130, i", "\u0130, \u0131", "e, \u00E9", "\uFF21, A", "O, 0", "l, 1"})
    void otherLettersStayDifferentWhenFolded(String one, String other) {
        assertThat(KeyText.folded(one)).isNotEqualTo(KeyText.folded(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "az", "lt", "el"})
    void foldingIsTheSameInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(KeyText.folded("ISTI-\u0130")).isEqualTo("isti-i\u0307");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyLetterIsEqualToItsCapitalAndItsSmallOne() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            if (Character.getType(letter) != Character.SURROGATE && Character.isDefined(letter)) {
                String text = Character.toString(letter);
                String folded = KeyText.folded(text);
                assertThat(List.of(
                                KeyText.folded(text.toUpperCase(Locale.ROOT)),
                                KeyText.folded(text.toLowerCase(Locale.ROOT)),
                                KeyText.folded(folded)))
                        .as("folded forms of %s", Characters.name(letter))
                        .containsOnly(folded);
            }
        }
    }
}
