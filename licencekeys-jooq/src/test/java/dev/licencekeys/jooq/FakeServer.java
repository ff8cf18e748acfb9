package dev.licencekeys.jooq;

import dev.licencekeys.key.Fingerprint;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that is not there: it says who it is, notes what it is asked, and knows nothing. */
final class FakeServer {
    private final String product;
    private final String version;
    private final List<String> asked = new ArrayList<>();

    /** In these tables. */
    private static final List<String> LOCKED =
            List.of("from licence_assignment", "from licence_revoked", "from licence_protection");

    /** A server that calls itself so. */
    FakeServer(String product, String version) {
        this.product = product;
        this.version = version;
    }

    /** A server of a kind, in the oldest version that we support. */
    static FakeServer of(Database database) {
        return switch (database) {
            case H2 -> new FakeServer("H2", "2.2.220");
            case POSTGRESQL -> new FakeServer("PostgreSQL", "14.0");
            case YUGABYTEDB -> new FakeServer("PostgreSQL", "11.2-YB-2.20.0.0-b0");
            case MARIADB -> new FakeServer("MariaDB", "10.6.0-MariaDB");
            case MYSQL -> new FakeServer("MySQL", "8.0.0");
        };
    }

    /** Every statement that it was asked, in order. */
    List<String> asked() {
        return asked;
    }

    Connection connection() {
        return fake(Connection.class, (method, args) -> switch (method.getName()) {
            case "getMetaData" -> metaData();
            case "createStatement" -> fake(Statement.class, (m, a) -> answer(m, (String) a[0]));
            case "prepareStatement" -> prepared((String) args[0]);
            default -> nothing(method.getReturnType());
        });
    }

    private DatabaseMetaData metaData() {
        String[] numbers = version.split("\\D", 3);
        return fake(DatabaseMetaData.class, (method, args) -> switch (method.getName()) {
            case "getDatabaseProductName" -> product;
            case "getDatabaseProductVersion" -> version;
            case "getDatabaseMajorVersion" -> Integer.parseInt(numbers[0]);
            case "getDatabaseMinorVersion" -> Integer.parseInt(numbers[1]);
            default -> nothing(method.getReturnType());
        });
    }

    private PreparedStatement prepared(String sql) {
        // PostgreSQL takes several statements at once, and answers them one after the other.
        List<String> parts = product.equals("PostgreSQL") ? List.of(sql.split("; (?=savepoint|select)")) : List.of(sql);
        int[] part = {0};
        return fake(PreparedStatement.class, (method, args) -> switch (method.getName()) {
            case "getConnection" -> connection();
            case "execute" -> {
                asked.addAll(parts);
                yield true;
            }
            case "getMoreResults" -> ++part[0] < parts.size();
            case "getResultSet" -> rows(parts.get(part[0]));
            default -> answer(method, sql);
        });
    }

    private @Nullable Object answer(Method method, String sql) {
        switch (method.getName()) {
            case "executeQuery" -> {
                asked.add(sql);
                return rows(sql);
            }
            case "executeUpdate", "execute", "executeBatch" -> {
                asked.add(sql);
                return method.getReturnType() == int.class ? 1 : nothing(method.getReturnType());
            }
            default -> {
                return nothing(method.getReturnType());
            }
        }
    }

    private static ResultSet rows(String sql) {
        // Questions of the kind "how many", of the schema and of the session have an answer always.
        boolean hasAnswer = sql.contains("count(") || !sql.contains("licence_") || sql.contains("max(version)");
        // And pools are all there: nothing is done to one that is gone.
        boolean asksForPools = sql.startsWith("select pool_id")
                && (sql.contains("from licence_pool where") || sql.contains("from licence_assignment where"));
        // And what somebody locks is there: a key of a line, a revoked key, a proof of secrets.
        boolean locks = sql.endsWith("for update") && LOCKED.stream().anyMatch(sql::contains);
        return rows(sql, asksForPools ? parameters(sql) : hasAnswer || locks ? 1 : 0);
    }

    private static int parameters(String sql) {
        return (int) sql.chars().filter(c -> c == '?').count();
    }

    private static ResultSet rows(String sql, int count) {
        int[] row = {0};
        String[] columns = sql.substring("select ".length(), Math.max("select ".length(), sql.indexOf(" from ")))
                .split(", ", -1);
        return fake(ResultSet.class, (method, args) -> switch (method.getName()) {
            case "next" -> ++row[0] <= count;
            case "getInt" -> Schema.VERSION;
            // The only text that has to be something.
            case "getString" ->
                (int) args[0] <= columns.length && columns[(int) args[0] - 1].endsWith("threshold") ? "80%" : "";
            case "getBytes" -> new byte[Fingerprint.LENGTH];
            case "getObject" -> LocalDateTime.MIN;
            default -> nothing(method.getReturnType());
        });
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? 0 : null;
    }

    /** What a fake does. */
    @FunctionalInterface
    private interface Doing {
        @Nullable
        Object apply(Method method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Doing doing) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> doing.apply(method, args == null ? new Object[] {""} : args)));
    }
}
