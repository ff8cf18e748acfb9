package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.DeliveryReport;
import dev.licencekeys.EventDelivery;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.ParkedEvent;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.PoolRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How what happened comes to those who listen. */
final class Deliveries {
    static final List<Contract> CONTRACTS = List.of(
            contract("all that happened comes, once, to every listener", Deliveries::everything),
            contract("nothing comes of what was rolled back", Deliveries::rolledBack),
            contract("events of a pool come in the order in which they happened", Deliveries::inOrder),
            contract("what a listener did not receive comes again, and those of its topic wait", Deliveries::again),
            contract("an event that fails for good is parked, and holds up nobody", Deliveries::parked),
            contract("a parked event comes again to whoever lacks it, or is given up", Deliveries::retried),
            contract("what one node delivers, no other does meanwhile", Deliveries::leased),
            contract("what a node that ended was delivering, another one does", Deliveries::ended),
            contract("several nodes deliver each event once, those of a topic in order", Deliveries::shared),
            contract("no shop's events come to another's listeners", Deliveries::shops),
            contract("a warning that nobody gave comes with the delivery", Deliveries::leftOut),
            contract("a listener that blocks or throws neither stops nor fails an order", Deliveries::blocked),
            contract("a delivery with a thread brings what was committed", Deliveries::started));

    private static final Duration LONG = Duration.ofHours(1);

    private Deliveries() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("delivery", name, Promise.ONE_WARNING, body);
    }

    /** A delivery, as another node has it, whose leases outlast every contract. */
    private static EventDelivery.Builder node(TestShop shop) {
        return shop.onAnotherNode().delivery().timeLimit(LONG);
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    /** What is on record, the first event first. */
    private static List<Event> onRecord(TestShop shop) {
        List<Event> events = new ArrayList<>(shop.keys().audit().latest(1_000));
        Collections.reverse(events);
        return events;
    }

    private static void everything(TestShop shop) {
        List<Event> mail = new CopyOnWriteArrayList<>();
        List<Event> log = new CopyOnWriteArrayList<>();
        shop.sells("p", 10);
        shop.order("1", "p", 8);
        shop.order("2", "p", 5);
        shop.upload("p", 3);
        try (EventDelivery delivery =
                node(shop).to("mail", mail::add).to("log", log::add).build()) {
            DeliveryReport report = delivery.deliver();
            List<Event> written = onRecord(shop);
            assertThat(written).as("events").hasSizeGreaterThan(4);
            assertThat(report).isEqualTo(new DeliveryReport(written.size(), 0, 0));
            assertThat(mail).containsExactlyInAnyOrderElementsOf(written);
            assertThat(log).isEqualTo(mail);
            assertThat(delivery.deliver()).as("what comes again").isEqualTo(new DeliveryReport(0, 0, 0));
        }
        try (EventDelivery other = node(shop).to("mail", mail::add).build()) {
            assertThat(other.deliver()).as("what comes on another node").isEqualTo(new DeliveryReport(0, 0, 0));
        }
    }

    private static void rolledBack(TestShop shop) {
        List<Event> received = new CopyOnWriteArrayList<>();
        shop.sells("p", 10);
        try (EventDelivery delivery = node(shop).to("mail", received::add).build()) {
            delivery.deliver();
            received.clear();
            shop.rolledBack(keys -> keys.fulfil(Order.of("1", OrderLine.of("1", "p", 12))));
            delivery.deliver();
            assertThat(received).as("events of a transaction that failed").isEmpty();
            shop.order("1", "p", 8);
            delivery.deliver();
            assertThat(received).hasOnlyElementsOfType(ThresholdReached.class).hasSize(1);
        }
    }

    private static void inOrder(TestShop shop) {
        List<Event> received = new CopyOnWriteArrayList<>();
        shop.sells("p", 1);
        for (int i = 0; i < 60; i++) {
            shop.order("order-" + i, "p", 1);
            shop.upload("p", 1);
        }
        try (EventDelivery delivery = node(shop).to("mail", received::add).build()) {
            delivery.deliver();
        }
        String topic = "pool p";
        assertThat(ids(received.stream()
                        .filter(event -> event.topic().equals(topic))
                        .toList()))
                .isEqualTo(ids(onRecord(shop).stream()
                        .filter(event -> event.topic().equals(topic))
                        .toList()));
    }

    private static void again(TestShop shop) {
        List<Event> tried = new CopyOnWriteArrayList<>();
        boolean[] fails = {true};
        shop.sells("p", "p");
        shop.sells("q", "q");
        shop.order("1", "p", 2);
        shop.upload("p", 1);
        shop.order("2", "q", 1);
        try (EventDelivery delivery = node(shop)
                .to("mail", event -> {
                    tried.add(event);
                    if (fails[0] && event.topic().equals("order 1")) {
                        throw new IllegalStateException("no mail today");
                    }
                })
                .retryAfter(LONG, LONG)
                .build()) {
            assertThat(delivery.deliver().failed()).as("failed").isEqualTo(1);
            assertThat(tried)
                    .filteredOn(event -> event.topic().equals("order 1"))
                    .as("what was tried of the topic that fails")
                    .hasOnlyElementsOfType(LineWaits.class)
                    .hasSize(1);
            assertThat(tried)
                    .filteredOn(event -> event.topic().equals("order 2"))
                    .as("what came of another topic")
                    .hasSize(1);
            assertThat(delivery.deliver()).as("before its time").isEqualTo(new DeliveryReport(0, 0, 0));
            fails[0] = false;
            shop.clock().set(shop.clock().instant().plus(LONG));
            tried.clear();
            assertThat(delivery.deliver()).isEqualTo(new DeliveryReport(2, 0, 0));
            assertThat(tried.stream().map(Event::getClass)).containsExactly(LineWaits.class, LineFilled.class);
        }
    }

    private static void parked(TestShop shop) {
        List<Event> received = new CopyOnWriteArrayList<>();
        shop.sells("p", "p");
        shop.order("1", "p", 2);
        shop.upload("p", 1);
        try (EventDelivery delivery = node(shop)
                .to("mail", event -> {
                    if (event instanceof LineWaits) {
                        throw new IllegalStateException("a text that nobody may see");
                    }
                    received.add(event);
                })
                .retryAfter(LONG)
                .build()) {
            assertThat(delivery.deliver().failed()).isEqualTo(1);
            assertThat(delivery.parked(10)).as("parked after one attempt").isEmpty();
            shop.clock().set(shop.clock().instant().plus(LONG));
            assertThat(delivery.deliver().parked()).isEqualTo(1);
            assertThat(received).as("what comes after it").hasAtLeastOneElementOfType(LineFilled.class);
            ParkedEvent parked = delivery.parked(10).get(0);
            assertThat(parked.event()).isInstanceOf(LineWaits.class);
            assertThat(parked.attempts()).isEqualTo(2);
            assertThat(parked.failure()).isEqualTo("mail: java.lang.IllegalStateException");
            shop.clock().set(shop.clock().instant().plus(LONG));
            assertThat(delivery.deliver()).as("when it is parked").isEqualTo(new DeliveryReport(0, 0, 0));
        }
    }

    private static void retried(TestShop shop) {
        List<Event> log = new CopyOnWriteArrayList<>();
        List<Event> mail = new CopyOnWriteArrayList<>();
        boolean[] fails = {true};
        shop.sells("p", "p");
        shop.order("1", "p", 1);
        shop.order("2", "p", 1);
        try (EventDelivery delivery = node(shop)
                .to("log", log::add)
                .to("mail", event -> {
                    if (fails[0]) {
                        throw new IllegalStateException("no mail today");
                    }
                    mail.add(event);
                })
                .retryAfter()
                .build()) {
            assertThat(delivery.deliver()).isEqualTo(new DeliveryReport(0, 0, 2));
            List<ParkedEvent> parked = delivery.parked(10);
            assertThat(parked).hasSize(2);
            assertThat(parked.get(0).receivedBy()).containsExactly("log");
            fails[0] = false;
            assertThat(delivery.retry(parked.get(0).event().id())).isTrue();
            assertThat(delivery.giveUp(parked.get(1).event().id())).isTrue();
            assertThat(delivery.retry(parked.get(1).event().id()))
                    .as("retry of one given up")
                    .isFalse();
            assertThat(delivery.giveUp(UUID.randomUUID()))
                    .as("giving up of an unknown one")
                    .isFalse();
            assertThat(delivery.deliver()).isEqualTo(new DeliveryReport(1, 0, 0));
            assertThat(mail).containsExactly(parked.get(0).event());
            assertThat(log).as("what the other listener had already").hasSize(2);
            assertThat(delivery.parked(10)).isEmpty();
        }
    }

    private static void leased(TestShop shop) throws InterruptedException {
        shop.sells("p", 5);
        shop.order("1", "p", 4);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Event> first = new CopyOnWriteArrayList<>();
        List<Event> second = new CopyOnWriteArrayList<>();
        try (EventDelivery one = node(shop)
                        .to("mail", event -> {
                            first.add(event);
                            begun.countDown();
                            assertThat(goOn.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS))
                                    .isTrue();
                        })
                        .build();
                EventDelivery other = node(shop).to("mail", second::add).build()) {
            List<DeliveryReport> reports = new Race<DeliveryReport>()
                    .with(one::deliver)
                    .with(() -> {
                        assertThat(begun.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS))
                                .isTrue();
                        DeliveryReport meanwhile = other.deliver();
                        goOn.countDown();
                        return meanwhile;
                    })
                    .run();
            assertThat(reports.get(1).delivered() + reports.get(0).delivered())
                    .as("events delivered by both")
                    .isEqualTo(onRecord(shop).size());
        }
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
    }

    private static void ended(TestShop shop) {
        List<Event> received = new CopyOnWriteArrayList<>();
        shop.sells("p", 5);
        int part = shop.store()
                .transact(tx -> tx.lease(
                        shop.id(),
                        0,
                        UUID.randomUUID(),
                        shop.clock().instant(),
                        shop.clock().instant().plus(LONG)))
                .orElseThrow();
        assertThat(part).as("the part of the pool's events").isBetween(0, 15);
        try (EventDelivery delivery = node(shop).to("mail", received::add).build()) {
            assertThat(delivery.deliver()).as("while another node has it").isEqualTo(new DeliveryReport(0, 0, 0));
            shop.clock().set(shop.clock().instant().plus(LONG));
            assertThat(delivery.deliver()).as("when its lease ran out").isEqualTo(new DeliveryReport(1, 0, 0));
        }
        assertThat(ids(received)).isEqualTo(ids(onRecord(shop)));
    }

    private static void shared(TestShop shop) throws InterruptedException {
        List<String> pools = IntStream.range(0, 8).mapToObj(i -> "pool-" + i).toList();
        for (String pool : pools) {
            shop.sells(pool, 1);
            for (int i = 0; i < 10; i++) {
                shop.order(pool + "-" + i, pool, 1);
                shop.upload(pool, 1);
            }
        }
        List<Event> received = new CopyOnWriteArrayList<>();
        Race<DeliveryReport> race = new Race<>();
        for (int node = 0; node < 3; node++) {
            race.with(() -> {
                try (EventDelivery delivery =
                        node(shop).to("mail", received::add).build()) {
                    return delivery.deliver();
                }
            });
        }
        race.run();
        List<Event> written = onRecord(shop);
        assertThat(ids(received)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids(written));
        Map<String, List<Event>> right = written.stream().collect(Collectors.groupingBy(Event::topic));
        Map<String, List<Event>> came = received.stream().collect(Collectors.groupingBy(Event::topic));
        right.forEach((topic, events) -> assertThat(ids(came.getOrDefault(topic, List.of())))
                .as("the order of %s", topic)
                .isEqualTo(ids(events)));
    }

    private static void shops(TestShop shop) {
        List<String> received = new CopyOnWriteArrayList<>();
        TestShop neighbour = shop.neighbour();
        shop.sells("p", 1);
        neighbour.sells("q", 1);
        try (EventDelivery delivery =
                node(shop).to("mail", event -> received.add(event.topic())).build()) {
            delivery.deliver();
            assertThat(received).containsExactly("pool p");
        }
        received.clear();
        try (EventDelivery both = node(shop)
                .toEach("mail", id -> event -> received.add(id + ", " + event.topic()))
                .shops(() -> List.of(shop.id(), neighbour.id()))
                .build()) {
            both.deliver();
            assertThat(received).containsExactly(neighbour.id() + ", pool q");
        }
    }

    private static void leftOut(TestShop shop) {
        List<Event> received = new CopyOnWriteArrayList<>();
        shop.sells("p", 10);
        shop.order("1", "p", 9);
        try (EventDelivery delivery = node(shop).to("mail", received::add).build()) {
            delivery.deliver();
            received.clear();
            // As it is when the order that reached it found the pool held.
            Pool pool = Pool.tagged("p");
            shop.store().transact(tx -> {
                PoolRow row = tx.lockPools(shop.id(), Set.of(pool)).get(pool);
                assertThat(row).isNotNull();
                List<Alert> alerts = new ArrayList<>(row.alerts());
                alerts.add(new Alert(Optional.of(ThresholdLevel.percent(80)), 8));
                tx.savePools(shop.id(), List.of(row.withAlerts(alerts)));
                return row;
            });
            delivery.deliver();
            assertThat(received)
                    .as("what is told")
                    .hasOnlyElementsOfType(ThresholdReached.class)
                    .hasSize(1);
            received.clear();
            delivery.deliver();
            assertThat(received).as("what is told again").isEmpty();
        }
        assertThat(shop.order("2", "p", 1).warnings()).isEmpty();
    }

    private static void blocked(TestShop shop) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        shop.sells("p", 10);
        try (EventDelivery delivery = shop.keys()
                .delivery()
                .to("failing", event -> {
                    throw new IllegalStateException("never");
                })
                .to("blocking", event -> {
                    begun.countDown();
                    goOn.await();
                })
                .retryAfter()
                .timeLimit(LONG)
                .start()) {
            delivery.wake();
            assertThat(begun.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the listener blocks")
                    .isTrue();
            for (int i = 0; i < 12; i++) {
                assertThat(shop.order("order-" + i, "p", 1).waiting())
                        .as("keys that order %d waits for", i)
                        .isEqualTo(i < 10 ? 0 : 1);
            }
            assertThat(goOn.getCount()).as("the listener blocks still").isEqualTo(1);
            goOn.countDown();
        }
    }

    private static void started(TestShop shop) throws InterruptedException {
        CountDownLatch warned = new CountDownLatch(1);
        shop.sells("p", 10);
        try (EventDelivery delivery = shop.keys()
                .delivery()
                .to("mail", event -> {
                    if (event instanceof ThresholdReached) {
                        warned.countDown();
                    }
                })
                .every(LONG)
                .start()) {
            shop.order("1", "p", 8);
            // The library's own commits wake it: the next look is an hour away.
            assertThat(warned.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the warning came")
                    .isTrue();
            assertThat(delivery.parked(10)).isEmpty();
        }
    }
}
