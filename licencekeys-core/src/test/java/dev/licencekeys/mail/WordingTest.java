package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.text.BundledTexts;
import java.io.IOException;
import java.io.StringReader;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Wording ENGLISH = Wording.in(Locale.ENGLISH);

    @Test
    void everyLanguageHasEverySentenceWithTheSameArguments() {
        for (Locale language : BundledTexts.LANGUAGES) {
            Wording other = Wording.in(language);
            assertThat(other.patterns().keySet())
                    .containsExactlyInAnyOrderElementsOf(ENGLISH.patterns().keySet());
            other.patterns().forEach((key, pattern) -> {
                assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
                if (!key.equals("date")) {
                    assertThat(arguments(pattern))
                            .as(key + " in " + language)
                            .isEqualTo(arguments(ENGLISH.patterns().getOrDefault(key, "")));
                }
            });
        }
    }

    private static int arguments(String pattern) {
        return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    @Test
    void theLanguagesAreThoseOfTheFiles() {
        assertThat(BundledTexts.LANGUAGES).containsExactly(Locale.ENGLISH, Locale.GERMAN);
        for (String language : Locale.getISOLanguages()) {
            assertThat(Wording.class.getResource("texts_" + language + ".properties") != null)
                    .as(language)
                    .isEqualTo(BundledTexts.LANGUAGES.contains(new Locale(language)));
        }
    }

    @Test
    void numbersAndTimesAreWrittenAsTheCountryDoes() {
        MailText german = warning(MailTexts.in(Locale.GERMANY).in(ZoneId.of("Europe/Berlin")));
        assertThat(german.plain()).contains("2.400").contains("28. November 2026, 12:45 MEZ");
        assertThat(warning(MailTexts.in(new Locale("de", "CH"))).plain()).contains("2’400");
        assertThat(warning(MailTexts.in(Locale.US)).plain()).contains("2,400").contains("28 November 2026, 11:45 UTC");
    }

    @Test
    void aLanguageThatWeLackIsEnglishThroughout() {
        assertThat(warning(MailTexts.in(Locale.FRENCH))).isEqualTo(warning(MailTexts.in(Locale.ENGLISH)));
    }

    @Test
    void aHostsOwnWordsStandWhereItHasSome() {
        MailText mail = warning(MailTexts.in(Locale.FRENCH).with(bundle("""
                threshold.heading=Il ne reste plus grand-chose dans {0}
                threshold.subject=Encore {0,number,integer} clés : {1}
                fact.at=Quand
                date=d MMMM
                unknown.to.us=autre chose
                """)));

        assertThat(mail.subject()).isEqualTo("Encore 2\u202F400 clés : photo-v2");
        assertThat(mail.plain())
                .startsWith("Il ne reste plus grand-chose dans photo-v2\n")
                .contains("Upload more keys")
                .endsWith("Quand: 28 novembre\n");
        assertThat(mail.html()).contains("<html lang=\"fr\"");
    }

    @Test
    void aLineBreakInAHostsSubjectEndsNoHeader() {
        String subject = warning(MailTexts.in(Locale.ENGLISH).with(bundle("threshold.subject=a\\r\\nBcc: {1}")))
                .subject();

        assertThat(subject).isEqualTo("a Bcc: photo-v2");
    }

    @Test
    void markupInAHostsWordsIsText() {
        MailText mail = warning(MailTexts.in(Locale.ENGLISH).with(bundle("threshold.advice=<b>Hurry</b> \uE0009 &")));

        assertThat(Page.of(mail).foreign()).isEmpty();
        assertThat(mail.html()).contains("&lt;b&gt;Hurry&lt;/b&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threshold.heading={0",
                "threshold.heading={0,number}",
                "threshold.heading={1}",
                "threshold.heading={0,choice,x}",
                "date=quarter past b"
            })
    void wordsThatCannotBeUsedAreRefusedAtOnce(String entry) {
        assertThatThrownBy(() -> MailTexts.in(Locale.ENGLISH).with(bundle(entry)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + entry.substring(0, entry.indexOf('=')) + "\"");
    }

    private static MailText warning(MailTexts texts) {
        return texts.toMerchant(Samples.threshold(Samples.PHOTO, ThresholdLevel.percent(80), 12_000, 2_400, 3))
                .orElseThrow();
    }

    private static ResourceBundle bundle(String text) {
        try {
            return new PropertyResourceBundle(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
