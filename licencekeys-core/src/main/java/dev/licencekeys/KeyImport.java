package dev.licencekeys;

import dev.licencekeys.ImportBatch.Candidate;
import dev.licencekeys.Tally.Batch;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.pool.ImportLimits;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One import: checks entries, gathers them into batches, and counts what becomes of them. For one thread. */
final class KeyImport implements KeySupply.Intake {
    /** The longest note, in UTF-16 units. */
    private static final int MAX_NOTE = 500;

    /** No database keeps a later one. */
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final ShopContext context;
    private final LicenceKeyStore store;
    private final ImportOptions options;
    private final UUID id;
    private final Instant began;
    private final Tally tally;
    private final ForetoldKeys foretold = new ForetoldKeys();
    private final List<Accepted> batch = new ArrayList<>();
    private Optional<CompletableFuture<List<Candidate>>> sealed = Optional.empty();
    private long accepted;
    private long bytes;

    KeyImport(ShopContext context, LicenceKeyStore store, ImportOptions options) {
        this.context = context;
        this.store = store;
        this.options = options;
        this.id = context.newId();
        this.began = context.now();
        this.tally = new Tally(id, options.dryRun());
    }

    /** Names the import. */
    UUID id() {
        return id;
    }

    @Override
    public ImportLimits limits() {
        return options.limits();
    }

    @Override
    public void read(long bytesSoFar) {
        bytes = bytesSoFar;
    }

    @Override
    public void reject(long line, String reason) {
        requireWithinLimit(line);
        tally.reject(line, reason);
    }

    @Override
    public void accept(KeySupply.Entry entry) {
        requireWithinLimit(entry.line());
        String key = Characters.trim(entry.key());
        Optional<Instant> expiry = entry.expiry().map(KeyImport::storable);
        Optional<String> problem =
                KeyText.problem(key).or(() -> noteProblem(entry.note())).or(() -> expiryProblem(expiry));
        if (problem.isPresent()) {
            tally.reject(entry.line(), problem.get());
            return;
        }
        Pool pool;
        try {
            pool = entry.tag().isBlank()
                    ? options.pool()
                    : Pool.tagged(entry.tag().strip());
        } catch (InvalidInputException e) {
            // The message may quote the tag, which is a key where the columns were mixed up.
            tally.reject(entry.line(), "names a pool that can't be: a tag has up to 100 characters, all lower case");
            return;
        }
        batch.add(new Accepted(entry.line(), pool, key, entry.note(), expiry, !key.equals(entry.key())));
        accepted++;
        if (batch.size() == options.batch()) {
            endBatch();
        }
    }

    /** An entry that can be a key. */
    private record Accepted(long line, Pool pool, String key, String note, Optional<Instant> expiry, boolean trimmed) {}

    private static Optional<String> noteProblem(String note) {
        if (note.length() > MAX_NOTE) {
            return Optional.of("has a note of more than " + MAX_NOTE + " characters");
        }
        // PostgreSQL refuses these, and other databases store something else.
        OptionalInt unstorable = Characters.first(note, c -> c == 0 || Characters.isUnpairedSurrogate(c));
        return unstorable.isPresent()
                ? Optional.of("has a note with " + Characters.name(unstorable.getAsInt()) + ", which can't be stored")
                : Optional.empty();
    }

    /** Cut to what every store keeps: a key never expires later than was told. */
    private static Instant storable(Instant expiry) {
        return expiry.isBefore(LATEST_EXPIRY) ? expiry.truncatedTo(ChronoUnit.MICROS) : LATEST_EXPIRY;
    }

    private Optional<String> expiryProblem(Optional<Instant> expiry) {
        return expiry.filter(end -> !began.isBefore(end)).map(end -> "has expired already");
    }

    private void requireWithinLimit(long line) {
        if (lines() >= limits().lines()) {
            throw new InvalidInputException(
                    "import",
                    "has more than " + limits().lines() + " lines, in line " + line
                            + "; split it, or allow more (ImportLimits)");
        }
    }

    /** Read so far, though those of the last batch or two are not counted yet. */
    private long lines() {
        return tally.rejected() + accepted;
    }

    ImportReport finish() {
        endBatch();
        storeSealed();
        return tally.report();
    }

    /** The keys of one batch are sealed by another thread while this one, whose transaction it may be, stores those before. */
    private void endBatch() {
        List<Accepted> entries = List.copyOf(batch);
        batch.clear();
        CompletableFuture<List<Candidate>> next = CompletableFuture.supplyAsync(
                () -> entries.stream().map(this::seal).toList());
        storeSealed();
        sealed = Optional.of(next);
    }

    private Candidate seal(Accepted entry) {
        NewKey key = context.newKey(entry.key(), id, entry.note(), began).withExpiry(entry.expiry());
        return new Candidate(entry.line(), entry.pool(), key, LicenceKey.of(entry.key()), entry.trimmed());
    }

    private void storeSealed() {
        if (sealed.isEmpty()) {
            return;
        }
        List<Candidate> candidates = result(sealed.get());
        sealed = Optional.empty();
        ImportBatch work = new ImportBatch(context, options, id, candidates);
        tally.add(options.dryRun() ? foretell(work) : store.transact(work::store));
        Duration elapsed = Duration.between(began, context.now());
        options.progress().accept(new ImportProgress(lines(), bytes, tally.added(), elapsed));
    }

    private Batch foretell(ImportBatch work) {
        ImportBatch folded = work.folded(store.transact(work::readPools));
        return folded.foretell(store.transact(folded::known), foretold);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
