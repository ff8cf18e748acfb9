package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/** A list of keys that the merchant brought, from its check to the end of its import. Safe for use by several threads. */
final class Upload {
    /** How far it is. */
    enum State {
        /** It was checked, and nothing was written. */
        CHECKED,

        /** It is being imported, or about to be. */
        RUNNING,

        /** It was imported. */
        DONE,

        /** Its import broke off; what came before stays. */
        FAILED,

        /** It was imported, and undone. */
        UNDONE
    }

    /**
     * How it stands, at one moment.
     *
     * @param state how far it is
     * @param report of the check, or of the import once that is done
     * @param percent how much of it is read
     * @param lines how many lines of it are read
     * @param words what went wrong, or what undoing it did; empty otherwise
     */
    record Stand(State state, ImportReport report, int percent, long lines, String words) {}

    private final UUID id = UUID.randomUUID();
    private final String name;
    private final boolean csv;
    private final ImportOptions options;
    private final int size;
    private byte[] content;
    private Stand stand;

    /** Checked already. */
    Upload(String name, byte[] content, boolean csv, ImportOptions options, ImportReport check) {
        this.name = name;
        this.content = content;
        this.size = content.length;
        this.csv = csv;
        this.options = options;
        this.stand = new Stand(State.CHECKED, check, 0, 0, "");
    }

    static KeySupply supply(byte[] content, boolean csv) {
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        return csv ? KeySupply.csv(in) : KeySupply.text(in);
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    ImportOptions options() {
        return options;
    }

    public synchronized Stand stand() {
        return stand;
    }

    /** Begins the import. False if that was done before: the button was pressed twice. */
    synchronized boolean begin() {
        if (stand.state() != State.CHECKED) {
            return false;
        }
        stand = new Stand(State.RUNNING, stand.report(), 0, 0, "");
        return true;
    }

    synchronized KeySupply supply() {
        return supply(content, csv);
    }

    synchronized void progressed(ImportProgress progress) {
        int percent = (int) (progress.bytes() * 100 / Math.max(1, size));
        stand = new Stand(State.RUNNING, stand.report(), Math.min(100, percent), progress.lines(), "");
    }

    /** Ends it, and forgets the keys. */
    synchronized void end(State state, ImportReport report, String words) {
        content = new byte[0];
        stand = new Stand(state, report, 100, report.lines(), words);
    }
}
