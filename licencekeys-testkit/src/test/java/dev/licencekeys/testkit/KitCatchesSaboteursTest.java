package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A kit that lets a broken store pass proves nothing: here stores are broken on purpose. */
class KitCatchesSaboteursTest {
    /** A spoilt store that can never succeed is tried again until then. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final List<Saboteur> SABOTEURS = Stream.of(
                    SpoiltTransactions.SABOTEURS,
                    SpoiltRecords.SABOTEURS,
                    SpoiltStores.SABOTEURS,
                    SpoiltNames.SABOTEURS,
                    SpoiltProtection.SABOTEURS,
                    SpoiltImports.SABOTEURS,
                    SpoiltInventory.SABOTEURS,
                    SpoiltCase.SABOTEURS,
                    SpoiltExpiry.SABOTEURS,
                    SpoiltSales.SABOTEURS,
                    SpoiltLives.SABOTEURS,
                    SpoiltDeliveries.SABOTEURS)
            .flatMap(List::stream)
            .toList();

    @TestFactory
    Stream<DynamicTest> catches() {
        return SABOTEURS.stream()
                .map(saboteur -> DynamicTest.dynamicTest(saboteur.toString(), () -> requireCaught(saboteur)));
    }

    private static void requireCaught(Saboteur saboteur) {
        StoreFixture spoilt = () -> saboteur.spoil().apply(new InMemoryLicenceKeyStore(PATIENCE));
        List<Contract> topic = Contracts.byTopic().getOrDefault(saboteur.topic(), List.of());
        assertThat(topic).as("contracts about %s", saboteur.topic()).isNotEmpty();
        List<String> broken =
                topic.stream().flatMap(contract -> verdict(contract, spoilt)).toList();
        assertThat(broken).as("contracts that %s breaks", saboteur).isNotEmpty();
        assertThat(broken)
                .allSatisfy(message ->
                        assertThat(message).contains("promise ", "is broken", saboteur.topic(), "-Dlicencekeys.seed="));
    }

    private static Stream<String> verdict(Contract contract, StoreFixture fixture) {
        try {
            contract.check(fixture);
            return Stream.empty();
        } catch (AssertionError e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(Contracts.all()).extracting(Contract::toString).doesNotHaveDuplicates();
    }
}
