package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where the answer to a commit is lost, the event tells that the work was done, whatever its id. */
class RecordedOnceTest {
    /** As databases order them: unsigned. */
    private final NavigableMap<UUID, Event> events = new TreeMap<>(Comparator.comparing(UUID::toString));

    private int works;

    /** Runs every transaction twice, and reads events. */
    private final LicenceKeyStore losesAnswers = new LicenceKeyStore() {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            R unused = work.apply(transaction());
            return work.apply(transaction());
        }
    };

    private StoreTransaction transaction() {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> {
                    assertThat(call.getName()).isEqualTo("events");
                    return events.headMap((UUID) args[1], false).descendingMap().values().stream()
                            .limit((int) args[2])
                            .toList();
                });
    }

    private void write(UUID id) {
        events.put(id, new PoolExhausted(id, Instant.EPOCH, Pool.untagged(), 1));
    }

    private int work(Optional<UUID> event) {
        works = 0;
        return RecordedOnce.transact(losesAnswers, "shop", tx -> {
            event.ifPresent(this::write);
            return new Done<>(++works, event);
        });
    }

    @Test
    void itIsDoneOnceThatIsOnRecord() {
        for (UUID id : List.of(new UUID(5, 7), new UUID(5, Long.MAX_VALUE), new UUID(5, -1), new UUID(-9, -1))) {
            // Others are written before and behind it.
            events.clear();
            write(new UUID(5, 0));
            write(new UUID(-2, 0));
            assertThat(work(Optional.of(id))).as("%s", id).isEqualTo(1);
            assertThat(works).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotOnRecordIsDoneAgain() {
        assertThat(work(Optional.empty())).isEqualTo(2);
        UUID lost = new UUID(5, 7);
        works = 0;
        int answer = RecordedOnce.transact(losesAnswers, "shop", tx -> new Done<>(++works, Optional.of(lost)));
        assertThat(answer).as("rolled back").isEqualTo(2);
    }
}
