package dev.licencekeys.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.licencekeys.error.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1001",
                "gid://shopify/Order/450789469",
                "A b",
                "\u00C4-1",
                "e\u0301",
                "\uD83D\uDED2",
                "'; DROP TABLE --",
                "%_"
            })
    void whatShopsUseAsIdsIsAcceptedAsItIs(String id) {
        assertThat(Identifiers.require("order.id", id)).isSameAs(id);
    }

    @ParameterizedTest
    @CsvSource({"x, 100", "\uD83D\uDED2, 50"})
    void hundredUtf16UnitsAreAccepted(String character, int count) {
        String id = character.repeat(count);
        assertThat(Identifiers.require("order.id", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"x, 101, 101", "\uD83D\uDED2, 51, 102"})
    void moreThanHundredUtf16UnitsAreRefused(String character, int count, int units) {
        assertRefused(character.repeat(count), "has " + units + " characters; at most 100 are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00A0", "\u200B", "\u3000"})
    void blankIsRefused(String id) {
        assertRefused(id, "is blank; give the id that the shop knows it by");
    }

    @ParameterizedTest
    @CsvSource({"0000", "0009", "000A", "007F", "2028", "D800", "DC00"})
    void charactersThatADatabaseWouldChangeAreRefused(String hex) {
        int codePoint = Integer.parseInt(hex, 16);
        String problem = "contains U+" + hex + ", a control character or half of a surrogate pair; remove it";
        assertRefused("CANARY" + Character.toString(codePoint) + "CANARY", problem);
        assertRefused("CANARY" + Character.toString(codePoint), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {" CANARY", "CANARY ", "\u00A0CANARY", "CANARY\u200B", "\uFEFFCANARY", "\u3000CANARY"})
    void spaceAtAnEndIsRefused(String id) {
        assertRefused(id, "begins or ends with a space or an invisible character; trim it");
    }

    private static void assertRefused(String id, String problem) {
        assertThatThrownBy(() -> Identifiers.require("order.id", id))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo("order.id");
                    assertThat(refusal.isTransient()).isFalse();
                })
                .hasMessageStartingWith("order.id " + problem)
                .hasMessageNotContaining("CANARY");
    }

    @Property(tries = 10_000)
    void everyTextIsRefusedOrReturnedAsItIs(@ForAll(supplier = Texts.class) String text) {
        @Nullable
        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> Identifiers.require("id", text));
        if (refusal == null) {
            assertThat(text).hasSizeBetween(1, Identifiers.MAX_LENGTH).isEqualTo(Characters.trim(text));
            assertThat(Characters.first(text, Characters::isUnpairedSurrogate)).isEmpty();
        }
    }
}
