package dev.licencekeys.jooq;

import java.lang.reflect.Method;
import java.util.Optional;
import javax.sql.DataSource;

/** What Spring knows of the calling thread. Asked by reflection, so that nobody needs Spring. */
final class SpringThread {
    private static final String DATA_SOURCE = "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";
    private static final String MANAGER = "org.springframework.transaction.support.TransactionSynchronizationManager";

    /** How to ask, if a data source of this class follows Spring's transactions. */
    private static final ClassValue<Optional<Method>> IS_ACTIVE = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> dataSource) {
            for (Class<?> type = dataSource; type != null; type = type.getSuperclass()) {
                if (type.getName().equals(DATA_SOURCE)) {
                    return isActive(type.getClassLoader());
                }
            }
            return Optional.empty();
        }
    };

    private SpringThread() {}

    /**
     * Whether this data source follows Spring's transactions, and none is under way. Its connection can't tell: within
     * {@code SUPPORTS} it is kept as if there were one.
     */
    static boolean hasNoTransaction(DataSource dataSource) {
        Optional<Method> isActive = IS_ACTIVE.get(dataSource.getClass());
        try {
            return isActive.isPresent() && Boolean.FALSE.equals(isActive.get().invoke(null));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Optional<Method> isActive(ClassLoader loader) {
        try {
            return Optional.of(Class.forName(MANAGER, false, loader).getMethod("isActualTransactionActive"));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
