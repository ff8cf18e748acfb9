package dev.licencekeys.jooq;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.pool.ImportReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Imports what it is told to, in a process of its own that {@link ImportProcess} may kill. */
final class ImportWorker {
    static final String READY = "ready";

    /** Precedes or follows a call to the server. */
    static final String CALL = "call";

    /** Follows a batch that was stored; with how many keys were added so far. */
    static final String STORED = "stored ";

    /** Follows an import; with its {@link ImportCounts}. */
    static final String REPORT = "report ";

    /** Follows a report; with the most memory that was in use, in MB. */
    static final String HEAP = "heap ";

    // The text of the other process is read line by line, so that each line has to go at once.
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ImportWorker() {}

    /**
     * Works until there is no more input: each line of it is an {@link ImportTask}.
     *
     * @param args URL, user, password, and whether calls to the server are told
     */
    public static void main(String[] args) throws IOException {
        Address address = new Address(args[0], args[1], args[2]);
        Schema.on(address.dataSource()).migrate();
        HikariConfig pool = address.pool(2);
        if (Boolean.parseBoolean(args[3])) {
            pool = new HikariConfig();
            pool.setMaximumPoolSize(2);
            pool.setDataSource(WatchedJdbc.dataSource(address.dataSource(), new TellingCalls()));
        }
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(pool));
                BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            OUT.println(READY);
            for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
                ImportReport report =
                        ImportTask.ofWords(task).run(store, progress -> OUT.println(STORED + progress.added()));
                OUT.println(HEAP + (peakHeap() >> 20));
                OUT.println(REPORT + ImportCounts.of(report).words());
            }
        }
    }

    private static final class TellingCalls implements WatchedJdbc.Watcher {
        @Override
        public void before(WatchedJdbc.Call call) throws SQLException {
            OUT.println(CALL);
        }

        @Override
        public void after(WatchedJdbc.Call call) throws SQLException {
            OUT.println(CALL);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
