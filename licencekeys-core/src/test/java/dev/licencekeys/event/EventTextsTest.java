package dev.licencekeys.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened is told in a sentence; events of one topic are delivered in their order; those of a key make its history. */
class EventTextsTest {
    private static final UUID ID = new UUID(7, 7);
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-05-01T12:00:00Z");
    private static final Act ANNA = new Act("anna", "asked for it");
    private static final Pool A = Pool.tagged("a");
    private static final Pool B = Pool.tagged("b");
    private static final KeyId KEY = new KeyId(new UUID(0, 1));
    private static final String KEY_1 = "00000000-0000-0000-0000-000000000001";
    private static final KeyId OLD = new KeyId(new UUID(0, 2));
    private static final String KEY_2 = "00000000-0000-0000-0000-000000000002";
    private static final String IMPORT = "00000000-0000-0007-0000-000000000007";

    /** An event and what it tells. */
    private record Told(Event event, String topic, Optional<KeyId> key, Optional<Act> act, String what) {
        static Told of(Event event, String topic, String what) {
            return new Told(event, topic, Optional.empty(), Optional.empty(), what);
        }

        Told about(KeyId its) {
            return new Told(event, topic, Optional.of(its), act, what);
        }

        Told by(Act person) {
            return new Told(event, topic, key, Optional.of(person), what);
        }
    }

    static Stream<Told> events() {
        String line = "order 1001, line 1";
        String since = ", which had it since 2026-05-01T12:00:00Z, ";
        return Stream.of(
                Told.of(
                                new CustomerChanged(ID, AT, ANNA, "1001", 2),
                                "order 1001",
                                "order 1001 was handed to another customer")
                        .by(ANNA),
                Told.of(new CustomerErased(ID, AT, ANNA, 1), "customers", "a customer was erased from 1 order line")
                        .by(ANNA),
                Told.of(new CustomerErased(ID, AT, ANNA, 2), "customers", "a customer was erased from 2 order lines")
                        .by(ANNA),
                Told.of(
                        new ImportUndone(ID, AT, Optional.empty(), ID, A, 1),
                        "pool a",
                        "the import " + IMPORT + " was undone: 1 key less in a"),
                Told.of(
                                new KeyAssigned(ID, AT, ANNA, KEY, "1001", "1", Optional.empty()),
                                "order 1001",
                                "the key " + KEY_1 + " was given to " + line)
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyAssigned(ID, AT, ANNA, KEY, "1001", "1", Optional.of(OLD)),
                                "order 1001",
                                "the key " + KEY_1 + " was given to " + line + ", for the key " + KEY_2)
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyExpired(ID, AT, KEY, A),
                                "pool a",
                                "the key " + KEY_1 + " had expired and was taken out of a")
                        .about(KEY),
                Told.of(new KeyMoved(ID, AT, ANNA, KEY, A, B), "pool a", "the key " + KEY_1 + " was moved from a to b")
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyReassigned(ID, AT, ANNA, KEY, "1001", "1", "1002", "2", SINCE),
                                "order 1002",
                                "the key " + KEY_1 + " was moved from " + line + since + "to order 1002, line 2")
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyReinstated(ID, AT, ANNA, KEY, "1001", "1"),
                                "order 1001",
                                "the key " + KEY_1 + " was given back to " + line)
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyRetired(ID, AT, ANNA, KEY, A),
                                "pool a",
                                "the key " + KEY_1 + " was taken out of a for good")
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyShown(ID, AT, ANNA, KEY),
                                "key " + KEY_1,
                                "somebody looked at the value of the key " + KEY_1)
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeyWithdrawn(ID, AT, Optional.of(ANNA), KEY, "1001", "1", SINCE, Withdrawal.REVOKE),
                                "order 1001",
                                "the key " + KEY_1 + " was taken from " + line + since + "and revoked")
                        .about(KEY)
                        .by(ANNA),
                Told.of(
                                new KeysExported(ID, AT, ANNA, A, KeyState.AVAILABLE),
                                "pool a",
                                "the AVAILABLE keys of a were exported")
                        .by(ANNA),
                Told.of(
                        new KeysImported(ID, AT, Optional.empty(), ID, A, 5),
                        "pool a",
                        "the import " + IMPORT + " put 5 keys into a"),
                Told.of(
                        new LineChanged(ID, AT, "1001", "1", 2, 3, 1, Integer.MAX_VALUE),
                        "order 1001",
                        line + " changed from 2 units, 1 unit refunded, to 3 units, all units refunded"),
                Told.of(
                        new LineFilled(ID, AT, "1001", "1", 1, 0),
                        "order 1001",
                        line + ", which had waited, got 1 key"),
                Told.of(
                        new LineFilled(ID, AT, "1001", "1", 2, 3),
                        "order 1001",
                        line + ", which had waited, got 2 keys, and waits for 3 more"),
                Told.of(
                                new LineRefunded(ID, AT, Optional.of(ANNA), "1001", "1", "r", 2, RefundPolicy.REVOKE),
                                "order 1001",
                                line + " was refunded: 2 units, refund r, REVOKE")
                        .by(ANNA),
                Told.of(new LineWaits(ID, AT, "1001", "1", 2), "order 1001", line + " began to wait for 2 keys"),
                Told.of(new PoolDeleted(ID, AT, ANNA, A), "pool a", "the pool a was deleted")
                        .by(ANNA),
                Told.of(new PoolExhausted(ID, AT, A, 5), "pool a", "a is exhausted: none of its 5 keys is left"),
                Told.of(new PoolRenamed(ID, AT, ANNA, A, B), "pool a", "the pool a was renamed to b")
                        .by(ANNA),
                reached(Optional.empty(), ""),
                reached(Optional.of(0L), ", for less than a day"),
                reached(Optional.of(1L), ", for about a day"),
                reached(Optional.of(2L), ", for about 2 days"));
    }

    private static Told reached(Optional<Long> daysLeft, String end) {
        return Told.of(
                new ThresholdReached(ID, AT, A, ThresholdLevel.percent(80), 5, 1, daysLeft),
                "pool a",
                "a has reached 80 %: 1 of its 5 keys are left" + end);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventTellsWhatHappenedToWhatByWhom(Told told) {
        Event event = told.event();
        assertThat(event.what()).isEqualTo(told.what());
        assertThat(event.topic()).isEqualTo(told.topic());
        assertThat(event.aboutKey()).isEqualTo(told.key());
        assertThat(event.act()).isEqualTo(told.act());
        assertThat(event.text())
                .isEqualTo("2026-06-01T12:00:00Z: " + told.what()
                        + told.act().map(act -> ", by anna: asked for it").orElse(""));
    }

    @Test
    void thereIsAnExampleOfEveryEvent() {
        assertThat(events().map(told -> (Object) told.event().getClass()))
                .containsAll(Arrays.asList(Event.class.getPermittedSubclasses()));
    }

    @Test
    void nobodyNeedGiveAReason() {
        assertThat(new PoolDeleted(ID, AT, new Act("anna", ""), A).text()).endsWith("was deleted, by anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\0", "\u2028", "\u0085", "\uD800", "a\uDC00"})
    void aReasonIsOneLineOfWholeCharacters(String reason) {
        assertThatThrownBy(() -> new Act("anna", reason))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a control character or half of a surrogate pair");
    }

    @Test
    void aReasonMayBeSoLong() {
        assertThat(List.of(new Act("anna", "x".repeat(Act.MAX_REASON)))).hasSize(1);
        assertThatThrownBy(() -> new Act("anna", "x".repeat(Act.MAX_REASON + 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 500 are allowed");
    }
}
