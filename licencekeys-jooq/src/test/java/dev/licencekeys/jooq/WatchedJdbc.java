package dev.licencekeys.jooq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** JDBC whose calls to the server pass a watcher, who may also let them fail. */
final class WatchedJdbc {
    /** What a connection sends to the server besides statements. */
    private static final Set<String> CONTROL =
            Set.of("commit", "rollback", "setSavepoint", "setAutoCommit", "setTransactionIsolation");

    private WatchedJdbc() {}

    /**
     * A call that goes to the server.
     *
     * @param connection the real connection
     * @param method the method of JDBC
     * @param sql the statement; empty for control of the transaction
     * @param binds its parameters in the order in which they were set, of a batch those of all items
     */
    record Call(Connection connection, String method, String sql, List<Object> binds) {
        boolean isStatement() {
            return !sql.isEmpty();
        }
    }

    /** Is shown every call before and after it reached the server. */
    interface Watcher {
        default void before(Call call) throws SQLException {}

        default void after(Call call) throws SQLException {}
    }

    static DataSource dataSource(DataSource real, Watcher watcher) {
        return proxy(DataSource.class, (self, method, args) -> {
            Object result = invoke(real, method, args);
            return result instanceof Connection connection ? connection(connection, watcher) : result;
        });
    }

    static Connection connection(Connection real, Watcher watcher) {
        return proxy(Connection.class, (self, method, args) -> {
            if (CONTROL.contains(method.getName())) {
                return watched(watcher, new Call(real, method.getName(), "", List.of()), real, method, args);
            }
            Object result = invoke(real, method, args);
            if (result instanceof PreparedStatement statement) {
                return statement(real, PreparedStatement.class, statement, (String) args[0], watcher);
            }
            return result instanceof Statement statement
                    ? statement(real, Statement.class, statement, "", watcher)
                    : result;
        });
    }

    private static <T extends Statement> T statement(
            Connection connection, Class<T> type, T real, String prepared, Watcher watcher) {
        List<Object> binds = new ArrayList<>();
        return proxy(type, (self, method, args) -> {
            String name = method.getName();
            if (name.startsWith("execute")) {
                String sql = args.length > 0 && args[0] instanceof String given ? given : prepared;
                return watched(watcher, new Call(connection, name, sql, binds), real, method, args);
            }
            if (name.startsWith("set") && args.length > 1) {
                binds.add(args[1]);
            }
            return invoke(real, method, args);
        });
    }

    private static @Nullable Object watched(Watcher watcher, Call call, Object real, Method method, Object[] args)
            throws Throwable {
        watcher.before(call);
        Object result = invoke(real, method, args);
        watcher.after(call);
        return result;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        InvocationHandler invocations =
                (self, method, args) -> handler.handle(self, method, args == null ? new Object[0] : args);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, invocations));
    }

    /** Like {@link InvocationHandler}, but the arguments are always there. */
    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object handle(Object self, Method method, Object[] args) throws Throwable;
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
