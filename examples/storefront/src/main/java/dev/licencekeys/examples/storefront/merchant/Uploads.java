package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The uploads of late, in this program's memory: between a check and its import keys lie on no disk. Imports run one after
 * the other, on a thread of their own.
 */
@Component
class Uploads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int KEPT = 8;

    private final LicenceKeys keys;
    private final ExecutorService imports = Executors.newSingleThreadExecutor(work -> new Thread(work, "imports"));
    private final Map<UUID, Upload> uploads = new LinkedHashMap<>();

    Uploads(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    /** Spring does, at the end: what was begun is imported to its end. */
    @Override
    public void close() {
        imports.shutdown();
    }

    synchronized Optional<Upload> find(UUID id) {
        return Optional.ofNullable(uploads.get(id));
    }

    /**
     * Tells what an import would do.
     *
     * @throws LicenceKeysException if it can't be read at all
     */
    Upload check(String name, byte[] content, boolean csv, ImportOptions options) {
        ImportReport report = keys.stock().importKeys(Upload.supply(content, csv), options.asDryRun());
        Upload upload = new Upload(name, content, csv, options, report);
        add(upload);
        return upload;
    }

    private synchronized void add(Upload upload) {
        uploads.values().stream()
                .filter(old -> old.stand().state() != Upload.State.RUNNING)
                .map(Upload::id)
                .limit(Math.max(0, uploads.size() - KEPT + 1))
                .toList()
                .forEach(uploads::remove);
        uploads.put(upload.id(), upload);
    }

    synchronized void discard(UUID id) {
        uploads.remove(id);
    }

    void start(Upload upload) {
        if (upload.begin()) {
            execute(() -> run(upload));
        }
    }

    /** When the imports before it have ended. */
    void execute(Runnable work) {
        imports.execute(work);
    }

    private void run(Upload upload) {
        ImportReport check = upload.stand().report();
        try {
            ImportReport report =
                    keys.stock().importKeys(upload.supply(), upload.options().onProgress(upload::progressed));
            upload.end(Upload.State.DONE, report, "");
        } catch (LicenceKeysException e) {
            upload.end(Upload.State.FAILED, check, Flash.words(e));
        } catch (RuntimeException e) {
            LOG.error("the import {} failed", upload.id(), e);
            upload.end(Upload.State.FAILED, check, "Something went wrong on our side, and is in the log.");
        }
    }

    /** Forgets what an import brought, but for keys that were given meanwhile. */
    long undo(Upload upload, Act act) {
        ImportReport report = upload.stand().report();
        if (upload.stand().state() != Upload.State.DONE) {
            return 0;
        }
        long forgotten = keys.stock().undoImport(report.id(), act);
        upload.end(Upload.State.UNDONE, report, "");
        return forgotten;
    }
}
