package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What came from outside is told from our own words, and changes none of them. */
class SentenceTest {
    private static final String SHALOM = "\u05E9\u05DC\u05D5\u05DD";

    private static Sentence of(String pattern, Object... arguments) {
        return Sentence.of(pattern, Locale.ENGLISH, arguments);
    }

    @Test
    void whatTurnsTheDirectionTurnsNothingBehindIt() {
        assertThat(of("Keys for {0}!", SHALOM).plain()).isEqualTo("Keys for \u2068" + SHALOM + "\u2069!");
        assertThat(of("Keys for {0}!", "abc").plain()).isEqualTo("Keys for abc!");
        assertThat(of(SHALOM + " {0}", "abc").plain()).as("our own words").isEqualTo(SHALOM + " abc");
    }

    @Test
    void aPageTellsWhatCameFromOutside() {
        assertThat(of("<{0}>", "a&b").html()).isEqualTo("&lt;<bdi>a&amp;b</bdi>&gt;");
    }

    @Test
    void itHasNoEmptyParts() {
        assertThat(of("{0}", "abc").parts()).isEqualTo(List.of(new Sentence.Part("abc", true)));
    }

    /** By which places are found; no text that came from outside keeps it. */
    @Test
    void aMarkInAPatternStandsForNothing() {
        assertThat(of("a\uE0000b").plain()).isEqualTo("ab");
        assertThat(of("a\uE0001b{0}", "c").plain()).isEqualTo("abc");
    }
}
