package dev.licencekeys;

import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Assigner.Allocated;
import dev.licencekeys.Assigner.Decision;
import dev.licencekeys.Assigner.Written;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Plan.PlannedOrder;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one path of orders, in the order of its methods: open, lock what changes, claim and allocate, record, answer. */
final class OrderPath {
    /** So many lost races for the same lines in one transaction mean that somebody undoes what others wait for. */
    private static final int TRIES = 5;

    private final ShopContext context;
    private final Assigner assigner;
    private final WaitingQueue queue;

    OrderPath(ShopContext context) {
        this.context = context;
        this.assigner = new Assigner(context);
        this.queue = new WaitingQueue(context);
    }

    /**
     * Fulfils orders whose ids all differ, within one transaction.
     *
     * @return one answer for each, in their order
     */
    List<Answer> fulfil(StoreTransaction tx, List<Order> orders) {
        Instant now = context.now();
        Opened opened = open(tx, orders);
        List<ThresholdReached> warnings = new ArrayList<>();
        Set<KeyId> fromQueue = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            Plan plan = Plan.of(orders, opened, context.maxKeysPerLine());
            if (plan.isSettled()) {
                return repeat(plan, fromQueue);
            }
            if (!plan.linesToLock().isEmpty()) {
                opened = with(opened, tx.lockLines(context.shop(), plan.linesToLock()));
                plan = Plan.of(orders, opened, context.maxKeysPerLine());
            }
            List<PoolRow> servedPools = serveQueueFirst(tx, plan, now, warnings);
            if (!servedPools.isEmpty()) {
                Opened served = withPools(with(opened, tx.lockLines(context.shop(), plan.linesToLock())), servedPools);
                fromQueue.addAll(keys(served));
                fromQueue.removeAll(keys(opened));
                opened = served;
                plan = Plan.of(orders, opened, context.maxKeysPerLine());
            }
            Allocated allocated = assigner.allocate(tx, groups(plan), plan.pools(), now);
            warnings.addAll(allocated.warnings());
            Decision decision = assigner.decide(allocated.allocation(), now);
            Written written = assigner.write(tx, decision.recording(), allocated.pools(), now);
            if (!written.lineWasThere()) {
                warnings.addAll(written.warnings());
                return answer(plan, decision, fromQueue, warnings);
            }
            // Somebody fulfilled one of these lines since we looked: look again. What we saw of the queues is older,
            // and lines of ours that were written beside theirs wait, but stand in no queue yet.
            opened = withoutQueues(withPools(
                    with(opened, tx.readLines(context.shop(), refs(orders))),
                    allocated.pools().values()));
        }
        throw new StoreException("the order lines kept changing while they were being fulfilled; try again", true);
    }

    /** What would be done with an order. */
    OrderPlan plan(StoreTransaction tx, Order order) {
        PlannedOrder planned = Plan.of(List.of(order), open(tx, List.of(order)), context.maxKeysPerLine())
                .orders()
                .get(0);
        if (planned.refusal().isPresent()) {
            throw planned.refusal().get();
        }
        return new OrderPlan(
                order,
                planned.lines().stream()
                        .map(line -> new OrderPlan.Line(
                                line.ref().lineId(),
                                line.terms().product(),
                                line.carriesKeys(),
                                line.has() - line.surplus(),
                                line.owed(),
                                line.surplus()))
                        .toList());
    }

    private Opened open(StoreTransaction tx, List<Order> orders) {
        Set<String> ids = new LinkedHashSet<>();
        Set<ProductRef> products = new LinkedHashSet<>();
        for (Order order : orders) {
            ids.add(order.id());
            for (OrderLine line : order.lines()) {
                products.add(line.product());
                products.add(line.product().withoutVariant());
            }
        }
        return tx.open(context.shop(), ids, products);
    }

    private static Opened with(Opened opened, List<StoredLine> reread) {
        Map<LineRef, StoredLine> lines = new HashMap<>(opened.lines());
        reread.forEach(line -> lines.put(line.ref(), line));
        return new Opened(opened.products(), opened.pools(), lines);
    }

    private static Opened withPools(Opened opened, Collection<PoolRow> later) {
        Map<Pool, PoolRow> pools = new HashMap<>(opened.pools());
        later.forEach(row -> pools.computeIfPresent(row.pool(), (name, pool) -> pool.withStockOf(row)));
        return new Opened(opened.products(), pools, opened.lines());
    }

    private static Opened withoutQueues(Opened opened) {
        Map<Pool, PoolRow> pools = new HashMap<>(opened.pools());
        pools.replaceAll((name, pool) -> pool.withQueue(PoolRow.Queue.EMPTY));
        return new Opened(opened.products(), pools, opened.lines());
    }

    /**
     * Keys may lie in a pool for which older lines wait: those that a rollback freed. They are served first.
     *
     * @return the pools that were looked at, if there was such a one, so that lines of this plan may have been served with the
     *     others
     */
    private List<PoolRow> serveQueueFirst(
            StoreTransaction tx, Plan plan, Instant now, List<ThresholdReached> warnings) {
        Set<Pool> waiting = new HashSet<>();
        for (PoolRow pool : plan.pools().values()) {
            if (pool.queue() == PoolRow.Queue.TO_BE_SERVED) {
                waiting.add(pool.pool());
            }
        }
        if (waiting.isEmpty()) {
            return List.of();
        }
        Set<Pool> reach = plan.poolsInReach();
        if (Collections.disjoint(waiting, reach)) {
            return List.of();
        }
        List<PoolRow> served = new ArrayList<>();
        tx.lockPools(context.shop(), reach).values().stream()
                .sorted(Comparator.comparingLong(PoolRow::id))
                .forEach(pool -> {
                    Filled filled = queue.fill(tx, pool, now);
                    warnings.addAll(filled.warnings());
                    served.add(filled.pool());
                });
        return served;
    }

    private static Set<KeyId> keys(Opened opened) {
        Set<KeyId> keys = new HashSet<>();
        opened.lines().values().forEach(line -> line.keys().forEach(key -> keys.add(key.key())));
        return keys;
    }

    private static List<Group> groups(Plan plan) {
        return plan.orders().stream().map(order -> new Group(order.lines())).toList();
    }

    private static Set<LineRef> refs(List<Order> orders) {
        Set<LineRef> refs = new LinkedHashSet<>();
        for (Order order : orders) {
            order.lines().forEach(line -> refs.add(new LineRef(order.id(), line.id())));
        }
        return refs;
    }

    /** The answer when everything was there before. */
    private List<Answer> repeat(Plan plan, Set<KeyId> fromQueue) {
        List<Answer> answers = new ArrayList<>(plan.orders().size());
        for (PlannedOrder order : plan.orders()) {
            List<LineFulfilment> lines = order.lines().stream()
                    .map(line -> answer(line, fromQueue, List.of(), line.waiting(), false))
                    .toList();
            answers.add(answer(order, lines, List.of()));
        }
        return answers;
    }

    private List<Answer> answer(Plan plan, Decision decision, Set<KeyId> fromQueue, List<ThresholdReached> warnings) {
        List<ThresholdReached> undelivered = warnings;
        List<Answer> answers = new ArrayList<>(plan.orders().size());
        for (int i = 0; i < plan.orders().size(); i++) {
            List<LineFulfilment> lines = decision.given().get(i).stream()
                    .map(given -> answer(
                            given.grant().line(),
                            fromQueue,
                            given.keys(),
                            given.grant().waiting(),
                            given.rejected()))
                    .toList();
            Answer answer = answer(plan.orders().get(i), lines, undelivered);
            answers.add(answer);
            if (answer.outcome() instanceof Fulfilment) {
                undelivered = List.of();
            }
        }
        return answers;
    }

    private static Answer answer(PlannedOrder order, List<LineFulfilment> lines, List<ThresholdReached> warnings) {
        String id = order.order().id();
        if (order.refusal().isPresent()) {
            return Answer.refused(
                    order.order(), new Outcome.Refused(id, order.refusal().get()));
        }
        return Answer.of(order, new Fulfilment(id, lines, warnings));
    }

    private LineFulfilment answer(
            PlannedLine line, Set<KeyId> fromQueue, List<StoredKey> newKeys, int waiting, boolean rejected) {
        List<AssignedKey> keys = new ArrayList<>();
        line.known()
                .ifPresent(known ->
                        known.keys().forEach(key -> keys.add(assigned(key, fromQueue.contains(key.key())))));
        newKeys.forEach(key -> keys.add(assigned(key, true)));
        return new LineFulfilment(
                line.ref().lineId(),
                line.terms().product(),
                status(line, waiting, rejected),
                keys,
                waiting,
                line.surplus());
    }

    AssignedKey assigned(StoredKey key, boolean isNew) {
        return new AssignedKey(
                key.key(), key.number(), context.open(key.key(), key.value()), key.assignedAt(), isNew, key.expiry());
    }

    private static Status status(PlannedLine line, int waiting, boolean rejected) {
        if (!line.carriesKeys()) {
            return Status.NO_KEYS;
        }
        if (rejected) {
            return Status.REJECTED;
        }
        if (waiting > 0) {
            return Status.WAITING;
        }
        return line.counts().units() == 0 ? Status.REFUNDED : Status.FULFILLED;
    }
}
