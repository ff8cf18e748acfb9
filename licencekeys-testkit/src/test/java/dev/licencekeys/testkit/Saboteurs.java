package dev.licencekeys.testkit;

import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All stores that are broken on purpose, and how they are tried. */
final class Saboteurs {
    /** A spoilt store that can never succeed is tried again until then. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    static final List<Saboteur> ALL = Stream.of(
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
                    SpoiltDeliveries.SABOTEURS,
                    SpoiltDisplay.SABOTEURS)
            .flatMap(List::stream)
            .toList();

    private Saboteurs() {}

    /** Those of which at least one has to notice. */
    static List<Contract> contracts(Saboteur saboteur) {
        return Contracts.byTopic().getOrDefault(saboteur.topic(), List.of());
    }

    /** What a contract says of a spoilt store that is used for nothing else; empty if it notices nothing. */
    static Optional<String> verdict(Contract contract, Saboteur saboteur) {
        try {
            contract.check(() -> saboteur.spoil().apply(new InMemoryLicenceKeyStore(PATIENCE)));
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
