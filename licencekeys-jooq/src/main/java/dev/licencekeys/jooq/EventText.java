package dev.licencekeys.jooq;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the kinds of events have each for itself, as one text: {@code name=value}, joined by {@code &}, with {@code %},
 * {@code &} and {@code =} as {@code %25}, {@code %26} and {@code %3D}. What may be absent, and is, is left out.
 *
 * <p>The names are those of the records' components: to rename one needs a migration.
 */
final class EventText {
    private static final Map<String, Class<?>> KINDS = Arrays.stream(Event.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    /** Of every event, and stored in columns of their own. */
    private static final Set<String> COMMON = Set.of("id", "at");

    private EventText() {}

    static String kind(Event event) {
        return event.getClass().getSimpleName();
    }

    /** Whether this version can read events of a kind. */
    static boolean isKnown(String kind) {
        return KINDS.containsKey(kind);
    }

    static String details(Event event) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (isOwn(component)) {
                Object value = value(event, component);
                Optional<?> present = value instanceof Optional<?> optional ? optional : Optional.of(value);
                present.ifPresent(some -> text.append(text.isEmpty() ? "" : "&")
                        .append(component.getName())
                        .append('=')
                        .append(escaped(text(some))));
            }
        }
        return text.toString();
    }

    private static boolean isOwn(RecordComponent component) {
        return !COMMON.contains(component.getName()) && type(component) != Act.class;
    }

    /** What it is, or may be. */
    private static Class<?> type(RecordComponent component) {
        Type type = component.getGenericType();
        return (Class<?>) (type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : type);
    }

    private static Object value(Event event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("can't read " + component, e);
        }
    }

    private static String text(Object value) {
        if (value instanceof KeyId key) {
            return key.value().toString();
        }
        if (value instanceof Pool pool) {
            return StockSql.tag(pool);
        }
        if (value instanceof ThresholdLevel level) {
            return ThresholdText.of(level);
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("&", "%26").replace("=", "%3D");
    }

    private static String unescaped(String text) {
        return text.replace("%3D", "=").replace("%26", "&").replace("%25", "%");
    }

    /**
     * An event as it was stored.
     *
     * @throws StoreException if this version does not know its kind, or the text does not tell what the kind needs
     */
    static Event event(UUID id, String kind, Instant at, Optional<Act> act, String details) {
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new StoreException(
                    "the event " + id + " is of the kind " + kind + ", which this version of the library does not know;"
                            + " use the version that wrote it, or a later one",
                    false);
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Map<String, String> texts = texts(details);
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(components[i], id, at, act, Optional.ofNullable(texts.get(components[i].getName())));
            }
            return Event.class.cast(type.getConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException
                | IllegalArgumentException
                | DateTimeException
                | InvalidInputException e) {
            throw new StoreException(
                    "the event " + id + " of the kind " + kind + " can't be read; was it changed by hand?", false, e);
        }
    }

    private static Map<String, String> texts(String details) {
        Map<String, String> texts = new HashMap<>();
        for (String pair : details.split("&", -1)) {
            int end = pair.indexOf('=');
            if (end > 0) {
                texts.put(pair.substring(0, end), unescaped(pair.substring(end + 1)));
            }
        }
        return texts;
    }

    private static Object value(
            RecordComponent component, UUID id, Instant at, Optional<Act> act, Optional<String> text) {
        Class<?> type = type(component);
        Optional<?> value;
        if (isOwn(component)) {
            value = text.map(some -> value(type, some));
        } else if (type == Act.class) {
            value = act;
        } else {
            value = Optional.of(type == UUID.class ? id : at);
        }
        return component.getType() == Optional.class
                ? value
                : value.orElseThrow(() -> new IllegalArgumentException("it lacks its " + component.getName()));
    }

    private static Object value(Class<?> type, String text) {
        if (type == KeyId.class) {
            return new KeyId(UUID.fromString(text));
        }
        if (type == Pool.class) {
            return OrderRows.pool(text);
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == ThresholdLevel.class) {
            return ThresholdText.level(text);
        }
        if (type == int.class) {
            return Integer.parseInt(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.parseLong(text);
        }
        return type.isEnum() ? constant(type, text) : text;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + type.getSimpleName() + " " + name));
    }
}
