package dev.licencekeys;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyReinstated;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One act by hand on a key that a line has, had or is to have. Lines are locked first, then pools, then the key is taken. */
final class SupportAct {
    private final ShopContext context;
    private final LicenceKeyStore store;
    private final Act act;
    private final Instant now;

    SupportAct(ShopContext context, LicenceKeyStore store, Act act) {
        this.context = context;
        this.store = store;
        this.act = act;
        this.now = context.now();
    }

    private <R> R transact(Function<StoreTransaction, Done<R>> work) {
        return RecordedOnce.transact(store, context.shop(), work);
    }

    AssignedKey replace(KeyId key, Optional<KeyId> chosen, Withdrawal old) {
        return transact(tx -> {
            Withdrawals withdrawals = new Withdrawals(context, tx, Optional.of(act), now);
            StoredLine line = lockHolder(tx, withdrawals, key, Set.of());
            GivenByHand given = new GivenByHand(context, tx, line, now);
            Set<Pool> sources =
                    chosen.map(next -> given.poolOf(withdrawals, next)).orElseGet(given::pools);
            requireTakable(withdrawals, key, old, sources);
            StoredKey next =
                    chosen.map(choice -> given.chosen(withdrawals, choice)).orElseGet(given::next);
            // On the way to the next key expired ones may have been taken out of the pool to which the old one returns.
            withdrawals.reread();
            take(withdrawals, line, key, old);
            Event event = new KeyAssigned(
                    context.newId(),
                    now,
                    act,
                    next.key(),
                    line.ref().orderId(),
                    line.ref().lineId(),
                    Optional.of(key));
            given.record(withdrawals, line.counts(), event);
            withdrawals.serve();
            return new Done<>(assigned(next), Optional.of(event.id()));
        });
    }

    AssignedKey assign(KeyId key, LineRef ref) {
        return transact(tx -> {
            Withdrawals withdrawals = new Withdrawals(context, tx, Optional.of(act), now);
            StoredLine line = tx.lockLines(context.shop(), Set.of(ref)).stream()
                    .filter(known -> known.terms().isPresent())
                    .findFirst()
                    .orElseThrow(
                            () -> new ActRefusedException(name(ref) + " is not on record; fulfil its order first"));
            requireLacking(line);
            GivenByHand given = new GivenByHand(context, tx, line, now);
            withdrawals.lock(Set.of(), given.poolOf(withdrawals, key));
            StoredKey stored = given.chosen(withdrawals, key);
            Event event =
                    new KeyAssigned(context.newId(), now, act, key, ref.orderId(), ref.lineId(), Optional.empty());
            given.record(withdrawals, fitting(line, line.counts(), line.keys().size() + 1), event);
            return new Done<>(assigned(stored), Optional.of(event.id()));
        });
    }

    AssignedKey move(KeyId key, LineRef to) {
        return transact(tx -> {
            Withdrawals withdrawals = new Withdrawals(context, tx, Optional.of(act), now);
            LineRef from = holder(withdrawals.read(Set.of(key)).get(key), key);
            if (from.equals(to)) {
                throw new ActRefusedException("the key " + key + " is " + name(to) + "'s already");
            }
            StoredLine source = lockHolder(tx, withdrawals, key, Set.of(to));
            Optional<StoredLine> target =
                    tx.lockLines(context.shop(), Set.of(to)).stream().findFirst();
            target.ifPresent(line -> requireTaker(line, source.requireTerms()));
            HeldKey held = takeOne(tx, source.ref(), key);
            HeldKey moved = held.on(to, target.map(StoredLine::nextNumber).orElse(1), now);
            recordMove(tx, source, target, moved);
            tx.hold(context.shop(), List.of(moved));
            Event event = new KeyReassigned(
                    context.newId(),
                    now,
                    act,
                    key,
                    source.ref().orderId(),
                    source.ref().lineId(),
                    to.orderId(),
                    to.lineId(),
                    held.at());
            context.write(tx, List.of(event));
            return new Done<>(assigned(tx, moved), Optional.of(event.id()));
        });
    }

    private void recordMove(StoreTransaction tx, StoredLine source, Optional<StoredLine> target, HeldKey moved) {
        ChangedLine left = changed(source, withdrawn(source));
        if (target.isPresent()) {
            StoredLine line = target.get();
            LineCounts counts = fitting(line, line.counts(), line.keys().size() + 1);
            tx.record(context.shop(), Recording.changing(List.of(left, changed(line, counts))));
            return;
        }
        LineTerms terms = source.requireTerms();
        // Whose order it is, and for how many units, it tells itself when it comes.
        NewLine line = new NewLine(
                moved.line(),
                Optional.of(new LineTerms(terms.product(), "", terms.keysPerUnit(), terms.shortage(), terms.test())),
                LineCounts.NONE,
                Set.of(),
                now);
        Recording recording = new Recording(List.of(line), List.of(left), List.of(), List.of(), List.of());
        if (tx.record(context.shop(), recording).lineWasThere()) {
            throw new StoreException(name(moved.line()) + " came just now; try again", true);
        }
    }

    void withdraw(KeyId key, Withdrawal how) {
        transact(tx -> {
            Withdrawals withdrawals = new Withdrawals(context, tx, Optional.of(act), now);
            StoredLine line = lockHolder(tx, withdrawals, key, Set.of());
            requireTakable(withdrawals, key, how, Set.of());
            take(withdrawals, line, key, how);
            tx.record(context.shop(), Recording.changing(List.of(changed(line, withdrawn(line)))));
            withdrawals.serve();
            return new Done<>(key, withdrawals.firstEvent());
        });
    }

    AssignedKey reinstate(KeyId key) {
        return transact(tx -> {
            KeyDetails details = Optional.ofNullable(
                            tx.details(context.shop(), Set.of(key)).get(key))
                    .orElseThrow(() -> new UnknownKeyException(key));
            if (details.state() != KeyState.REVOKED) {
                throw new ActRefusedException("the key " + key + " is " + details.state()
                        + "; only a revoked key can be given back to its line");
            }
            LineRef ref = details.holder().orElseThrow().line();
            StoredLine line = tx.lockLines(context.shop(), Set.of(ref)).stream()
                    .findFirst()
                    .orElseThrow(() -> new ActRefusedException(name(ref) + " is not on record"));
            long ordered = (long) line.counts().quantity() * line.requireTerms().keysPerUnit();
            if (line.keys().size() >= ordered) {
                throw new ActRefusedException(
                        name(ref) + " has as many keys as were ordered, perhaps another one for the key " + key
                                + "; withdraw one of its keys first");
            }
            Revoked revoked = tx.unrevoke(context.shop(), ref, key).orElseThrow(() -> takenMeanwhile(key));
            HeldKey held =
                    revoked.held().on(ref, line.nextNumber(), revoked.held().at());
            tx.hold(context.shop(), List.of(held));
            LineCounts counts =
                    line.counts().withWithdrawn(Math.max(0, line.counts().withdrawn() - 1));
            tx.record(
                    context.shop(),
                    Recording.changing(List.of(
                            changed(line, fitting(line, counts, line.keys().size() + 1)))));
            Event event = new KeyReinstated(context.newId(), now, act, key, ref.orderId(), ref.lineId());
            context.write(tx, List.of(event));
            return new Done<>(assigned(tx, held), Optional.of(event.id()));
        });
    }

    /** Locks the line that has a key, and other lines with it. */
    private StoredLine lockHolder(StoreTransaction tx, Withdrawals withdrawals, KeyId key, Set<LineRef> others) {
        LineRef ref = holder(withdrawals.read(Set.of(key)).get(key), key);
        Set<LineRef> all = new HashSet<>(others);
        all.add(ref);
        StoredLine line = tx.lockLines(context.shop(), all).stream()
                .filter(locked -> locked.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> takenMeanwhile(key));
        // Read again: until the lock was there somebody else may have seen it, moved or taken it.
        if (!holder(withdrawals.read(Set.of(key)).get(key), key).equals(ref)) {
            throw takenMeanwhile(key);
        }
        return line;
    }

    private LineRef holder(@Nullable KeyDetails details, KeyId key) {
        if (details == null) {
            throw new UnknownKeyException(key);
        }
        return switch (details.state()) {
            case ASSIGNED, REVEALED -> details.holder().orElseThrow().line();
            case AVAILABLE ->
                throw new ActRefusedException(
                        "the key " + key + " is in stock, no line has it; inventory().retire(keys, act) takes it out");
            case REVOKED ->
                throw new ActRefusedException(
                        "the key " + key + " is revoked; support().reinstate(key, act) gives it back to its line");
            case RETIRED -> throw new ActRefusedException("the key " + key + " is retired; no line has it");
        };
    }

    private void requireTakable(Withdrawals withdrawals, KeyId key, Withdrawal how, Set<Pool> others) {
        if (how != Withdrawal.RETURN) {
            withdrawals.lock(Set.of(), others);
            return;
        }
        KeyDetails details = withdrawals.details(key);
        if (details.state() == KeyState.REVEALED) {
            throw new ActRefusedException("the customer has seen the key " + key
                    + ", so that it can't return to stock; revoke or retire it instead");
        }
        withdrawals.lock(Set.of(key), others);
        if (!withdrawals.canReturn(key)) {
            throw new ActRefusedException("the key " + key
                    + " came from no pool, or that was deleted, so that it can't return to stock; revoke or retire it"
                    + " instead");
        }
    }

    private static void take(Withdrawals withdrawals, StoredLine line, KeyId key, Withdrawal how) {
        if (withdrawals.take(line.ref(), Map.of(key, how)).isEmpty()) {
            throw takenMeanwhile(key);
        }
    }

    private HeldKey takeOne(StoreTransaction tx, LineRef line, KeyId key) {
        return tx.takeBack(context.shop(), line, Set.of(key)).stream()
                .findFirst()
                .orElseThrow(() -> takenMeanwhile(key));
    }

    private static StoreException takenMeanwhile(KeyId key) {
        return new StoreException("somebody else changed the key " + key + " meanwhile; try again", true);
    }

    private static void requireTaker(StoredLine line, LineTerms terms) {
        if (line.terms().isEmpty()) {
            throw new ActRefusedException(name(line.ref()) + " was refunded before it came; move the key elsewhere");
        }
        LineTerms others = line.requireTerms();
        if (!others.product().equals(terms.product())) {
            throw new ActRefusedException(name(line.ref()) + " sells " + others.product() + ", the key was given for "
                    + terms.product() + "; withdraw it, and assign it there, if that is meant");
        }
        if (others.test() != terms.test()) {
            throw new ActRefusedException("keys don't move between test orders and real ones");
        }
        requireLacking(line);
    }

    private static void requireLacking(StoredLine line) {
        if (line.keys().size() >= line.target()) {
            throw new ActRefusedException(name(line.ref()) + " has all the keys that it is to have, " + line.target()
                    + "; replace one of them, or fulfil the order with a larger quantity first");
        }
    }

    /** What is owed to a line from which a key is taken by hand: one less. */
    private static LineCounts withdrawn(StoredLine line) {
        return fitting(
                line,
                line.counts().withWithdrawn(line.counts().withdrawn() + 1),
                line.keys().size() - 1);
    }

    private static LineCounts fitting(StoredLine line, LineCounts counts, int has) {
        return counts.fitting(line.requireTerms().keysPerUnit(), has);
    }

    private static ChangedLine changed(StoredLine line, LineCounts counts) {
        return new ChangedLine(line.ref(), Optional.empty(), counts, Set.of());
    }

    private AssignedKey assigned(StoreTransaction tx, HeldKey held) {
        KeyDetails details = tx.details(context.shop(), Set.of(held.key())).get(held.key());
        if (details == null) {
            throw new UnknownKeyException(held.key());
        }
        return assigned(new StoredKey(held.key(), held.number(), details.value(), held.at(), held.expiry()));
    }

    private AssignedKey assigned(StoredKey key) {
        return new AssignedKey(
                key.key(), key.number(), context.open(key.key(), key.value()), key.assignedAt(), true, key.expiry());
    }

    private static String name(LineRef ref) {
        return "order \"" + ref.orderId() + "\", line \"" + ref.lineId() + "\"";
    }
}
