package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.QuantityTooLargeException;
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
    void lineOverTheLimitIsRefusedBeforeTheStoreIsAsked() {
        Order order = Order.of("1001", OrderLine.of("1", "editor", 1), OrderLine.of("2", "editor", 1_001));
        assertThatThrownBy(() -> builder().build().fulfil(order))
                .isInstanceOfSatisfying(QuantityTooLargeException.class, refusal -> {
                    assertThat(refusal.limit()).isEqualTo(1_000);
                    assertThat(refusal.field()).contains("quantity").contains("\"2\"");
                })
                .hasMessageContaining("asks for 1001 keys; at most 1000 are allowed on one line")
                .hasMessageContaining("maxKeysPerLine");
    }

    @Test
    void everyOrderThatIsTooLargeIsRefusedForItself() {
        Order order = Order.of("1001", OrderLine.of("1", "editor", 1_000_000));
        Order other = Order.of("1002", OrderLine.of("1", "editor", Integer.MAX_VALUE));
        assertThat(builder().build().fulfilAll(List.of(order, other)))
                .extracting(Outcome::orderId)
                .containsExactly("1001", "1002");
        assertThat(builder().build().fulfilAll(List.of(order, other))).hasOnlyElementsOfType(Outcome.Refused.class);
    }

    @Test
    void noOrderNeedsNoStore() {
        assertThat(builder().build().fulfilAll(List.of())).isEmpty();
    }

    @Test
    void limitIsTheHostsChoice() {
        Order order = Order.of("1001", OrderLine.of("1", "editor", 6));
        assertThatThrownBy(() -> builder().maxKeysPerLine(5).build().fulfil(order))
                .isInstanceOf(QuantityTooLargeException.class)
                .hasMessageContaining("at most 5");
        assertThatThrownBy(() -> builder().maxKeysPerLine(6).build().fulfil(order))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void oneKeyForALineIsTheSmallestLimit() {
        LicenceKeys keys = builder().maxKeysPerLine(1).build();
        assertThatThrownBy(() -> keys.fulfil(Order.of("1001", OrderLine.of("1", "editor", 2))))
                .isInstanceOf(QuantityTooLargeException.class)
                .hasMessageContaining("at most 1 ");
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
