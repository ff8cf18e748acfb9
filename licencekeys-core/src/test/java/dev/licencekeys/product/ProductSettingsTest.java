package dev.licencekeys.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSettingsTest {
    private static final AssignmentMethod METHOD = AssignmentMethod.noTag();

    @Test
    void oneKeyPerUnitAndAShortLineWaitsUnlessTheMerchantSaysOtherwise() {
        assertThat(ProductSettings.of(METHOD)).isEqualTo(new ProductSettings(METHOD, 1, ShortagePolicy.PARTIAL));
    }

    @Test
    void oneChoiceLeavesTheOthers() {
        ProductSettings settings = new ProductSettings(METHOD, 3, ShortagePolicy.REJECT);
        assertThat(settings.withKeysPerUnit(5)).isEqualTo(new ProductSettings(METHOD, 5, ShortagePolicy.REJECT));
        assertThat(settings.withShortage(ShortagePolicy.ALL_OR_NOTHING))
                .isEqualTo(new ProductSettings(METHOD, 3, ShortagePolicy.ALL_OR_NOTHING));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void bundlesOfUpTo100KeysAreAccepted(int keys) {
        assertThat(ProductSettings.of(METHOD).withKeysPerUnit(keys).keysPerUnit())
                .isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void otherBundlesAreRefused(int keys) {
        assertThatThrownBy(() -> ProductSettings.of(METHOD).withKeysPerUnit(keys))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("keysPerUnit"))
                .hasMessage("keysPerUnit is " + keys + "; it must be from 1 to 100");
    }
}
