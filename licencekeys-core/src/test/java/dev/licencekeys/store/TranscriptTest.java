package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.pool.Pool;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final UUID HOLDER = new UUID(1, 2);

    private final StoreException failure = new StoreException("can't create pools", false);
    private final Error error = new StackOverflowError("planted");
    private final List<String> calls = new ArrayList<>();
    private final Transcript transcript = new Transcript();
    private final StoreTransaction noted = transcript.noting(writing(calls));

    /** A transaction that lists what it is asked; creating pools fails. */
    private StoreTransaction writing(List<String> calls) {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> {
                    if (call.getName().equals("toString")) {
                        return "a transaction";
                    }
                    calls.add(call.getName() + Arrays.deepToString(args));
                    return switch (call.getName()) {
                        case "createPools" -> throw failure;
                        case "savePools" -> throw error;
                        case "readPools" -> Map.of();
                        case "renew" -> true;
                        default -> null;
                    };
                });
    }

    @Test
    void whatWritesIsDoneAgainInItsOrder() {
        Set<Long> seqs = Set.of(3L, 4L);
        assertThat(noted.renew("s", 1, HOLDER, Instant.MAX)).isTrue();
        noted.delivered("s", 2, seqs);
        noted.deletePool("s", 7);
        List<String> again = new ArrayList<>();
        Transcript.repeat(transcript.toBytes(), writing(again));
        assertThat(again).isEqualTo(calls).hasSize(3);
    }

    @Test
    void whatReadsIsNotNoted() {
        assertThat(noted.readPools("s", Set.of(Pool.untagged()))).isEmpty();
        assertThat(noted).hasToString("a transaction");
        assertThat(transcript.isEmpty()).isTrue();
        noted.deletePool("s", 7);
        assertThat(transcript.isEmpty()).isFalse();
    }

    @Test
    void argumentsAreThoseOfTheMoment() {
        List<ImportPart> parts = new ArrayList<>(List.of(new ImportPart(Pool.untagged(), 1, 2)));
        noted.addImportParts("s", HOLDER, parts);
        parts.clear();
        List<String> again = new ArrayList<>();
        Transcript.repeat(transcript.toBytes(), writing(again));
        assertThat(again).isEqualTo(calls);
    }

    @Test
    void whatFailedMayFailAgainAndNothingElse() {
        assertThatThrownBy(() -> noted.createPools("s", Set.of(Pool.untagged())))
                .isSameAs(failure);
        noted.deletePool("s", 7);
        List<String> again = new ArrayList<>();
        Transcript.repeat(transcript.toBytes(), writing(again));
        assertThat(again).isEqualTo(calls).hasSize(2);

        Transcript wellDone = new Transcript();
        wellDone.noting(createsPools()).createPools("s", Set.of());
        assertThatThrownBy(() -> Transcript.repeat(wellDone.toBytes(), writing(again)))
                .isSameAs(failure);
    }

    @Test
    void anErrorIsPassedOn() {
        assertThatThrownBy(() -> noted.savePools("s", List.of())).isSameAs(error);
    }

    private static StoreTransaction createsPools() {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> null);
    }

    @Test
    void whatIsNoTranscriptIsRefused() {
        for (Object other : List.of("deletePool", List.of("s", 7L), 1)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Transcript.repeat(Rows.toBytes(other), writing(calls)));
        }
        RowWriter reading = new RowWriter();
        List.of("claim", List.of(), false).forEach(reading::write);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Transcript.repeat(reading.toBytes(), writing(calls)))
                .withMessageContaining("no transcript of this version");
        for (List<?> call : List.of(
                List.of(7, List.of("s", 7L), false),
                List.of("deletePool", "s", false),
                List.of("deletePool", List.of("s", 7L), "no"))) {
            RowWriter otherTypes = new RowWriter();
            call.forEach(otherTypes::write);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Transcript.repeat(otherTypes.toBytes(), writing(calls)))
                    .withMessageContaining("no transcript of this version");
        }
        RowWriter otherArguments = new RowWriter();
        List.of("deletePool", List.of("s", 7L, true), false).forEach(otherArguments::write);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Transcript.repeat(otherArguments.toBytes(), writing(calls)));
        assertThat(calls).isEmpty();
    }

    /** Transcripts know them by name. */
    @Test
    void noTwoMethodsHaveOneName() {
        assertThat(Stream.of(StoreTransaction.class.getMethods()).map(Method::getName))
                .doesNotHaveDuplicates();
    }
}
