package dev.licencekeys.examples.quickstart;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Outcome;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.PoolStock;
import java.util.stream.Collectors;

/** Prints what happened; keys are masked unless they are to be revealed. */
final class Report {
    private final boolean reveal;
    private int orders;
    private int keys;
    private long newKeys;
    private int waiting;

    Report(boolean reveal) {
        this.reveal = reveal;
    }

    void title(String title) {
        System.out.println(title);
    }

    /** What became of an upload. */
    void show(ImportReport report) {
        System.out.printf(
                "  %d keys added, %d known already, %d rejected%n",
                report.added(), report.duplicates(), report.rejected());
        report.rejections().forEach(entry -> System.out.printf("    line %d %s%n", entry.line(), entry.reason()));
        report.filled().forEach(Report::tell);
        report.warnings().forEach(Report::tell);
    }

    /** How a pool is filled. */
    void show(PoolStock stock) {
        System.out.printf("  %s: %d of %d keys available%n", stock.pool(), stock.available(), stock.total());
    }

    /** What became of an order. */
    void show(Outcome outcome) {
        orders++;
        if (outcome instanceof Outcome.Refused refused) {
            System.out.printf(
                    "  order %s refused: %s%n",
                    refused.orderId(), refused.reason().getMessage());
            return;
        }
        Fulfilment fulfilment = outcome.orElseThrow();
        fulfilment.lines().forEach(line -> show(fulfilment.orderId(), line));
        fulfilment.warnings().forEach(Report::tell);
    }

    private void show(String order, LineFulfilment line) {
        long fresh = line.keys().stream().filter(AssignedKey::isNew).count();
        newKeys += fresh;
        keys += line.keys().size();
        waiting += line.waiting();
        String text = line.keys().stream().map(this::text).collect(Collectors.joining());
        System.out.printf(
                "  order %s, line %s, %s: %s, %d new, %d waiting%s%n",
                order, line.lineId(), line.product(), line.status(), fresh, line.waiting(), text);
    }

    private String text(AssignedKey key) {
        return " " + (reveal ? key.key().reveal() : key.key());
    }

    private static void tell(FilledLine line) {
        System.out.printf(
                "    %d of them to order %s, line %s, which had waited%n", line.keys(), line.orderId(), line.lineId());
    }

    private static void tell(ThresholdReached warning) {
        System.out.printf(
                "  WARNING: %s has reached %s, %d of its %d keys are left%n",
                warning.pool(), warning.level(), warning.available(), warning.total());
    }

    void summary() {
        System.out.printf("%d orders, %d keys, new %d, waiting %d%n", orders, keys, newKeys, waiting);
    }
}
