package dev.licencekeys.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.BundledTexts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextsTest {
    private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");

    @Test
    void everyLanguageHasEveryTextAndNoOther() {
        for (Locale language : BundledTexts.LANGUAGES) {
            assertThat(BundledTexts.of(DisplayTexts.class, language).keySet())
                    .as(language.toString())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(DisplayText.values())
                            .map(DisplayText::key)
                            .toList());
            DisplayTexts.standard(language)
                    .asMap()
                    .forEach((text, words) -> assertThat(
                                    DisplayTexts.none().with(text, words).get(text))
                            .as("%s as a merchant's own", text)
                            .contains(words));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLanguageFillsInTheSame(DisplayText text) {
        for (Locale language : BundledTexts.LANGUAGES) {
            assertThat(names(DisplayTexts.standard(language).get(text).orElseThrow()))
                    .isEqualTo(names(
                            DisplayTexts.standard(Locale.ENGLISH).get(text).orElseThrow()));
        }
    }

    private static Map<String, Long> names(String words) {
        return NAME.matcher(words)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    @Test
    void theLanguagesAreThoseOfTheFiles() {
        for (String language : Locale.getISOLanguages()) {
            assertThat(DisplayTexts.class.getResource("texts_" + language + ".properties") != null)
                    .as(language)
                    .isEqualTo(BundledTexts.LANGUAGES.contains(new Locale(language)));
        }
    }

    @Test
    void otherLanguagesAreAddressedInEnglish() {
        assertThat(DisplayTexts.standard(Locale.JAPANESE)).isEqualTo(DisplayTexts.standard(Locale.ENGLISH));
        assertThat(DisplayTexts.standard(Locale.ROOT)).isEqualTo(DisplayTexts.standard(Locale.ENGLISH));
        assertThat(DisplayTexts.standard(new Locale("de", "CH"))).isEqualTo(DisplayTexts.standard(Locale.GERMAN));
        assertThat(DisplayTexts.standard(Locale.GERMAN)).isNotEqualTo(DisplayTexts.standard(Locale.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \u00A0\u200B",
                "two\nlines",
                "a\tb",
                "\0",
                "\u0085",
                "\u2028",
                "half \uD83D",
                "\uDD11 half",
                "{order}",
                "{Product}",
                "a {} b",
                "{{waiting}}"
            })
    void whatCanBeNoButtonIsRefusedByName(String words) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DisplayTexts.none().with(DisplayText.KEY_BUTTON, words))
                .withMessageStartingWith("KEY_BUTTON ")
                .satisfies(e -> assertThat(e.field()).isEqualTo("KEY_BUTTON"));
    }

    @Test
    void onlyWhatIsFilledInMayStandInBraces() {
        DisplayTexts title = DisplayTexts.none().with(DisplayText.DIALOG_TITLE, "{product}: {order}, {product}");
        assertThat(title.get(DisplayText.DIALOG_TITLE)).contains("{product}: {order}, {product}");
        assertThatThrownBy(() -> title.with(DisplayText.DIALOG_TITLE, "{product} of {oder}"))
                .hasMessage("DIALOG_TITLE has {oder}, which is not filled in; only {order} and {product} can be");
        assertThatThrownBy(() -> title.with(DisplayText.CLOSE, "close {order}"))
                .hasMessage("CLOSE has {order}, which is not filled in; nothing is in this text");
        for (String words : new String[] {"{", "}{", "a } b", ":-{"}) {
            assertThat(title.with(DisplayText.CLOSE, words).get(DisplayText.CLOSE))
                    .contains(words);
        }
    }

    @Test
    void fiveHundredCodePointsAreEnough() {
        for (String character : new String[] {"a", "\uD83D\uDD11"}) {
            String longest = character.repeat(DisplayTexts.MAX_LENGTH);
            assertThat(DisplayTexts.none().with(DisplayText.COPY, longest).get(DisplayText.COPY))
                    .contains(longest);
            assertThatThrownBy(() -> DisplayTexts.none().with(DisplayText.COPY, longest + "a"))
                    .hasMessage("COPY has 501 characters; at most 500 are allowed");
        }
    }

    @Test
    void oneIsNotChangedByAnother() {
        DisplayTexts one = DisplayTexts.none().with(DisplayText.COPY, "one");
        DisplayTexts both = one.with(DisplayText.CLOSE, "two");
        assertThat(one.asMap()).containsExactly(Map.entry(DisplayText.COPY, "one"));
        assertThat(both.asMap())
                .containsExactly(Map.entry(DisplayText.COPY, "one"), Map.entry(DisplayText.CLOSE, "two"));
        assertThat(both.without(DisplayText.CLOSE)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(both.without(DisplayText.COPY).without(DisplayText.CLOSE)).isEqualTo(DisplayTexts.none());
        assertThat(both).isNotEqualTo(both.asMap());
        assertThat(both.get(DisplayText.COPIED)).isEmpty();
        assertThatThrownBy(() -> both.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(DisplayTexts.none().asMap()).isEmpty();
    }
}
