package dev.licencekeys.store;

import dev.licencekeys.error.StoreException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record or an enum that the port speaks of, and what it is made of.
 *
 * @param name without that of the library
 * @param type its class
 * @param parts of a record, in order; an enum has none
 */
record RowType(String name, Class<?> type, List<RecordComponent> parts) {
    private static final String HOME = "dev.licencekeys.";

    /** Nothing else is ever made from bytes, whatever they say. */
    private static final Map<String, RowType> ALL = ofPort();

    /** What a row of an earlier version has where it had nothing yet. */
    private static final Map<Class<?>, Object> NOTHING =
            Map.of(Optional.class, Optional.empty(), List.class, List.of(), Set.class, Set.of(), Map.class, Map.of());

    static RowType of(Class<?> type) {
        RowType known = type.getName().startsWith(HOME) ? ALL.get(nameOf(type)) : null;
        if (known == null) {
            throw new IllegalArgumentException("the port has no values of " + type.getName());
        }
        return known;
    }

    static RowType named(String name) {
        RowType known = ALL.get(name);
        if (known == null) {
            throw new StoreException("bytes of a later version: this one has no " + name, false);
        }
        return known;
    }

    List<String> partNames() {
        return parts.stream().map(RecordComponent::getName).toList();
    }

    Object part(Object row, int index) {
        try {
            return parts.get(index).getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + name, e);
        }
    }

    /** Makes a record of parts that may come from an earlier version. */
    Object make(Map<String, Object> named) {
        if (!partNames().containsAll(named.keySet())) {
            throw new StoreException(
                    "bytes of a later version: this one's " + name + " lacks something of theirs", false);
        }
        Object[] values = parts.stream().map(part -> valueOf(part, named)).toArray();
        Class<?>[] types = parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new StoreException("bytes that are no " + name, false, e);
        }
    }

    private Object valueOf(RecordComponent part, Map<String, Object> named) {
        @Nullable Object value = named.getOrDefault(part.getName(), NOTHING.get(part.getType()));
        if (value == null) {
            throw new StoreException("bytes of another version: " + name + " has no " + part.getName(), false);
        }
        return value;
    }

    /** The enum's constant of this name. */
    Object constant(String constant) {
        Object[] all = type.getEnumConstants();
        for (Object one : all == null ? new Object[0] : all) {
            if (((Enum<?>) one).name().equals(constant)) {
                return one;
            }
        }
        throw new StoreException("bytes of a later version: this one's " + name + " has no " + constant, false);
    }

    private static String nameOf(Class<?> type) {
        return type.getName().substring(HOME.length());
    }

    private static Map<String, RowType> ofPort() {
        Map<String, RowType> found = new HashMap<>();
        for (Method method : StoreTransaction.class.getMethods()) {
            add(method.getGenericReturnType(), found);
            Arrays.stream(method.getGenericParameterTypes()).forEach(type -> add(type, found));
        }
        return Map.copyOf(found);
    }

    private static void add(Type type, Map<String, RowType> found) {
        if (type instanceof ParameterizedType container) {
            Arrays.stream(container.getActualTypeArguments()).forEach(content -> add(content, found));
        } else if (type instanceof Class<?> one && one.getName().startsWith(HOME)) {
            if (one.isSealed()) {
                Arrays.stream(one.getPermittedSubclasses()).forEach(kind -> add(kind, found));
            } else if (one.isEnum()) {
                found.put(nameOf(one), new RowType(nameOf(one), one, List.of()));
            } else if (one.isRecord() && !found.containsKey(nameOf(one))) {
                RowType row = new RowType(nameOf(one), one, List.of(one.getRecordComponents()));
                found.put(row.name(), row);
                row.parts().forEach(part -> add(part.getGenericType(), found));
            }
        }
    }
}
