package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"software-v2", "v2", "2", "\u00E4-\u00DF", "\u043A\u043B\u044E\u0447", "\u4E00", "a b", "%_'"})
    void lowerCaseNamesAreTags(String name) {
        assertThat(new Tag(name).name()).isEqualTo(name);
        assertThat(new Tag(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({"Software-V2, software-v2", "PRO, pro", "prO, pro", "\u00C4, \u00E4", "\u041A, \u043A", "\u01C5, \u01C6"
    })
    void upperCaseIsRefusedAndTheLowerCaseOffered(String name, String lower) {
        assertRefused(name)
                .hasMessage(
                        "tag \"" + name + "\" has upper-case letters; write \"" + lower + "\", tags are lower case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "az", "lt"})
    void caseIsTheSameInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(new Tag("edition-i").name()).isEqualTo("edition-i");
            assertRefused("EDITION-I").hasMessageContaining("write \"edition-i\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatIsNoIdIsNoTag() {
        assertRefused("").hasMessageStartingWith("tag is blank");
        assertRefused("\u00A0").hasMessageStartingWith("tag is blank");
        assertRefused("x".repeat(101)).hasMessageContaining("at most 100");
        assertRefused("pro ").hasMessageContaining("trim it");
        assertRefused("p\u0000ro").hasMessageContaining("U+0000");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String name) {
        return assertThatThrownBy(() -> new Tag(name))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("tag"));
    }

    @Test
    void tagsAreOrderedByName() {
        assertThat(new Tag("a")).isLessThan(new Tag("b")).isEqualByComparingTo(new Tag("a"));
    }
}
