package dev.licencekeys.jooq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Data sources that do nothing but hand out connections. */
final class LentConnections {
    private LentConnections() {}

    /** Always the same connection, each time through another handle; closing a handle does nothing. */
    static DataSource of(Connection connection) {
        return from(() -> handle(connection));
    }

    /** Something that makes connections. */
    @FunctionalInterface
    interface Connections {
        Connection next() throws SQLException;
    }

    static DataSource from(Connections connections) {
        return (DataSource) proxy(DataSource.class, (self, method, args) -> connections.next());
    }

    private static Connection handle(Connection connection) {
        return (Connection) proxy(Connection.class, (self, method, args) -> switch (method.getName()) {
            case "close" -> null;
            case "getMetaData" -> metaData((Connection) self, connection.getMetaData());
            default -> invoke(connection, method, args);
        });
    }

    private static Object metaData(Connection owner, DatabaseMetaData metaData) {
        return proxy(
                DatabaseMetaData.class,
                (self, method, args) ->
                        method.getName().equals("getConnection") ? owner : invoke(metaData, method, args));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
