package dev.licencekeys.jooq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An empty database and what its server writes to its disk from then on, until this is closed. */
final class ServerFiles implements AutoCloseable {
    private final TestDatabase database;
    private final Address address;
    private final boolean logsAll;

    /** A clock of files may be a little behind. */
    private final Instant since = Instant.now().minusSeconds(1);

    private ServerFiles(TestDatabase database, Address address, boolean logsAll) {
        this.database = database;
        this.address = address;
        this.logsAll = logsAll;
    }

    /**
     * An empty database.
     *
     * @param wantsAll whether a server that was started here logs all statements and their parameters, and not just what it
     *     does by default
     */
    static ServerFiles of(TestDatabase database, boolean wantsAll) {
        Address address = database.empty();
        boolean logsAll = wantsAll && database.isStartedHere();
        if (logsAll) {
            switch (database) {
                case H2, H2_FILE -> address = with(address, ";TRACE_LEVEL_FILE=3");
                case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST ->
                    address =
                            with(address, (address.url().contains("?") ? "&" : "?") + "options=-c%20log_statement=all");
                case MARIADB -> address.run("set global general_log = on");
            }
        }
        return new ServerFiles(database, address, logsAll);
    }

    private static Address with(Address address, String parameter) {
        return new Address(address.url() + parameter, address.user(), address.password());
    }

    Address address() {
        return address;
    }

    /** Whether the server was started here, so that its files can be read. */
    boolean areHere() {
        return database.isStartedHere();
    }

    @Override
    public void close() {
        if (logsAll && database == TestDatabase.MARIADB) {
            address.run("set global general_log = off");
        }
    }

    /** The lines of its logs. */
    List<String> logLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path log : written(ServerFiles::isLog)) {
            text(log).lines().forEach(lines::add);
        }
        return lines;
    }

    /** Its other files whose bytes, taken for characters, are such. */
    List<Path> data(Predicate<String> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path path : written(path -> !isLog(path))) {
            if (wanted.test(text(path))) {
                found.add(path);
            }
        }
        return found;
    }

    private static String text(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    private static boolean isLog(Path path) {
        return path.toString().endsWith(".log") || path.toString().endsWith(".trace.db");
    }

    private List<Path> written(Predicate<Path> wanted) throws IOException {
        List<Path> written = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder())) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).filter(wanted)::iterator) {
                if (Files.getLastModifiedTime(path).compareTo(FileTime.from(since)) > 0) {
                    written.add(path);
                }
            }
        }
        return written;
    }

    private Path folder() {
        return Path.of(
                switch (database) {
                    case H2, H2_FILE -> address.url().replaceFirst("^jdbc:h2:file:(.*)/.*$", "$1");
                    case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST -> asked("show data_directory");
                    case MARIADB -> asked("select @@datadir");
                });
    }

    private String asked(String sql) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("no answer to " + sql, e);
        }
    }
}
