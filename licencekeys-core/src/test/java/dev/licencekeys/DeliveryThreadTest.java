package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.error.BusyException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeliveryThreadTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    private void look() {
        done.add("a look");
    }

    private void requireNext(String work) throws InterruptedException {
        assertThat(done.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(work);
    }

    @Test
    void itLooksOnceAndThenDeliversForWhomItIsWoken() throws InterruptedException {
        DeliveryThread thread = new DeliveryThread(HOUR, this::look, done::add);
        thread.begin();
        requireNext("a look");
        thread.wake("shop");
        requireNext("shop");
        thread.wake("other");
        requireNext("other");
        thread.end();
        assertThat(thread.awaitEnd(LIMIT)).isTrue();
        assertThat(done).as("what else was done within the hour").isEmpty();
    }

    @Test
    void whatFailsIsTriedAgain() throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        DeliveryThread thread = new DeliveryThread(HOUR, this::look, shop -> {
            done.add(shop);
            if (failed.compareAndSet(false, true)) {
                throw new BusyException("planted");
            }
        });
        thread.begin();
        requireNext("a look");
        thread.wake("shop");
        requireNext("shop");
        thread.wake("shop");
        requireNext("shop");
        thread.end();
        assertThat(thread.awaitEnd(LIMIT)).isTrue();
    }

    @Test
    void itEndsAfterWhatItIsAt() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        DeliveryThread thread = new DeliveryThread(
                HOUR,
                () -> {
                    look();
                    goOn.await();
                },
                done::add);
        thread.begin();
        requireNext("a look");
        thread.wake("shop");
        thread.end();
        assertThat(thread.awaitEnd(Duration.ofMillis(1)))
                .as("ended while it is at work")
                .isFalse();
        goOn.countDown();
        assertThat(thread.awaitEnd(LIMIT)).isTrue();
        assertThat(done).as("what was begun after its end").isEmpty();
    }

    @Test
    void itEndsWhenItsWorkIsInterrupted() throws InterruptedException {
        DeliveryThread thread = new DeliveryThread(
                HOUR,
                () -> {
                    throw new InterruptedException("the delivery was closed");
                },
                done::add);
        thread.begin();
        assertThat(thread.awaitEnd(LIMIT)).isTrue();
    }

    @Test
    void itKeepsNoProgramAlive() {
        assertThat(DeliveryThread.daemon("name", () -> {}).isDaemon()).isTrue();
    }
}
