package dev.licencekeys.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All contracts. */
public final class Contracts {
    private Contracts() {}

    /** {@return all contracts, in the order in which they are best tried: what breaks everything else comes first} */
    public static List<Contract> all() {
        return Stream.of(
                        Port.CONTRACTS,
                        Claiming.CONTRACTS,
                        Repeats.CONTRACTS,
                        Shortages.CONTRACTS,
                        Waiting.CONTRACTS,
                        WaitingRules.CONTRACTS,
                        ProductRules.CONTRACTS,
                        Inventory.CONTRACTS,
                        Imports.CONTRACTS,
                        ImportDuplicates.CONTRACTS,
                        ImportCase.CONTRACTS,
                        ImportUndo.CONTRACTS,
                        LargeImports.CONTRACTS,
                        ImportBooks.CONTRACTS,
                        ImportPort.CONTRACTS,
                        KeyLists.CONTRACTS,
                        ByHand.CONTRACTS,
                        PoolActs.CONTRACTS,
                        AuditTrail.CONTRACTS,
                        Revealing.CONTRACTS,
                        DownloadPages.CONTRACTS,
                        OwnWords.CONTRACTS,
                        Expiry.CONTRACTS,
                        Thresholds.CONTRACTS,
                        Levels.CONTRACTS,
                        Deliveries.CONTRACTS,
                        Refunding.CONTRACTS,
                        Supporting.CONTRACTS,
                        OrderLists.CONTRACTS,
                        Verifying.CONTRACTS,
                        TestOrders.CONTRACTS,
                        Transactions.CONTRACTS,
                        Shops.CONTRACTS,
                        Identity.CONTRACTS,
                        Times.CONTRACTS,
                        BadInput.CONTRACTS,
                        Secrecy.CONTRACTS,
                        Starting.CONTRACTS,
                        Rotating.CONTRACTS,
                        ChangingSides.CONTRACTS,
                        HeldKeys.CONTRACTS,
                        OrderLives.CONTRACTS,
                        Concurrency.CONTRACTS,
                        ImportRaces.CONTRACTS,
                        ByHandRaces.CONTRACTS,
                        Storm.CONTRACTS,
                        WebhookStorm.CONTRACTS,
                        LivesAtOnce.CONTRACTS,
                        AlertsAtOnce.CONTRACTS)
                .flatMap(List::stream)
                .toList();
    }

    /** {@return the same by topic} */
    public static Map<String, List<Contract>> byTopic() {
        Map<String, List<Contract>> topics = new LinkedHashMap<>();
        for (Contract contract : all()) {
            topics.computeIfAbsent(contract.topic(), topic -> new ArrayList<>()).add(contract);
        }
        return Collections.unmodifiableMap(topics);
    }
}
