package dev.licencekeys.pool;

/** How values are written to CSV. */
public enum CsvStyle {
    /**
     * What a spreadsheet would take for a formula gets an apostrophe in front, so that opening the file runs nothing. Such
     * a key is not to be copied with its apostrophe.
     */
    FOR_SPREADSHEETS,

    /** Every value exactly as it is, for a program that reads it, or to be imported again. */
    EXACT
}
