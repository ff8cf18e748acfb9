package dev.licencekeys;

import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Allocation} has to come to, said the plain way: with the whole stock in view, one line after the other, and
 * with a copy of the stock to go back to.
 */
final class PlainAllocation {
    private Map<Long, List<StockRow>> stock;

    private PlainAllocation(Map<Long, List<StockRow>> stock) {
        this.stock = stock;
    }

    record Line(List<StockRow> taken, int generated, int waiting) {}

    record Answer(boolean rejected, List<Line> lines) {}

    static List<Answer> of(List<Group> groups, Map<Long, List<StockRow>> stock) {
        PlainAllocation allocation = new PlainAllocation(copy(stock));
        return groups.stream().map(allocation::answer).toList();
    }

    private Answer answer(Group group) {
        Map<Long, List<StockRow>> before = copy(stock);
        boolean rejected = false;
        List<Line> lines = new ArrayList<>();
        for (PlannedLine line : group.lines()) {
            Line served = serve(line);
            lines.add(served);
            rejected |= served.waiting() > 0 && line.shortage() == ShortagePolicy.REJECT;
        }
        if (rejected) {
            stock = before;
        }
        return new Answer(rejected, lines);
    }

    private Line serve(PlannedLine line) {
        Map<Long, List<StockRow>> before = copy(stock);
        List<StockRow> taken = new ArrayList<>();
        for (long source : line.sources()) {
            if (source == Recording.GENERATED) {
                return new Line(taken, line.owed() - taken.size(), 0);
            }
            List<StockRow> rows = stock.getOrDefault(source, new ArrayList<>());
            while (taken.size() < line.owed() && !rows.isEmpty()) {
                taken.add(rows.remove(0));
            }
        }
        int waiting = line.owed() - taken.size();
        if (waiting > 0 && line.shortage() == ShortagePolicy.ALL_OR_NOTHING) {
            stock = before;
            return new Line(List.of(), 0, line.owed());
        }
        return new Line(taken, 0, waiting);
    }

    private static Map<Long, List<StockRow>> copy(Map<Long, List<StockRow>> stock) {
        Map<Long, List<StockRow>> copy = new HashMap<>();
        stock.forEach((pool, rows) -> copy.put(pool, new ArrayList<>(rows)));
        return copy;
    }
}
