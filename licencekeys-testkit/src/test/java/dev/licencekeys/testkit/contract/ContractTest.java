package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final StoreFixture FIXTURE = InMemoryLicenceKeyStore::new;

    @Test
    void aBrokenContractNamesPromiseAndSeed() {
        Contract contract = new Contract("topic", "nothing works", Promise.SAFE_TO_REPEAT, shop -> {
            throw new IllegalStateException("the store fell over");
        });
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.check(FIXTURE, 42))
                .withMessageContainingAll(
                        "promise 2", "topic: nothing works", "-Dlicencekeys.seed=42", "the store fell over")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameSeedDrawsTheSameInNewShops() {
        List<Integer> drawn = new ArrayList<>();
        List<String> shops = new ArrayList<>();
        Contract contract = new Contract("topic", "draws", Promise.SAFE_TO_REPEAT, shop -> {
            drawn.add(shop.random().nextInt());
            shops.add(shop.id());
        });
        contract.check(FIXTURE, 42);
        contract.check(FIXTURE, 42);
        contract.check(FIXTURE, 43);
        assertThat(drawn.get(1)).isEqualTo(drawn.get(0)).isNotEqualTo(drawn.get(2));
        assertThat(shops).doesNotHaveDuplicates();
    }

    @Test
    void everyPromiseIsTried() {
        assertThat(Contracts.all()).extracting(Contract::promise).contains(Promise.values());
    }
}
