package dev.licencekeys.store;

import dev.licencekeys.error.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a transaction wrote, as bytes with which another store does the same: the one that a journal is read into, or a
 * copy on another machine.
 *
 * <pre>{@code
 * Transcript transcript = new Transcript();
 * R result = work.apply(transcript.noting(transaction));
 * journal.append(transcript.toBytes());                 // later, and elsewhere: Transcript.repeat(bytes, transaction)
 * }</pre>
 *
 * <p>Noted are the calls of the methods that {@linkplain Writes write}, with their arguments as they were then. A store
 * that is as the first one was before, and to which the same is done in the same order, is as the first one is
 * afterwards, if it gives the same ids, places and numbers: transactions that are rolled back use some up, so they
 * belong to the order, too, and are rolled back there.
 *
 * <p>For one thread, like the transaction.
 */
public final class Transcript {
    private static final Map<String, Method> WRITES = Stream.of(StoreTransaction.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Writes.class))
            .collect(Collectors.toUnmodifiableMap(Method::getName, method -> method));

    private final RowWriter calls = new RowWriter();
    private boolean empty = true;

    /** A transcript of nothing yet. */
    public Transcript() {
        // Nothing to do: said for its documentation.
    }

    /**
     * A transaction that does what another one does, and is noted here.
     *
     * @param transaction the transaction that does it; several may be noted one after the other, as if they were one
     * @return for the same thread
     */
    public StoreTransaction noting(StoreTransaction transaction) {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (proxy, method, arguments) -> method.isAnnotationPresent(Writes.class)
                        ? note(transaction, method, arguments)
                        : call(transaction, method, arguments));
    }

    /** Whether nothing was written so far. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * What was written so far.
     *
     * @return bytes for {@link #repeat}, in the form of {@link Rows}
     */
    public byte[] toBytes() {
        return calls.toBytes();
    }

    /**
     * Writes the same in another transaction. A call that failed is made again, since it may have used up ids, and may fail.
     *
     * @param transcript what {@link #toBytes} returned
     * @param transaction of a store that is as the first one was
     * @throws StoreException if the bytes were changed, or are of a version that can't be read
     */
    public static void repeat(byte[] transcript, StoreTransaction transaction) {
        RowReader reader = new RowReader(transcript);
        while (reader.hasMore()) {
            Object name = reader.read();
            Object arguments = reader.read();
            Object failed = reader.read();
            Method method = name instanceof String text ? WRITES.get(text) : null;
            if (method == null || !(arguments instanceof List<?> list) || !(failed instanceof Boolean mayFail)) {
                throw new StoreException("this is no transcript of this version", false);
            }
            repeat(method, list.toArray(), mayFail, transaction);
        }
    }

    private static void repeat(Method method, Object[] arguments, boolean mayFail, StoreTransaction transaction) {
        try {
            call(transaction, method, arguments);
        } catch (RuntimeException e) {
            if (!mayFail) {
                throw e;
            }
        }
    }

    private Object note(StoreTransaction transaction, Method method, Object[] arguments) {
        empty = false;
        calls.write(method.getName());
        calls.write(Arrays.asList(arguments)); // now: the caller may change them afterwards
        boolean failed = true;
        try {
            Object result = call(transaction, method, arguments);
            failed = false;
            return result;
        } finally {
            calls.write(failed);
        }
    }

    private static Object call(StoreTransaction transaction, Method method, Object[] arguments) {
        try {
            return method.invoke(transaction, arguments);
        } catch (IllegalArgumentException e) {
            throw new StoreException(method.getName() + " takes other arguments in this version", false, e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the port has no checked exceptions", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the port is public", e);
        }
    }
}
