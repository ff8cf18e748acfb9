package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.store.Undelivered;
import dev.licencekeys.text.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDeliveryTest {
    private final Outbox outbox = new Outbox();
    private final ShopContext context = Run.context(10);

    private static Event event(int order) {
        return new LineWaits(new UUID(1, order), Run.NOW, "order-" + order, "1", 1);
    }

    private EventDelivery.Builder builder() {
        return new EventDelivery.Builder(context, outbox);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mail", "mail,log", "mail log", "12345678901234567890123456789012345678901"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> builder().to(name, event -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("name of a listener must be 1 to 40 lower case letters, digits or hyphens");
    }

    @Test
    void aNameIsOneListeners() {
        EventDelivery.Builder builder = builder().to("mail", event -> {});
        assertThatThrownBy(() -> builder.to("mail", event -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("name \"mail\" is another listener's already");
    }

    @Test
    void thereAreAtMostTenListeners() {
        EventDelivery.Builder builder = builder();
        for (int i = 0; i < EventDelivery.Builder.MAX_LISTENERS; i++) {
            builder.to("listener-" + i, event -> {});
        }
        assertThatThrownBy(() -> builder.to("one-more", event -> {})).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void timesAreChecked() {
        assertThatThrownBy(() -> builder().every(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> builder().timeLimit(Duration.ofSeconds(-1))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> builder().retryAfter(Duration.ofNanos(-1))).isInstanceOf(InvalidInputException.class);
        assertThat(builder().retryAfter(Duration.ZERO)).isNotNull();
    }

    @Test
    void choicesThatAreMadeLaterAreOfALaterDelivery() {
        List<Event> received = new CopyOnWriteArrayList<>();
        EventDelivery.Builder builder = builder();
        try (EventDelivery nobody = builder.build()) {
            builder.to("mail", received::add);
            outbox.with(1, event(1));
            assertThat(nobody.deliver()).isEqualTo(new DeliveryReport(0, 0, 0));
        }
        try (EventDelivery mail = builder.build()) {
            assertThat(mail.deliver()).isEqualTo(new DeliveryReport(1, 0, 0));
        }
        assertThat(received).containsExactly(event(1));
    }

    @Test
    void eventsDoNotWaitForAPoolThatIsHeld() {
        List<Event> received = new CopyOnWriteArrayList<>();
        outbox.with(1, event(1));
        outbox.busy = true;
        try (EventDelivery delivery = builder().to("mail", received::add).build()) {
            assertThat(delivery.deliver()).isEqualTo(new DeliveryReport(1, 0, 0));
        }
    }

    @Test
    void figuresAreSampledNowAndThen() {
        try (EventDelivery delivery = builder().build()) {
            delivery.deliver();
            delivery.deliver();
        }
        assertThat(outbox.calls).filteredOn("sampleUsage"::equals).hasSize(1);
    }

    @Test
    void wokenItDeliversAtOnce() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        outbox.with(1, event(1));
        try (EventDelivery delivery = builder()
                .to("mail", event -> {
                    first.countDown();
                    second.countDown();
                })
                .every(Duration.ofHours(1))
                .start()) {
            assertThat(first.await(1, TimeUnit.MINUTES)).as("the first look").isTrue();
            while (!outbox.isEmpty()) {
                Thread.onSpinWait();
            }
            outbox.with(2, event(2));
            context.doorbell().ring("shop");
            assertThat(second.await(1, TimeUnit.MINUTES)).as("rung").isTrue();
            assertThat(delivery.parked(1)).isEmpty();
        }
    }

    @Test
    void aParkedEventIsTriedAgainAtOnce() throws InterruptedException {
        CountDownLatch mended = new CountDownLatch(1);
        CountDownLatch received = new CountDownLatch(1);
        outbox.with(1, event(1));
        try (EventDelivery delivery = builder()
                .to("mail", event -> {
                    if (mended.getCount() > 0) {
                        throw new IllegalStateException();
                    }
                    received.countDown();
                })
                .retryAfter()
                .every(Duration.ofHours(1))
                .start()) {
            while (delivery.parked(1).isEmpty()) {
                Thread.onSpinWait();
            }
            mended.countDown();
            assertThat(delivery.retry(event(1).id())).isTrue();
            assertThat(received.await(1, TimeUnit.MINUTES)).as("received").isTrue();
        }
    }

    @Test
    void whatSomebodyElseHadTriedAgainIsNotParked() {
        outbox.with(1, event(1));
        try (EventDelivery delivery = builder()
                .to("mail", event -> {
                    throw new IllegalStateException();
                })
                .retryAfter()
                .build()) {
            assertThat(delivery.deliver()).isEqualTo(new DeliveryReport(0, 0, 1));
            assertThat(delivery.retry(event(2).id())).as("another one").isFalse();
            assertThat(delivery.giveUp(event(2).id())).as("another one").isFalse();
            outbox.overtaken = true;
            assertThat(delivery.retry(event(1).id())).isFalse();
        }
    }

    @Test
    void whoeverIsInterruptedWhileHeDeliversIsToldSo() {
        outbox.with(1, event(1));
        Thread self = Thread.currentThread();
        try (EventDelivery delivery = builder()
                .to("mail", event -> {
                    self.interrupt();
                    new CountDownLatch(1).await();
                })
                .build()) {
            assertThatThrownBy(delivery::deliver).isInstanceOf(BusyException.class);
            assertThat(Thread.interrupted()).as("flag").isTrue();
        }
        assertThat(outbox.isEmpty()).isFalse();
    }

    @Test
    void onceItIsClosedNothingMoreIsHandedOver() throws InterruptedException {
        List<Event> received = new CopyOnWriteArrayList<>();
        List<Thread> closing = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        outbox.with(1, event(1)).with(2, event(2));
        EventDelivery delivery = builder()
                .to("mail", event -> {
                    received.add(event);
                    begun.countDown();
                    // Closing waits for the event that is at work.
                    while (closing.isEmpty() || closing.get(0).getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                })
                .start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        Thread thread = new Thread(delivery::close);
        thread.start();
        closing.add(thread);
        thread.join();
        assertThat(received).containsExactly(event(1));
        assertThat(outbox.waiting).as("the other one comes again").containsOnlyKeys(2L);
    }

    @Test
    void whoeverIsInterruptedWhileHeClosesDoesNotWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        outbox.with(1, event(1));
        EventDelivery delivery = builder()
                .to("mail", event -> {
                    begun.countDown();
                    end.await();
                })
                .start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        Thread.currentThread().interrupt();
        delivery.close();
        assertThat(Thread.interrupted()).as("flag").isTrue();
        end.countDown();
    }

    @Test
    void aLeaseLastsLongerThanAllListenersTogetherMayTake() {
        List<Instant> ends = new CopyOnWriteArrayList<>();
        outbox.with(1, event(1));
        Duration limit = Duration.ofMinutes(10);
        try (EventDelivery delivery = builder()
                .timeLimit(limit)
                .to("mail", event -> ends.addAll(outbox.leases.values()))
                .to("log", event -> {})
                .to("accounts", event -> {})
                .build()) {
            delivery.deliver();
        }
        assertThat(ends).hasSize(1).allMatch(end -> end.isAfter(Run.NOW.plus(limit.multipliedBy(3))));
    }

    @Test
    void aParkedEventIsFoundBehindManyOthers() {
        for (int i = 1; i <= Limits.PAGE + 1; i++) {
            outbox.with(i, event(i)).parts.put((long) i, Undelivered.PARKED);
        }
        try (EventDelivery delivery = builder().build()) {
            assertThat(delivery.giveUp(event(Limits.PAGE + 1).id())).isTrue();
            assertThat(delivery.giveUp(event(Limits.PAGE + 1).id())).as("again").isFalse();
        }
        assertThat(outbox.waiting).hasSize(Limits.PAGE).doesNotContainKey(Limits.PAGE + 1L);
    }
}
