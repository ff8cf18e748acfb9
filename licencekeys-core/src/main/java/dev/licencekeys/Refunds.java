package dev.licencekeys;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.Withdrawals.Served;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one path of refunds: lock the lines, or note that they may come, decide, take keys back, record. */
final class Refunds {
    /** So many lost races for a line that did not come yet mean that somebody undoes what others wait for. */
    private static final int TRIES = 5;

    private final ShopContext context;
    private final LicenceKeyStore store;

    Refunds(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    Refunded refund(Refund refund) {
        return RecordedOnce.transact(store, context.shop(), tx -> refund(tx, refund));
    }

    private Done<Refunded> refund(StoreTransaction tx, Refund refund) {
        Instant now = context.now();
        Map<LineRef, Refund.Part> parts = new LinkedHashMap<>();
        refund.parts().forEach(part -> parts.put(new LineRef(refund.orderId(), part.lineId()), part));
        Map<LineRef, StoredLine> lines = lockOrCreate(tx, parts.keySet(), now);
        List<StoredRefund> before = tx.refunds(context.shop(), parts.keySet());
        Map<LineRef, LineCounts> counts = new LinkedHashMap<>();
        parts.forEach((ref, part) -> {
            if (before.stream().noneMatch(known -> isOf(known, ref, refund.id()))) {
                counts.put(ref, line(lines, ref).counts().withRefunded(refunded(before, ref, part.units())));
            }
        });
        Withdrawals withdrawals = new Withdrawals(context, tx, refund.act(), now);
        Map<LineRef, Map<KeyId, Withdrawal>> taking = taking(withdrawals, refund.policy(), parts, lines, counts);
        tx.addRefunds(
                context.shop(),
                counts.keySet().stream()
                        .map(ref -> new StoredRefund(
                                ref, refund.id(), part(parts, ref).units(), now))
                        .toList());
        List<Event> events = new ArrayList<>();
        counts.keySet().forEach(ref -> events.add(event(refund, ref, part(parts, ref), now)));
        List<ChangedLine> changed = new ArrayList<>();
        Map<LineRef, List<HeldKey>> taken = new HashMap<>();
        counts.forEach((ref, after) -> {
            List<HeldKey> keys = withdrawals.take(ref, taking.getOrDefault(ref, Map.of()));
            taken.put(ref, keys);
            StoredLine line = line(lines, ref);
            int has = line.keys().size() - keys.size();
            changed.add(new ChangedLine(ref, Optional.empty(), after.fitting(keysPerUnit(line), has), Set.of()));
        });
        tx.record(context.shop(), Recording.changing(changed));
        context.write(tx, events);
        Served served = withdrawals.serve();
        // As they are now: a line of this order may have been served, too.
        Map<LineRef, StoredLine> after = new HashMap<>();
        tx.readLines(context.shop(), parts.keySet()).forEach(line -> after.put(line.ref(), line));
        List<Refunded.Line> answers = parts.keySet().stream()
                .map(ref -> answer(
                        line(after, ref),
                        counts.containsKey(ref),
                        taking.getOrDefault(ref, Map.of()),
                        taken.getOrDefault(ref, List.of())))
                .toList();
        return new Done<>(
                new Refunded(refund.id(), refund.orderId(), answers, served.filled(), served.warnings()),
                events.stream().findFirst().map(Event::id));
    }

    /** The lines under lock; one that did not come yet is put on record as that. */
    private Map<LineRef, StoredLine> lockOrCreate(StoreTransaction tx, Set<LineRef> refs, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            Map<LineRef, StoredLine> lines = new HashMap<>();
            tx.lockLines(context.shop(), refs).forEach(line -> lines.put(line.ref(), line));
            List<NewLine> missing = refs.stream()
                    .filter(ref -> !lines.containsKey(ref))
                    .map(ref -> new NewLine(ref, Optional.empty(), LineCounts.NONE, Set.of(), now))
                    .toList();
            Recording creating = new Recording(missing, List.of(), List.of(), List.of(), List.of());
            if (!tx.record(context.shop(), creating).lineWasThere()) {
                missing.forEach(line -> lines.put(
                        line.line(), new StoredLine(line.line(), line.terms(), line.counts(), List.of(), line.at())));
                return lines;
            }
        }
        throw new StoreException("the order lines kept changing while they were being refunded; try again", true);
    }

    private static boolean isOf(StoredRefund refund, LineRef line, String id) {
        return refund.line().equals(line) && refund.refundId().equals(id);
    }

    /** Units of a line that all its refunds come to. */
    private static int refunded(List<StoredRefund> before, LineRef line, int units) {
        long sum = units;
        for (StoredRefund refund : before) {
            if (refund.line().equals(line)) {
                sum += refund.units();
            }
        }
        return (int) Math.min(sum, LineCounts.ALL_UNITS);
    }

    /** Which keys are taken from which line. */
    private Map<LineRef, Map<KeyId, Withdrawal>> taking(
            Withdrawals withdrawals,
            RefundPolicy policy,
            Map<LineRef, Refund.Part> parts,
            Map<LineRef, StoredLine> lines,
            Map<LineRef, LineCounts> counts) {
        if (policy == RefundPolicy.KEEP) {
            return Map.of();
        }
        Map<LineRef, List<KeyId>> keys = new HashMap<>();
        Set<KeyId> all = new HashSet<>();
        counts.forEach((ref, after) -> {
            List<KeyId> last =
                    lastKeys(line(lines, ref), after, part(parts, ref).units());
            keys.put(ref, last);
            all.addAll(last);
        });
        Set<KeyId> unseen = policy == RefundPolicy.RETURN_UNREVEALED ? unseen(withdrawals, all) : Set.of();
        withdrawals.lock(unseen, Set.of());
        Map<LineRef, Map<KeyId, Withdrawal>> taking = new HashMap<>();
        keys.forEach((ref, its) -> {
            Map<KeyId, Withdrawal> wanted = new LinkedHashMap<>();
            its.forEach(key -> wanted.put(
                    key, unseen.contains(key) && withdrawals.canReturn(key) ? Withdrawal.RETURN : Withdrawal.REVOKE));
            taking.put(ref, wanted);
        });
        return taking;
    }

    private static Set<KeyId> unseen(Withdrawals withdrawals, Set<KeyId> keys) {
        Set<KeyId> unseen = new LinkedHashSet<>();
        Map<KeyId, KeyDetails> details = withdrawals.read(keys);
        keys.forEach(key -> {
            KeyDetails known = details.get(key);
            if (known != null && known.state() == KeyState.ASSIGNED) {
                unseen.add(key);
            }
        });
        return unseen;
    }

    /** The keys of refunded units: the last of those that the line has beyond the units that are left. */
    private static List<KeyId> lastKeys(StoredLine line, LineCounts after, int units) {
        int keysPerUnit = keysPerUnit(line);
        int surplus = Math.max(0, line.keys().size() - after.units() * keysPerUnit);
        int count = (int) Math.min(surplus, (long) units * keysPerUnit);
        List<StoredKey> keys = line.keys();
        return keys.subList(keys.size() - count, keys.size()).stream()
                .map(StoredKey::key)
                .toList();
    }

    private static int keysPerUnit(StoredLine line) {
        return line.terms().map(LineTerms::keysPerUnit).orElse(0);
    }

    private static StoredLine line(Map<LineRef, StoredLine> lines, LineRef ref) {
        StoredLine line = lines.get(ref);
        if (line == null) {
            throw new IllegalStateException("the store left out the line " + ref);
        }
        return line;
    }

    private static Refund.Part part(Map<LineRef, Refund.Part> parts, LineRef ref) {
        return Optional.ofNullable(parts.get(ref)).orElseThrow();
    }

    private Event event(Refund refund, LineRef line, Refund.Part part, Instant now) {
        return new LineRefunded(
                context.newId(),
                now,
                refund.act(),
                line.orderId(),
                line.lineId(),
                refund.id(),
                part.units(),
                refund.policy());
    }

    private static Refunded.Line answer(
            StoredLine line, boolean isNew, Map<KeyId, Withdrawal> wanted, List<HeldKey> taken) {
        return new Refunded.Line(
                line.ref().lineId(),
                isNew,
                keys(taken, wanted, Withdrawal.RETURN),
                keys(taken, wanted, Withdrawal.REVOKE),
                line.keys().size(),
                line.waiting(),
                Math.max(0, line.keys().size() - line.target()));
    }

    private static List<KeyId> keys(List<HeldKey> taken, Map<KeyId, Withdrawal> wanted, Withdrawal withdrawal) {
        return taken.stream()
                .map(HeldKey::key)
                .filter(key -> wanted.get(key) == withdrawal)
                .toList();
    }
}
