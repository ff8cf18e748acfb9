package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before the store is asked. The whole path with a store is tested by the testkit's contract suite. */
class LicenceKeysTest {
    /** Must not be asked. */
    private static final LicenceKeyStore UNTOUCHED = new LicenceKeyStore() {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            throw new AssertionError("the store was asked");
        }
    };

    private static LicenceKeys.Builder builder() {
        return LicenceKeys.builder(UNTOUCHED, KeyProtection.plaintext());
    }

    @Test
    void noOrderNeedsNoStore() {
        assertThat(builder().build().fulfilAll(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void limitThatAllowsNothingIsRefused(int limit) {
        assertThatThrownBy(() -> builder().maxKeysPerLine(limit))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("maxKeysPerLine"))
                .hasMessage("maxKeysPerLine is " + limit + "; it must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00A0", " shop", "sh\u0000p"})
    void whatIsNoIdIsNoShop(String shop) {
        assertThatThrownBy(() -> builder().shop(shop))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("shop"));
        assertThatThrownBy(() -> builder().build().forShop(shop))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("shop"));
    }
}
