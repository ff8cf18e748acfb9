package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.Secret;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * An import of encrypted keys against COPY and one INSERT … ON CONFLICT of the same rows, which are sealed beforehand, into
 * the same tables.
 *
 * <p>Arguments: lines (1,000,000) and rounds (3).
 */
public final class ImportBenchmark {
    static final double REQUIRED = 0.8;

    private ImportBenchmark() {}

    /** Fails if the import is slower than promised. */
    public static void main(String[] args) throws Exception {
        int lines = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        double ratio = run(lines, rounds);
        if (ratio < REQUIRED) {
            throw new IllegalStateException("the import ran at " + ratio + " of COPY, below " + REQUIRED);
        }
    }

    /** The median rate of the import as a share of that of COPY. */
    static double run(int lines, int rounds) throws Exception {
        try (Server server = PostgreSqlServer.start()) {
            Measured measured = measure(server, lines, rounds);
            System.out.println(measured);
            return measured.ratio();
        }
    }

    /** The import against COPY. */
    static Measured measure(Server server, int lines, int rounds) throws Exception {
        Path folder = Files.createTempDirectory("licencekeys-benchmark-");
        KeyProtection protection = KeyProtection.encrypted(KeyRing.of(secret("key"), secret("fingerprint")));
        try {
            KeyFile file = KeyFile.write(folder, lines, 7);
            CopyImport copy = CopyImport.prepare(file, protection);
            return Measured.alternately(
                    rounds,
                    new Subject(
                            String.format(
                                    Locale.ROOT,
                                    "import of %,d lines, %,d of them duplicates, encrypted",
                                    lines,
                                    lines - file.distinct()),
                            "lines/s",
                            () -> rate(lines, importKeys(server, file, protection))),
                    new Subject(
                            "COPY and one INSERT of the same rows, sealed before",
                            "lines/s",
                            () -> rate(lines, copy(server, copy))));
        } finally {
            for (Path path : List.of(folder.resolve("keys.txt"), folder.resolve("rows.txt"), folder)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static double rate(int lines, long nanos) {
        return lines * 1e9 / nanos;
    }

    private static long copy(Server server, CopyImport copy) throws SQLException, IOException {
        HikariConfig database = server.database(1);
        try (HikariDataSource source = new HikariDataSource(database);
                Connection connection = source.getConnection()) {
            long began = System.nanoTime();
            copy.run(connection);
            return System.nanoTime() - began;
        }
    }

    private static long importKeys(Server server, KeyFile file, KeyProtection protection)
            throws SQLException, IOException {
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(server.database(2)))) {
            LicenceKeys keys = LicenceKeys.open(store, protection);
            long began = System.nanoTime();
            ImportReport report = keys.stock()
                    .importKeys(KeySupply.text(Files.newInputStream(file.path())), ImportOptions.into("pool"));
            long took = System.nanoTime() - began;
            if (report.added() != file.distinct()) {
                throw new IllegalStateException("added " + report.added() + " of " + file.distinct());
            }
            return took;
        }
    }

    private static Secret secret(String id) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Secret.ofBytes(id, bytes);
    }
}
