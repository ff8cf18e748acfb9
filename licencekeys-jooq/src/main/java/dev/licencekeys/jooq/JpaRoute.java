package dev.licencekeys.jooq;

import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.jooq.JoinedTransactions.Work;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;

/** The ways to the connection of an entity manager's transaction. */
@FunctionalInterface
interface JpaRoute {
    void lend(EntityManager entityManager, Work work);

    /**
     * The way that the provider of this entity manager offers. Its class decides, not the interface: Hibernate 6 also
     * runs with the interfaces of Jakarta Persistence 3.2, whose method it lacks.
     */
    static JpaRoute of(EntityManager entityManager) {
        // Behind the proxies of a container.
        return Routes.OF.get(entityManager.getDelegate().getClass());
    }

    /** Found once per provider. */
    final class Routes {
        private static final ClassValue<JpaRoute> OF = new ClassValue<>() {
            @Override
            protected JpaRoute computeValue(Class<?> provider) {
                if (provider.getName().startsWith("org.eclipse.persistence.")) {
                    return Routes::begun;
                }
                if (method(provider, "callWithConnection").isPresent()) {
                    return Standard::lend;
                }
                return method(provider, "doReturningWork")
                        .<JpaRoute>map(Hibernate::new)
                        .orElse(Routes::refuse);
            }
        };

        private Routes() {}

        private static Optional<Method> method(Class<?> provider, String name) {
            return Arrays.stream(provider.getMethods())
                    .filter(method -> method.getName().equals(name))
                    .filter(method -> method.getParameterCount() == 1 && !Modifier.isAbstract(method.getModifiers()))
                    .findFirst();
        }

        /**
         * EclipseLink begins in the database with the first write. Before that its {@code callWithConnection} lends
         * nothing, or a connection of no transaction; but asked for the connection itself, it begins.
         */
        private static void begun(EntityManager entityManager, Work work) {
            work.apply(entityManager.unwrap(Connection.class));
        }

        private static void refuse(EntityManager entityManager, Work work) {
            throw new TransactionRefusedException("the provider of "
                    + entityManager.getDelegate().getClass().getName()
                    + " lends no connection (Jakarta Persistence 3.2 and Hibernate do); join the java.sql.Connection of"
                    + " its transaction with Transactions.joining(connection)");
        }
    }

    /** Jakarta Persistence 3.2. A class of its own, since before 3.2 the type of the call's argument doesn't exist. */
    final class Standard {
        private Standard() {}

        private static void lend(EntityManager entityManager, Work work) {
            entityManager.<Connection, Object>callWithConnection(connection -> {
                work.apply(connection);
                return work;
            });
        }
    }

    /** Hibernate before 7: {@code Session.doReturningWork}, called by reflection, so that nobody needs Hibernate. */
    record Hibernate(Method doReturningWork) implements JpaRoute {
        @Override
        public void lend(EntityManager entityManager, Work work) {
            Class<?> returningWork = doReturningWork.getParameterTypes()[0];
            Object callback = Proxy.newProxyInstance(
                    returningWork.getClassLoader(), new Class<?>[] {returningWork}, (self, method, arguments) -> {
                        work.apply((Connection) arguments[0]);
                        return work;
                    });
            try {
                doReturningWork.invoke(entityManager.getDelegate(), callback);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
