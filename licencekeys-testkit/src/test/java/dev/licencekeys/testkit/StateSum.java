package dev.licencekeys.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A number that changes with anything that the store in memory holds: its rows, in whatever field, and its counters. Maps and
 * lists without content count as none, for they come into being when they are read. For one use.
 */
final class StateSum {
    /** The sum of more rows than were to be looked at. */
    static final long TOO_MUCH = Long.MIN_VALUE;

    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int most;
    private int rows;

    StateSum(int most) {
        this.most = most;
    }

    /** The content of a field. */
    static Object part(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no field " + name, e);
        }
    }

    long of(Object state) {
        long sum = sum(state);
        return rows > most ? TOO_MUCH : sum;
    }

    private long sum(Object value) {
        if (rows > most) {
            return 0;
        }
        if (value instanceof Map<?, ?> map) {
            long sum = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += mixed(sum(entry.getKey()), sum(entry.getValue()));
            }
            return sum;
        }
        if (value instanceof Collection<?> several) {
            long sum = 0;
            for (Object one : several) {
                sum += mixed(sum, sum(one));
            }
            return sum;
        }
        if (value.getClass().getSimpleName().startsWith("InMemory")) {
            return seen.add(value) ? fields(value) : 0;
        }
        rows++;
        return value.hashCode() | 1L << 40;
    }

    private long fields(Object owner) {
        long sum = 0;
        for (Field field : FIELDS.computeIfAbsent(owner.getClass(), StateSum::fields)) {
            try {
                sum += mixed(field.getName().hashCode(), sum(field.get(owner)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("can't read " + field, e);
            }
        }
        return sum;
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        return fields;
    }

    /** Nothing stays nothing, whatever it is called. */
    private static long mixed(long name, long content) {
        long mixed = (name * 31 + content) * 0x9E3779B97F4A7C15L;
        return content == 0 ? 0 : mixed ^ mixed >>> 32;
    }
}
