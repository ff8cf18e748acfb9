package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.Rows;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Writes;
import dev.licencekeys.testkit.contract.Contracts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every call of the port that any contract makes, on the store in memory, with a look at all its rows and counters before and
 * after: what is not marked as writing changes nothing, and what is marked changes something at least once. What is returned
 * is also taken to bytes and back.
 */
class WritesTest {
    /** Too much to be looked at before and after each call; every method is called with less. */
    private static final int MANY_ROWS = 150;

    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private final Set<String> changing = ConcurrentHashMap.newKeySet();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();

    @Test
    void justTheMethodsThatAreMarkedWrite() {
        Contracts.all().forEach(contract -> contract.check(watched()));
        assertThat(wrong)
                .as("calls that are not as they are marked, or values that bytes lose")
                .isEmpty();
        assertThat(checked).as("methods that were looked at").isEqualTo(names(method -> true));
        assertThat(changing).as("methods that changed something").isEqualTo(names(WritesTest::isMarked));
    }

    private static boolean isMarked(Method method) {
        return method.isAnnotationPresent(Writes.class);
    }

    private static Set<String> names(Predicate<Method> which) {
        return Stream.of(StoreTransaction.class.getMethods())
                .filter(which)
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private StoreFixture watched() {
        LicenceKeyStore right = new InMemoryLicenceKeyStore();
        Object tables = StateSum.part(right, "tables");
        return () -> new SpoiltTransactions.SpoiltStore(right, tx -> watched(tx, tables));
    }

    private StoreTransaction watched(StoreTransaction tx, Object tables) {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (proxy, method, arguments) -> watch(tx, method, arguments, tables));
    }

    private Object watch(StoreTransaction tx, Method method, Object[] arguments, Object tables) throws Throwable {
        if (method.getDeclaringClass() != StoreTransaction.class) {
            return method.invoke(tx, arguments);
        }
        if (arguments[0] instanceof String shop) {
            tx.defaultThreshold(shop); // a shop without rows begins to be there when it is named
        }
        long before = new StateSum(MANY_ROWS).of(tables);
        try {
            Object result = method.invoke(tx, arguments);
            if (before != StateSum.TOO_MUCH) {
                requireSameInBytes(method, result);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (before != StateSum.TOO_MUCH) {
                checked.add(method.getName());
                if (new StateSum(Integer.MAX_VALUE).of(tables) != before) {
                    changing.add(method.getName());
                    if (!isMarked(method)) {
                        wrong.add(method.getName() + " is not marked, and writes");
                    }
                }
            }
        }
    }

    /** Only how it ends is not a value of the port's own. */
    private void requireSameInBytes(Method method, Object result) {
        boolean isValue = result != null
                && !(result instanceof OptionalInt)
                && !method.getName().equals("positionsLeaving");
        if (isValue && !Rows.fromBytes(Rows.toBytes(result), Object.class).equals(result)) {
            wrong.add(method.getName() + " returned what bytes lose");
        }
    }
}
