package dev.licencekeys;

import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.pool.PoolStock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Metrics that note what they are told, but for durations. */
final class Told implements Metrics {
    private final List<String> facts = new ArrayList<>();

    synchronized List<String> facts() {
        return List.copyOf(facts);
    }

    private synchronized void note(String fact) {
        facts.add(fact);
    }

    @Override
    public void orderAnswered(String shop, OrderOutcome outcome, int newKeys, int waiting) {
        note(shop + ": " + outcome + ", " + newKeys + " new, " + waiting + " wait");
    }

    @Override
    public void ordersServed(String shop, int orders, Duration duration) {
        note(shop + ": " + orders + " served" + (duration.isNegative() ? " before they came" : ""));
    }

    @Override
    public void transactionRetried(String shop, int retries) {
        note(shop + ": " + retries + " retries");
    }

    @Override
    public void callWasBusy(String shop) {
        note(shop + ": busy");
    }

    @Override
    public void stockRead(String shop, List<PoolStock> pools) {
        note(shop + ": " + pools.size() + " pools");
    }
}
