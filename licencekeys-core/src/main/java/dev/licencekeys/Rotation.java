package dev.licencekeys;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.key.RotationProgress;
import dev.licencekeys.key.RotationReport;
import dev.licencekeys.key.RotationReport.Failure;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.text.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One rotation: goes through a shop's keys until a whole pass finds them all under the current secrets. For one thread. */
final class Rotation {
    private static final int BATCH = 1_000;

    /** Two suffice unless others hold keys, or store some under older secrets, while we pass. */
    private static final int MAX_PASSES = 10;

    private final ShopContext context;
    private final String shop;
    private final KeyProtection protection;
    private final ProtectionProof own;
    private final LicenceKeyStore store;
    private final Consumer<RotationProgress> progress;
    private final Instant began;

    /** Whether keys may be found in two ways, so that each of them has to be opened to know in which. */
    private final boolean findsOtherwise;

    private long resealed;

    Rotation(ShopContext context, LicenceKeyStore store, Consumer<RotationProgress> progress) {
        this.context = context;
        this.shop = context.shop();
        this.protection = context.guard().protection();
        this.own = protection.prove();
        this.store = store;
        this.progress = progress;
        this.began = context.now();
        this.findsOtherwise = protection.otherFingerprint(shop, "").isPresent();
    }

    /**
     * The state at the beginning of a pass.
     *
     * @param from after which key it begins
     * @param others the proofs of other secrets
     * @param total keys to look at
     */
    private record Start(KeyId from, List<StoredProof> others, long total) {}

    /**
     * What came of looking at some keys.
     *
     * @param checked how many
     * @param last the last of them
     * @param resealed how many were stored anew
     * @param stale how many were not under the current secrets, whatever came of it
     * @param failures those which could not be stored anew
     */
    private record Batch(int checked, KeyId last, int resealed, int stale, List<Failure> failures) {}

    /**
     * What came of a pass.
     *
     * @param stale how many keys were not under the current secrets
     * @param failed how many of them could not be stored anew
     * @param failures why: the first of them
     */
    private record Pass(long stale, long failed, List<Failure> failures) {
        /** Whether another pass would come to the same, as far as it depends on us. */
        boolean settles() {
            return stale == failed;
        }
    }

    RotationReport run() {
        Start start = store.transact(this::resume);
        boolean whole = start.from().equals(StoredProof.NOWHERE);
        int number = 1;
        Pass pass = pass(number, start);
        while (number < MAX_PASSES && !(whole && pass.settles())) {
            start = store.transact(tx -> start(tx, StoredProof.NOWHERE));
            whole = true;
            pass = pass(++number, start);
        }
        // The last pass was one of all keys: only a first one may begin elsewhere, and it is never the last.
        List<StoredProof> dispensable = pass.stale() == 0 ? start.others() : List.of();
        Set<String> stillNeeded = store.transact(tx -> drop(tx, dispensable));
        return new RotationReport(resealed, pass.failed(), pass.failures(), stillNeeded);
    }

    /** Where the last rotation stopped. */
    private Start resume(StoreTransaction tx) {
        return start(tx, context.guard().lockProof(tx, shop).rotatedTo());
    }

    private Start start(StoreTransaction tx, KeyId from) {
        List<StoredProof> others = tx.proofs(shop).stream()
                .filter(stored -> !stored.proof().hasIdsOf(own))
                .toList();
        return new Start(from, others, tx.countKeys(shop, from));
    }

    /** Removes proofs, unless keys were stored under their secrets since they were read; returns which secrets are left. */
    private Set<String> drop(StoreTransaction tx, List<StoredProof> proofs) {
        proofs.forEach(stored -> tx.deleteProof(shop, stored));
        return Protection.olderIds(own, tx.proofs(shop));
    }

    private Pass pass(int number, Start start) {
        KeyId position = start.from();
        long checked = 0;
        long stale = 0;
        long failed = 0;
        List<Failure> failures = new ArrayList<>();
        Batch batch;
        do {
            KeyId after = position;
            batch = store.transact(tx -> batch(tx, after));
            position = batch.last();
            checked += batch.checked();
            resealed += batch.resealed();
            stale += batch.stale();
            failed += batch.failures().size();
            batch.failures().stream()
                    .limit(RotationReport.MAX_FAILURES - failures.size())
                    .forEach(failures::add);
            Duration elapsed = Duration.between(began, context.now());
            progress.accept(new RotationProgress(number, checked, start.total(), resealed, elapsed));
        } while (batch.checked() == BATCH);
        return new Pass(stale, failed, failures);
    }

    private Batch batch(StoreTransaction tx, KeyId after) {
        List<SealedKey> keys = tx.keys(shop, after, BATCH);
        List<Failure> failures = new ArrayList<>();
        List<Reseal> stale = new ArrayList<>();
        for (SealedKey key : keys) {
            try {
                SealedKey current = current(key);
                if (!current.equals(key)) {
                    stale.add(new Reseal(key, current));
                }
            } catch (StoreException e) {
                failures.add(new Failure(key.id(), "can't be opened: " + e.getMessage()));
            }
        }
        List<Reseal> writable = withoutTwins(tx, stale, failures);
        KeyId last = keys.isEmpty() ? after : keys.get(keys.size() - 1).id();
        int written = writable.isEmpty() ? 0 : write(tx, writable, last);
        return new Batch(keys.size(), last, written, writable.size() + failures.size(), failures);
    }

    /** The key as it has to be stored; the same if it is stored so. */
    private SealedKey current(SealedKey key) {
        boolean isCurrent = protection.isCurrent(key.value());
        if (isCurrent && !findsOtherwise) {
            return key;
        }
        String value = context.open(key.id(), key.value()).reveal();
        SealedValue sealed = isCurrent ? key.value() : protection.seal(shop, key.id(), value);
        Optional<Fingerprint> folded =
                key.folded().map(before -> context.folded(value).fingerprint());
        return new SealedKey(key.id(), sealed, protection.fingerprint(shop, KeyText.normalForm(value)), folded);
    }

    /** A key that was stored twice can't be found twice. */
    private List<Reseal> withoutTwins(StoreTransaction tx, List<Reseal> stale, List<Failure> failures) {
        if (!findsOtherwise) {
            return stale;
        }
        Map<Fingerprint, KnownKey> known = tx.findKeys(
                shop, stale.stream().map(key -> key.after().fingerprint()).collect(Collectors.toSet()));
        Set<Fingerprint> folded =
                stale.stream().flatMap(key -> key.after().folded().stream()).collect(Collectors.toSet());
        Map<Fingerprint, KnownKey> knownFolded = folded.isEmpty() ? Map.of() : tx.findFolded(shop, folded);
        List<Reseal> writable = new ArrayList<>();
        for (Reseal key : stale) {
            SealedKey after = key.after();
            Optional<KnownKey> same = Optional.ofNullable(known.get(after.fingerprint()))
                    .filter(found -> !found.id().equals(after.id()));
            Optional<KnownKey> twin = after.folded()
                    .flatMap(fingerprint -> Optional.ofNullable(knownFolded.get(fingerprint)))
                    .filter(found -> !found.id().equals(after.id()));
            if (same.isPresent()) {
                failures.add(new Failure(
                        after.id(), "is the same as the key " + same.get().id()));
            } else if (twin.isPresent()) {
                failures.add(new Failure(
                        after.id(),
                        "differs only in case from the key " + twin.get().id()));
            } else {
                writable.add(key);
            }
        }
        return writable;
    }

    /** Under the lock of the proof, so that no other rotation takes that away meanwhile. */
    private int write(StoreTransaction tx, List<Reseal> keys, KeyId last) {
        StoredProof proof = context.guard().lockProof(tx, shop);
        int written = tx.reseal(shop, keys);
        tx.saveProof(shop, new StoredProof(proof.proof(), last));
        return written;
    }
}
