package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.TransactionRefusedException;
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
    private int asked;

    /** Joins transactions of the host, of which none is under way. */
    private final LicenceKeyStore joining = new LicenceKeyStore() {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            asked++;
            throw new TransactionRefusedException("no transaction");
        }
    };

    private LicenceKeys.Builder builder() {
        return LicenceKeys.builder(joining, KeyProtection.plaintext());
    }

    @Test
    void noOrderNeedsNoStore() {
        LicenceKeys keys = builder().build();
        asked = 0;
        assertThat(keys.fulfilAll(List.of())).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void storeIsAskedWhenItIsOpened() {
        builder().build();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void otherFailuresAreTheHosts() {
        StoreException failure = new StoreException("the connection to the database failed", true);
        LicenceKeyStore broken = new LicenceKeyStore() {
            @Override
            public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
                throw failure;
            }
        };
        assertThatThrownBy(() -> LicenceKeys.open(broken, KeyProtection.plaintext()))
                .isSameAs(failure);
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

    @Test
    void oneKeyIsTheLowestLimit() {
        assertThat(builder().maxKeysPerLine(1).build()).isNotNull();
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
