package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event comes back from its text as it was. */
class EventTextTest {
    private static final int ROUNDS = 200;
    private static final UUID ID = new UUID(1, 2);
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final Optional<Act> ACT = Optional.of(new Act("J\u00F6rg", "a=b&c"));
    private static final KeyId KEY = new KeyId(new UUID(0, 7));

    private static final List<String> AWKWARD = List.of(
            "",
            "&",
            "=",
            "%",
            "%25",
            "%26%3D",
            "key=1&key=2",
            "&&==%%",
            "+ ?#;'\"\\",
            "\uD83D\uDD11=\uD83D\uDD11",
            "\u00E4\u4E2D\u202E",
            "%".repeat(100));

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Event.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void comesBackAsItWas(Class<? extends Event> kind) throws ReflectiveOperationException {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Event event = random(kind, random);
            String text = EventText.details(event);
            // As wide as the column.
            assertThat(text).as("-Dlicencekeys.seed=%s", seed).hasSizeLessThanOrEqualTo(4_000);
            assertThat(EventText.event(event.id(), EventText.kind(event), event.at(), event.act(), text))
                    .as("-Dlicencekeys.seed=%s: %s", seed, text)
                    .isEqualTo(event);
        }
    }

    private static Event random(Class<? extends Event> kind, Random random) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> random(component.getGenericType(), random))
                .toArray();
        return kind.getConstructor(types).newInstance(values);
    }

    private static Object random(Type type, Random random) {
        if (type instanceof ParameterizedType optional) {
            return random.nextBoolean()
                    ? Optional.of(random(optional.getActualTypeArguments()[0], random))
                    : Optional.empty();
        }
        return switch (type.getTypeName()) {
            case "int" -> random.nextBoolean() ? random.nextInt() : Integer.MAX_VALUE;
            case "long", "java.lang.Long" -> random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE;
            case "java.lang.String" -> AWKWARD.get(random.nextInt(AWKWARD.size()));
            case "java.util.UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "java.time.Instant" -> Instant.EPOCH.plus(random.nextLong(1L << 55) - (1L << 54), ChronoUnit.MICROS);
            case "dev.licencekeys.key.KeyId" -> new KeyId(new UUID(random.nextLong(), random.nextLong()));
            case "dev.licencekeys.pool.Pool" -> random.nextBoolean() ? Pool.untagged() : Pool.tagged("tag-1");
            case "dev.licencekeys.pool.ThresholdLevel" ->
                random.nextBoolean()
                        ? ThresholdLevel.percent(1 + random.nextInt(100))
                        : ThresholdLevel.keysLeft(1 + random.nextInt(100));
            case "dev.licencekeys.event.Act" -> new Act("actor", AWKWARD.get(random.nextInt(AWKWARD.size())));
            default -> constant((Class<?>) type, random);
        };
    }

    private static Object constant(Class<?> type, Random random) {
        assertThat(type).as("a type of which this test has no values").matches(Class::isEnum);
        Object[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    /** What is on record already must be read by every later version. */
    @Test
    void looksLikeThis() {
        KeyMoved moved = new KeyMoved(ID, AT, ACT.orElseThrow(), KEY, Pool.tagged("photo-v2"), Pool.untagged());
        assertThat(EventText.kind(moved)).isEqualTo("KeyMoved");
        assertThat(EventText.details(moved)).isEqualTo("key=00000000-0000-0000-0000-000000000007&from=photo-v2&to=");
        KeyAssigned assigned = new KeyAssigned(ID, AT, ACT.orElseThrow(), KEY, "100 % & more", "a=1", Optional.empty());
        assertThat(EventText.details(assigned))
                .isEqualTo("key=00000000-0000-0000-0000-000000000007&orderId=100 %25 %26 more&lineId=a%3D1");
    }

    @Test
    void aKindOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> EventText.event(ID, "KeyBlessed", AT, ACT, ""))
                .isInstanceOf(StoreException.class)
                .hasMessage("the event " + ID + " is of the kind KeyBlessed, which this version of the library does not"
                        + " know; use the version that wrote it, or a later one");
    }

    @ParameterizedTest
    @CsvSource({
        "KeyShown, ''",
        "KeyShown, key=7",
        "KeyShown, kex=00000000-0000-0000-0000-000000000007",
        "KeyMoved, key=00000000-0000-0000-0000-000000000007&from=a",
        "KeysExported, pool=a&state=LOST",
        "LineWaits, orderId=1&lineId=1&keys=many",
        "ThresholdReached, pool=A/B&level=80%25&total=1&available=1",
        "ThresholdReached, pool=a&level=101%25&total=1&available=1",
        "ThresholdReached, pool=a&level=many&total=1&available=1"
    })
    void whatWasChangedByHandIsRefused(String kind, String details) {
        assertThatThrownBy(() -> EventText.event(ID, kind, AT, ACT, details))
                .isInstanceOf(StoreException.class)
                .hasMessage("the event " + ID + " of the kind " + kind + " can't be read; was it changed by hand?");
    }

    @Test
    void whatSomebodyDidNeedsAnActor() {
        assertThatThrownBy(() -> EventText.event(ID, "KeyShown", AT, Optional.empty(), "key=" + KEY.value()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be read");
    }
}
