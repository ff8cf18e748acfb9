package dev.licencekeys.testkit;

import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredRefund;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Saboteurs of what comes after the sale: refunds, acts by hand, lists, verification. */
final class SpoiltSales {
    static final List<Saboteur> SABOTEURS = List.of(
            spoilt("forgets which refunds came", "refunds", ForgetsRefunds::new),
            spoilt("takes a refund for one of the whole order", "refunds", MixesUpLines::new),
            spoilt("forgets what was refunded when the order comes again", "refunds", ForgetsUnits::new),
            spoilt("does not remember a line that did not come yet", "refunds", ForgetsStubs::new),
            spoilt("puts returned keys in front", "refunds", ReturnsToFront::new),
            spoilt("makes up for keys that were taken by hand", "support", ForgetsWithdrawn::new),
            spoilt("leaves a key with the line from which it was taken", "support", KeepsKey::new),
            spoilt("forgets that a customer saw a key that moved", "support", ForgetsSeen::new),
            spoilt("finds nothing that was revoked", "support", ForgetsRevoked::new),
            spoilt("tells what happened to every key as one's own", "support", TellsEverything::new),
            spoilt("lists the earliest lines first", "who has what", ListsEarliestFirst::new),
            spoilt("begins every part of a list at the next moment", "who has what", SkipsMoment::new),
            spoilt("lists every customer's lines", "who has what", ListsEverybody::new),
            spoilt("lists who waits by order", "who has what", ListsWaitingByOrder::new),
            spoilt("erases one line of a customer", "who has what", ErasesOne::new),
            spoilt("takes a revoked key for one that was given", "verification", TakesRevokedForGiven::new),
            spoilt("forgets when a key expires", "verification", ForgetsExpiry::new),
            spoilt("forgets whose key it is", "verification", ForgetsCustomer::new),
            spoilt("takes a test for a real order", "test orders", ForgetsTest::new),
            spoilt("takes a test key for a generated one", "test orders", ForgetsOrigin::new));

    private SpoiltSales() {}

    private static Saboteur spoilt(String fault, String topic, UnaryOperator<StoreTransaction> spoil) {
        return SpoiltTransactions.saboteur(fault, topic, spoil);
    }

    private static Recording with(Recording right, List<NewLine> newLines, List<ChangedLine> changed) {
        return new Recording(newLines, changed, right.newKeys(), right.assignments(), right.taken(), right.events());
    }

    /** Writes other figures of lines. */
    private abstract static class OtherCounts extends ForwardingTransaction {
        OtherCounts(StoreTransaction right) {
            super(right);
        }

        abstract LineCounts other(LineCounts counts);

        @Override
        public Recorded record(String shop, Recording recording) {
            List<ChangedLine> changed = recording.changedLines().stream()
                    .map(line -> new ChangedLine(line.line(), line.terms(), other(line.counts()), line.waitsFor()))
                    .toList();
            return super.record(shop, with(recording, recording.newLines(), changed));
        }
    }

    private static final class ForgetsUnits extends OtherCounts {
        ForgetsUnits(StoreTransaction right) {
            super(right);
        }

        @Override
        LineCounts other(LineCounts counts) {
            return new LineCounts(counts.quantity(), 0, counts.withdrawn(), counts.waiting());
        }
    }

    private static final class ForgetsWithdrawn extends OtherCounts {
        ForgetsWithdrawn(StoreTransaction right) {
            super(right);
        }

        @Override
        LineCounts other(LineCounts counts) {
            return counts.withWithdrawn(0);
        }
    }

    private static final class ForgetsRefunds extends ForwardingTransaction {
        ForgetsRefunds(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addRefunds(String shop, List<StoredRefund> refunds) {}
    }

    private static final class MixesUpLines extends ForwardingTransaction {
        MixesUpLines(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<StoredRefund> refunds(String shop, Set<LineRef> lines) {
            // What one line knows all are told, with all its units.
            return super.refunds(shop, lines).stream()
                    .map(refund ->
                            new StoredRefund(refund.line(), refund.refundId(), LineCounts.ALL_UNITS, refund.at()))
                    .toList();
        }
    }

    private static final class ForgetsStubs extends ForwardingTransaction {
        ForgetsStubs(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            if (recording.newLines().stream().anyMatch(line -> line.terms().isEmpty())) {
                return new Recorded(false);
            }
            List<ChangedLine> known = recording.changedLines().stream()
                    .filter(line -> !super.readLines(shop, Set.of(line.line())).isEmpty())
                    .toList();
            return super.record(shop, with(recording, recording.newLines(), known));
        }

        @Override
        public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
            List<StoredLine> found = new ArrayList<>(super.readLines(shop, lines));
            Set<LineRef> known = new HashSet<>();
            found.forEach(line -> known.add(line.ref()));
            for (LineRef ref : lines) {
                if (!known.contains(ref)) {
                    found.add(new StoredLine(ref, Optional.empty(), LineCounts.NONE, List.of(), Instant.EPOCH));
                }
            }
            return found;
        }
    }

    private static final class ReturnsToFront extends ForwardingTransaction {
        private boolean returns;

        ReturnsToFront(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
            List<HeldKey> taken = super.takeBack(shop, line, keys);
            returns = !taken.isEmpty();
            return taken;
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            super.addStock(
                    shop,
                    rows.stream()
                            .map(row -> returns ? row.at(row.poolId(), -row.position()) : row)
                            .toList());
        }
    }

    private static final class KeepsKey extends ForwardingTransaction {
        KeepsKey(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
            List<HeldKey> taken = super.takeBack(shop, line, keys);
            super.hold(shop, taken);
            return taken;
        }

        @Override
        public void hold(String shop, List<HeldKey> keys) {}
    }

    private static final class ForgetsSeen extends ForwardingTransaction {
        ForgetsSeen(StoreTransaction right) {
            super(right);
        }

        @Override
        public void hold(String shop, List<HeldKey> keys) {
            super.hold(
                    shop,
                    keys.stream()
                            .map(key -> new HeldKey(
                                    key.key(),
                                    key.line(),
                                    key.number(),
                                    key.poolId(),
                                    key.at(),
                                    key.expiry(),
                                    Optional.empty()))
                            .toList());
        }
    }

    private static final class ForgetsRevoked extends ForwardingTransaction {
        ForgetsRevoked(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<KeyId> revokedFrom(String shop, Set<LineRef> lines) {
            return List.of();
        }

        @Override
        public Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
            return Optional.empty();
        }
    }

    private static final class TellsEverything extends ForwardingTransaction {
        TellsEverything(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<Event> eventsAbout(String shop, KeyId key, UUID before, int limit) {
            return super.events(shop, before, limit);
        }
    }

    private static final class ListsEarliestFirst extends ForwardingTransaction {
        ListsEarliestFirst(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
            List<LineRef> lines = new ArrayList<>(super.lines(shop, filter, before, beforeLine, limit));
            Collections.reverse(lines);
            return lines;
        }
    }

    private static final class SkipsMoment extends ForwardingTransaction {
        SkipsMoment(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
            return super.lines(shop, filter, before, new LineRef("", ""), limit);
        }
    }

    private static final class ListsEverybody extends ForwardingTransaction {
        ListsEverybody(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
            LineFilter other = filter instanceof LineFilter.OfCustomer ? new LineFilter.All() : filter;
            return super.lines(shop, other, before, beforeLine, limit);
        }
    }

    private static final class ListsWaitingByOrder extends ForwardingTransaction {
        ListsWaitingByOrder(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<WaitingLine> waitingLines(String shop, Pool pool, long after, int limit) {
            return super.waitingLines(shop, pool, after, limit).stream()
                    .sorted((one, other) ->
                            one.line().ref().compareTo(other.line().ref()))
                    .toList();
        }
    }

    private static final class ErasesOne extends ForwardingTransaction {
        ErasesOne(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveCustomer(String shop, Set<LineRef> lines, String customer) {
            super.saveCustomer(shop, Set.of(lines.iterator().next()), customer);
        }
    }

    /** Tells something else of keys. */
    private abstract static class OtherDetails extends ForwardingTransaction {
        OtherDetails(StoreTransaction right) {
            super(right);
        }

        abstract KeyDetails other(KeyDetails key);

        @Override
        public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
            Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, keys));
            details.replaceAll((id, key) -> other(key));
            return details;
        }

        static KeyDetails with(
                KeyDetails key,
                KeyState state,
                UUID importId,
                Optional<Instant> expiry,
                Optional<KeyDetails.Holder> holder) {
            return new KeyDetails(
                    key.id(),
                    key.value(),
                    state,
                    key.pool(),
                    key.position(),
                    key.note(),
                    importId,
                    key.at(),
                    expiry,
                    holder);
        }
    }

    private static final class TakesRevokedForGiven extends OtherDetails {
        TakesRevokedForGiven(StoreTransaction right) {
            super(right);
        }

        @Override
        KeyDetails other(KeyDetails key) {
            KeyState state = key.state() == KeyState.REVOKED ? KeyState.ASSIGNED : key.state();
            return with(key, state, key.importId(), key.expiry(), key.holder());
        }
    }

    private static final class ForgetsExpiry extends OtherDetails {
        ForgetsExpiry(StoreTransaction right) {
            super(right);
        }

        @Override
        KeyDetails other(KeyDetails key) {
            return with(key, key.state(), key.importId(), Optional.empty(), key.holder());
        }
    }

    private static final class ForgetsCustomer extends OtherDetails {
        ForgetsCustomer(StoreTransaction right) {
            super(right);
        }

        @Override
        KeyDetails other(KeyDetails key) {
            return with(
                    key,
                    key.state(),
                    key.importId(),
                    key.expiry(),
                    key.holder()
                            .map(holder -> new KeyDetails.Holder(
                                    holder.line(), "", holder.since(), holder.revealedAt(), holder.revokedAt())));
        }
    }

    private static final class ForgetsOrigin extends OtherDetails {
        ForgetsOrigin(StoreTransaction right) {
            super(right);
        }

        @Override
        KeyDetails other(KeyDetails key) {
            UUID importId = key.importId().equals(NewKey.TEST) ? NewKey.GENERATED : key.importId();
            return with(key, key.state(), importId, key.expiry(), key.holder());
        }
    }

    private static final class ForgetsTest extends ForwardingTransaction {
        ForgetsTest(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<NewLine> lines = recording.newLines().stream()
                    .map(line -> new NewLine(
                            line.line(),
                            line.terms().map(ForgetsTest::real),
                            line.counts(),
                            line.waitsFor(),
                            line.at()))
                    .toList();
            return super.record(shop, with(recording, lines, recording.changedLines()));
        }

        private static LineTerms real(LineTerms terms) {
            return new LineTerms(terms.product(), terms.customer(), terms.keysPerUnit(), terms.shortage(), false);
        }
    }
}
