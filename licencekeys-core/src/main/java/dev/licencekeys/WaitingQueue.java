package dev.licencekeys;

import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Assigner.Allocated;
import dev.licencekeys.Assigner.Decision;
import dev.licencekeys.Assigner.Given;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives a pool's keys to the lines that wait for them, oldest first, before anybody else can have them. */
final class WaitingQueue {
    private static final int PAGE = 100;

    private final ShopContext context;
    private final Assigner assigner;

    WaitingQueue(ShopContext context) {
        this.context = context;
        this.assigner = new Assigner(context);
    }

    /**
     * What a pool's keys were given to.
     *
     * @param pool as it is once expired keys were retired
     * @param lines in the order in which they had waited
     * @param warnings the thresholds that this reached
     */
    record Filled(PoolRow pool, List<FilledLine> lines, List<ThresholdReached> warnings) {}

    /**
     * Fills what can be filled.
     *
     * @param pool a pool whose lock the transaction holds
     */
    Filled fill(StoreTransaction tx, PoolRow pool, Instant now) {
        Filled filled = new Filled(pool, new ArrayList<>(), new ArrayList<>());
        List<WaitingLine> page = tx.lockWaiting(context.shop(), pool.id(), 0, PAGE);
        while (!page.isEmpty()) {
            Page result = fillPage(tx, filled.pool(), page, now, filled);
            filled = new Filled(result.pool(), filled.lines(), filled.warnings());
            if (!result.goesOn()) {
                break;
            }
            long place = page.get(page.size() - 1).place();
            page = tx.lockWaiting(context.shop(), pool.id(), place, PAGE);
        }
        return filled;
    }

    /**
     * What came of a page.
     *
     * @param goesOn whether lines behind it can get anything
     */
    private record Page(PoolRow pool, boolean goesOn) {}

    /** Fills one page. */
    private Page fillPage(StoreTransaction tx, PoolRow pool, List<WaitingLine> page, Instant now, Filled filled) {
        Set<ProductRef> products = new LinkedHashSet<>();
        for (WaitingLine waiting : page) {
            products.add(waiting.line().product());
            products.add(waiting.line().product().withoutVariant());
        }
        Opened opened = tx.open(context.shop(), Set.of(), products);
        List<Group> groups = page.stream()
                .map(waiting -> new Group(List.of(plan(waiting.line(), pool, opened))))
                .toList();
        Allocated allocated = assigner.allocate(tx, groups, Map.of(pool.id(), pool), now);
        filled.warnings().addAll(allocated.warnings());
        Decision decision = assigner.decide(allocated.allocation(), now);
        Recording recording = decision.recording();
        if (!recording.assignments().isEmpty()) {
            filled.warnings()
                    .addAll(assigner.write(tx, recording.onlyChangesOf(served(decision)), allocated.pools(), now)
                            .warnings());
        }
        boolean allServed = true;
        for (List<Given> group : decision.given()) {
            Given given = group.get(0);
            boolean waitsElsewhere = given.grant().line().sources().isEmpty();
            allServed &= given.grant().waiting() == 0 || waitsElsewhere;
            if (!given.keys().isEmpty()) {
                filled.lines()
                        .add(new FilledLine(
                                given.grant().line().ref().orderId(),
                                given.grant().line().ref().lineId(),
                                given.keys().size(),
                                given.grant().waiting()));
            }
        }
        return new Page(
                allocated.pools().getOrDefault(pool.id(), pool),
                allServed || allocated.allocation().leaves(pool.id()));
    }

    /** The lines that got keys; the others wait as before, where they stand. */
    private static Set<LineRef> served(Decision decision) {
        return decision.given().stream()
                .flatMap(List::stream)
                .filter(given -> !given.keys().isEmpty())
                .map(given -> given.grant().line().ref())
                .collect(Collectors.toSet());
    }

    /** What a waiting line may get here: keys of this pool, and generated ones if its product has come to allow them. */
    private static PlannedLine plan(StoredLine line, PoolRow pool, Opened opened) {
        List<Long> sources = new ArrayList<>();
        Optional<ProductSettings> settings = Plan.settingsOf(line.product(), opened);
        if (settings.isEmpty() || settings.get().method().sources().contains(new KeySource.FromPool(pool.pool()))) {
            sources.add(pool.id());
        }
        if (settings.isPresent() && settings.get().method().sources().contains(new KeySource.Generated())) {
            sources.add(Recording.GENERATED);
        }
        return new PlannedLine(line.ref(), line.requireTerms(), line.counts(), Optional.of(line), true, sources, false);
    }
}
