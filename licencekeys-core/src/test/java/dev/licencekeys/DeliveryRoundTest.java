package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.store.Undelivered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryRoundTest {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Event> received = new ArrayList<>();
    private final Outbox outbox = new Outbox();
    private Instant now = Run.NOW;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static Event event(int order) {
        return new LineWaits(new UUID(1, order), Run.NOW, "order-" + order, "1", 1);
    }

    private static Event event(int order, int number) {
        return new LineWaits(new UUID(number, order), Run.NOW, "order-" + order, "1", number);
    }

    private DeliveryReport round(EventListener listener) throws InterruptedException {
        return round(Map.of("mail", listener));
    }

    private DeliveryReport round(Map<String, EventListener> listeners) throws InterruptedException {
        InstantSource clock = () -> now;
        ShopContext run = Run.context(10);
        ShopContext context = new ShopContext(
                run.shop(),
                clock,
                run.generator(),
                run.guard(),
                run.ids(),
                10,
                run.rateLimit(),
                run.metrics(),
                run.doorbell());
        Courier courier = new Courier(threads, Duration.ofMinutes(1));
        return new DeliveryRound(context, outbox, courier, listeners, RETRIES, LEASE).deliver();
    }

    @Test
    void nothingWaits() throws InterruptedException {
        assertThat(round(received::add)).isEqualTo(new DeliveryReport(0, 0, 0));
        assertThat(outbox.calls).isEmpty();
    }

    @Test
    void leasesAreGivenBack() throws InterruptedException {
        outbox.with(1, event(1)).with(2, event(2));
        assertThat(round(received::add)).isEqualTo(new DeliveryReport(2, 0, 0));
        assertThat(outbox.leases.values()).isNotEmpty().allMatch(until -> until.equals(now));
        assertThat(outbox.waiting).isEmpty();
    }

    @Test
    void whatWasReceivedIsNotedTwentyAtATime() throws InterruptedException {
        for (int i = 1; i <= 45; i++) {
            outbox.with(i, event(7, i));
        }
        round(event -> {
            received.add(event);
            assertThat(outbox.waiting.size()).isGreaterThan(45 - received.size());
            assertThat(outbox.waiting.size()).isLessThanOrEqualTo(45 - received.size() + 20);
        });
        assertThat(received).hasSize(45);
        assertThat(outbox.calls.stream().filter("delivered"::equals)).hasSize(3);
    }

    @Test
    void moreThanAPageIsDeliveredInOrder() throws InterruptedException {
        for (int i = 1; i <= 250; i++) {
            outbox.with(i, event(7, i));
        }
        assertThat(round(received::add).delivered()).isEqualTo(250);
        assertThat(received)
                .isEqualTo(
                        IntStream.rangeClosed(1, 250).mapToObj(i -> event(7, i)).toList());
    }

    @Test
    void aTopicWaitsForItsEventThatFailed() throws InterruptedException {
        outbox.with(1, event(7, 1)).with(2, event(7, 2));
        assertThat(round(event -> {
                    throw new IllegalStateException("CANARY");
                }))
                .isEqualTo(new DeliveryReport(0, 1, 0));
        Undelivered failed = outbox.waiting.get(1L);
        assertThat(failed).isNotNull();
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.retryAt()).contains(now.plusSeconds(1));
        assertThat(failed.failure()).isEqualTo("mail: java.lang.IllegalStateException");
        assertThat(outbox.calls).as("what was written").containsExactly("save", "renew");
        assertThat(round(received::add)).as("at once").isEqualTo(new DeliveryReport(0, 0, 0));
        now = now.plusSeconds(1);
        assertThat(round(received::add)).as("when it is time").isEqualTo(new DeliveryReport(2, 0, 0));
        assertThat(received).containsExactly(event(7, 1), event(7, 2));
    }

    @Test
    void theLastAttemptParks() throws InterruptedException {
        outbox.with(1, event(7, 1)).with(2, event(7, 2));
        EventListener listener = event -> {
            if (event.equals(event(7, 1))) {
                throw new IllegalStateException();
            }
            received.add(event);
        };
        assertThat(round(listener)).isEqualTo(new DeliveryReport(0, 1, 0));
        now = now.plusSeconds(1);
        assertThat(round(listener)).isEqualTo(new DeliveryReport(0, 1, 0));
        assertThat(outbox.waiting.get(1L)).extracting(Undelivered::retryAt).isEqualTo(Optional.of(now.plusSeconds(10)));
        now = now.plusSeconds(10);
        assertThat(round(listener)).isEqualTo(new DeliveryReport(1, 0, 1));
        assertThat(received).containsExactly(event(7, 2));
        assertThat(outbox.parts).containsExactly(Map.entry(1L, Undelivered.PARKED));
    }

    @Test
    void whoHasItIsNotAskedAgain() throws InterruptedException {
        outbox.with(1, event(1));
        assertThat(round(Map.of("log", received::add, "mail", event -> {
                    throw new IllegalStateException();
                })))
                .isEqualTo(new DeliveryReport(0, 1, 0));
        assertThat(outbox.waiting.get(1L)).extracting(Undelivered::receivedBy).isEqualTo(Set.of("log"));
        now = now.plusSeconds(1);
        List<Event> mail = new ArrayList<>();
        assertThat(round(Map.of("log", received::add, "mail", mail::add))).isEqualTo(new DeliveryReport(1, 0, 0));
        assertThat(received).containsExactly(event(1));
        assertThat(mail).containsExactly(event(1));
    }

    @Test
    void anEventOfALaterVersionHoldsUpItsTopicOnly() throws InterruptedException {
        outbox.with(1, event(7, 1)).with(2, event(7, 2)).with(3, event(8));
        Undelivered unknown = outbox.waiting.get(1L);
        assertThat(unknown).isNotNull();
        outbox.waiting.put(
                1L,
                new Undelivered(1, unknown.id(), Optional.empty(), unknown.topic(), 0, Optional.empty(), Set.of(), ""));
        assertThat(round(received::add)).isEqualTo(new DeliveryReport(1, 0, 0));
        assertThat(received).containsExactly(event(8));
    }

    @Test
    void aLeaseIsRenewedBeforeItRunsOut() throws InterruptedException {
        outbox.with(1, event(7, 1)).with(2, event(7, 2)).with(3, event(7, 3));
        round(event -> {
            received.add(event);
            now = now.plus(LEASE.dividedBy(2));
        });
        assertThat(received).hasSize(3);
        assertThat(outbox.calls)
                .as("renewals, and the giving back")
                .filteredOn("renew"::equals)
                .hasSize(3);
    }

    @Test
    void whoLostTheLeaseStopsAndNotesWhatItDelivered() throws InterruptedException {
        outbox.with(1, event(7, 1)).with(2, event(7, 2));
        assertThat(round(event -> {
                    received.add(event);
                    now = now.plusSeconds(61);
                    outbox.stolen = true;
                }))
                .isEqualTo(new DeliveryReport(1, 0, 0));
        assertThat(received).containsExactly(event(7, 1));
        assertThat(outbox.waiting).containsOnlyKeys(2L);
    }

    /** Otherwise it would come twice. */
    @Test
    void whatWasReceivedIsNotedBeforeAnotherOneCanFail() {
        outbox.with(1, event(7, 1)).with(2, event(7, 2));
        outbox.savesFail = true;
        assertThatThrownBy(() -> round(event -> {
                    if (event.equals(event(7, 2))) {
                        throw new IllegalStateException();
                    }
                }))
                .isInstanceOf(BusyException.class);
        assertThat(outbox.waiting).containsOnlyKeys(2L);
    }

    @Test
    void whatWasReceivedIsNotedBeforeAnInterruptedRoundEnds() {
        outbox.with(1, event(7, 1)).with(2, event(7, 2));
        Thread self = Thread.currentThread();
        assertThatThrownBy(() -> round(event -> {
                    if (event.equals(event(7, 2))) {
                        self.interrupt();
                        new CountDownLatch(1).await();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(outbox.waiting).containsOnlyKeys(2L);
        assertThat(outbox.leases.values()).allMatch(until -> until.equals(now));
    }
}
