package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The statements with which the library fulfils an order of one unit, as anybody could send them by hand. */
final class RecordedOrder {
    private static final String MODEL = "order-model";

    private final List<Sent> sent;
    private long position;
    private byte[] key = {};

    /** A statement and its parameters by their index. */
    private record Sent(String sql, boolean reads, Map<Integer, Object> parameters) {
        boolean claims() {
            return sql.startsWith("with claimed");
        }

        /** Which parameter is the position: after shop and pool, or, where it deletes the row, before a number of lines. */
        int position() {
            return claims() ? 3 : parameters.size() - 1;
        }
    }

    /** No value of a type of {@link java.sql.Types}. */
    private record SqlNull(int type) {}

    private RecordedOrder(List<Sent> sent) {
        this.sent = sent;
    }

    /** Fulfils an order for one unit of a product, and notes how. */
    static RecordedOrder record(Bed bed, String product) {
        List<Sent> sent = new ArrayList<>();
        try (HikariDataSource source = new HikariDataSource(bed.connections(1))) {
            HikariConfig config = new HikariConfig();
            config.setMaximumPoolSize(1);
            config.setDataSource(watched(DataSource.class, source, sent, Map.of()));
            try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config))) {
                LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
                for (String order : List.of("order-before", MODEL)) {
                    sent.clear();
                    keys.fulfil(Order.of(order, OrderLine.of("1", product, 1)));
                }
            }
        }
        return new RecordedOrder(List.copyOf(sent));
    }

    int statements() {
        return sent.size();
    }

    /** Sends them for another order, which gets the next key. */
    void replay(Connection connection, String order) throws SQLException {
        for (Sent one : sent) {
            try (PreparedStatement statement = connection.prepareStatement(one.sql())) {
                for (Map.Entry<Integer, Object> parameter : one.parameters().entrySet()) {
                    Object value = value(one, parameter, order);
                    if (value instanceof SqlNull none) {
                        statement.setNull(parameter.getKey(), none.type());
                    } else {
                        statement.setObject(parameter.getKey(), value);
                    }
                }
                if (one.reads()) {
                    read(one, statement);
                } else if (statement.executeUpdate() != 1) {
                    throw new IllegalStateException("did not write one row: " + one.sql());
                }
            }
        }
    }

    private Object value(Sent one, Map.Entry<Integer, Object> parameter, String order) {
        Object value = parameter.getValue();
        if (value.equals(MODEL)) {
            return order;
        }
        if (value instanceof byte[]) {
            return key;
        }
        return parameter.getKey() == one.position() && value instanceof Long && position > 0 ? position : value;
    }

    private void read(Sent one, PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                if (one.claims()) {
                    position = rows.getLong(1);
                    key = rows.getBytes(2);
                }
            }
        }
    }

    /** JDBC that notes what is sent through it. */
    private static <T> T watched(
            Class<T> type, Object real, List<Sent> sent, Map<String, Map<Integer, Object>> making) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Object result = invoke(real, method, args);
            if (result instanceof Connection connection) {
                return watched(Connection.class, connection, sent, Map.of());
            }
            if (result instanceof PreparedStatement statement) {
                return watched(PreparedStatement.class, statement, sent, Map.of((String) args[0], new TreeMap<>()));
            }
            making.forEach((sql, parameters) -> note(sql, parameters, method, args, sent));
            return result;
        }));
    }

    private static void note(
            String sql, Map<Integer, Object> parameters, Method method, Object @Nullable [] args, List<Sent> sent) {
        if (method.getName().startsWith("execute")) {
            sent.add(new Sent(sql, method.getName().equals("executeQuery"), parameters));
        } else if (method.getName().equals("setObject") && args != null) {
            parameters.put((Integer) args[0], args[1]);
        } else if (method.getName().equals("setNull") && args != null) {
            parameters.put((Integer) args[0], new SqlNull((Integer) args[1]));
        }
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
