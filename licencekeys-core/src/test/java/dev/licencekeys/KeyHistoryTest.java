package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyShown;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a key in sentences: each thing that happened once. */
class KeyHistoryTest {
    private static final KeyId KEY = new KeyId(new UUID(1, 1));
    private static final Act ACT = new Act("who", "");
    private static final Instant STORED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant GIVEN = STORED.plusSeconds(60);
    private static final Instant SEEN = STORED.plusSeconds(120);

    private static List<String> text(
            KeyOrigin origin, String note, boolean given, Optional<Instant> revealedAt, Event... events) {
        Optional<KeyRecord.Holder> holder = given
                ? Optional.of(new KeyRecord.Holder("7", "1", Optional.empty(), GIVEN, revealedAt, Optional.empty()))
                : Optional.empty();
        KeyState state = given ? KeyState.ASSIGNED : KeyState.AVAILABLE;
        KeyRecord key =
                new KeyRecord(KEY, "****", state, origin, Optional.empty(), note, STORED, Optional.empty(), holder);
        return new KeyHistory(key, List.of(events)).text();
    }

    private static List<String> given(Event... events) {
        return text(KeyOrigin.UPLOADED, "", true, Optional.empty(), events);
    }

    private static KeyAssigned assigned(Instant at) {
        return new KeyAssigned(new UUID(2, 2), at, ACT, KEY, "7", "1", Optional.empty());
    }

    @Test
    void aHistoryBeginsWithWhereTheKeyCameFrom() {
        String begin = STORED + ": the key " + KEY;
        assertThat(text(KeyOrigin.UPLOADED, "", false, Optional.empty())).containsExactly(begin + " was uploaded");
        assertThat(text(KeyOrigin.UPLOADED, "spring batch", false, Optional.empty()))
                .containsExactly(begin + " was uploaded: spring batch");
        assertThat(text(KeyOrigin.GENERATED, "", false, Optional.empty()))
                .containsExactly(begin + " was made for an order");
        assertThat(text(KeyOrigin.TEST, "", false, Optional.empty()))
                .containsExactly(begin + " was made for a test order");
    }

    @Test
    void whatAnOrderGotByItselfIsToldByTheKey() {
        String given = GIVEN + ": it was given to order 7, line 1";
        assertThat(given()).hasSize(2).last().isEqualTo(given);
        assertThat(text(KeyOrigin.UPLOADED, "", true, Optional.of(SEEN)))
                .hasSize(3)
                .endsWith(given, SEEN + ": the customer of order 7, line 1 saw it");
    }

    @Test
    void whatAPersonGaveIsToldOnceByItsEvent() {
        KeyReassigned moved = new KeyReassigned(new UUID(3, 3), GIVEN, ACT, KEY, "6", "1", "7", "1", STORED);
        for (Event giving : List.of(assigned(GIVEN), moved)) {
            assertThat(given(giving)).hasSize(2).last().isEqualTo(giving.text());
        }
    }

    @Test
    void whatHappenedBesidesHidesNothing() {
        KeyShown shown = new KeyShown(new UUID(4, 4), GIVEN, ACT, KEY);
        assertThat(given(shown)).hasSize(3).contains(shown.text());
        KeyAssigned before = assigned(STORED.plusSeconds(1));
        assertThat(given(before)).hasSize(3).element(1).isEqualTo(before.text());
    }
}
