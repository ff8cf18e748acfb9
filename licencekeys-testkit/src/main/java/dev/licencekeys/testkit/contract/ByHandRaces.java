package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.PoolInUseException;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a person does at the same time as orders come. */
final class ByHandRaces {
    static final List<Contract> CONTRACTS = List.of(
            contract("keys that are moved to and fro while orders come are given once", ByHandRaces::moved),
            contract("keys that several people move at once are moved, and counted, once", ByHandRaces::sameKeys),
            contract("a key is either retired or given", ByHandRaces::retired),
            contract("no order waits for a pool that was deleted", Promise.HONEST_STOCK, ByHandRaces::deleted),
            contract("orders go on while their pool is renamed", Promise.HONEST_STOCK, ByHandRaces::renamed));

    private ByHandRaces() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("by hand, at once", name, promise, body);
    }

    private static List<String> order(LicenceKeys node, String name, int orders, String product) {
        return IntStream.range(0, orders)
                .mapToObj(i -> node.fulfil(Order.of(name + "-" + i, OrderLine.of("1", product, 1))))
                .flatMap(answer -> values(answer).stream())
                .toList();
    }

    private static void moved(TestShop shop) throws InterruptedException {
        List<String> all = new ArrayList<>(shop.upload("a", 300));
        all.addAll(shop.upload("b", 300));
        shop.keys().products().set("p", AssignmentMethod.specificTag("a").thenTag("b"));
        shop.keys().products().set("q", AssignmentMethod.specificTag("b").thenTag("a"));
        Race<List<String>> race = new Race<>();
        for (String product : List.of("p", "q")) {
            LicenceKeys node = shop.onAnotherNode();
            race.with(() -> order(node, product, 40, product));
        }
        for (String tag : List.of("a", "b")) {
            LicenceKeys node = shop.onAnotherNode();
            Pool to = Pool.tagged(tag);
            Pool from = Pool.tagged(tag.equals("a") ? "b" : "a");
            race.with(() -> {
                node.inventory().moveAll(from, to, ByHand.ACT);
                node.inventory().moveAll(from, to, ByHand.ACT);
                return List.of();
            });
        }
        List<String> given = race.run().stream().flatMap(List::stream).toList();
        assertThat(given).as("keys given").hasSize(80).doesNotHaveDuplicates();
        assertThat(shop.available("a") + shop.available("b")).as("available").isEqualTo(520);
        assertThat(shop.pool("a").total() + shop.pool("b").total()).as("total").isEqualTo(600);
        List<String> sold = new ArrayList<>(given);
        sold.addAll(shop.sellOut("a"));
        sold.addAll(shop.sellOut("b"));
        assertThat(sold).as("all keys").containsExactlyInAnyOrderElementsOf(all);
    }

    private static void sameKeys(TestShop shop) throws InterruptedException {
        shop.keys().stock().createPool("b");
        for (int round = 0; round < 10; round++) {
            int number = round;
            shop.keys().stock().upload("a", IntStream.range(0, 20).mapToObj(i -> "key-" + number + "-" + i));
            List<KeyId> keys = KeyLists.all(shop, Pool.tagged("a"), KeyState.AVAILABLE).stream()
                    .map(KeyRecord::id)
                    .toList();
            Race<Long> race = new Race<>();
            for (int person = 0; person < 4; person++) {
                LicenceKeys node = shop.onAnotherNode();
                race.with(() -> node.inventory()
                        .move(keys, Pool.tagged("b"), ByHand.ACT)
                        .changed());
            }
            assertThat(race.run().stream().mapToLong(Long::longValue).sum())
                    .as("moved")
                    .isEqualTo(20);
            shop.keys().inventory().moveAll(Pool.tagged("b"), Pool.tagged("a"), ByHand.ACT);
            shop.keys().inventory().retireAll(Pool.tagged("a"), ByHand.ACT);
            assertThat(shop.pool("a").total() + shop.pool("b").total())
                    .as("total in the end")
                    .isZero();
        }
    }

    private static void retired(TestShop shop) throws InterruptedException {
        shop.sells("a", 200);
        LicenceKeys seller = shop.onAnotherNode();
        LicenceKeys cleaner = shop.onAnotherNode();
        List<Long> counts = new Race<Long>()
                .with(() -> (long) order(seller, "1", 60, "a").size())
                .with(() -> cleaner.inventory()
                        .retireAll(Pool.tagged("a"), ByHand.ACT)
                        .changed())
                .run();
        assertThat(counts.get(0) + counts.get(1)).as("given and retired").isEqualTo(200);
        assertThat(shop.pool("a").total()).as("total").isEqualTo(counts.get(0));
        assertThat(shop.available("a")).as("available").isZero();
        List<Event> events = shop.keys().audit().latest(1_000);
        assertThat(events.stream().filter(event -> event.act().isPresent()).count())
                .as("acts on record")
                .isEqualTo(counts.get(1));
    }

    /** The product is sold from one pool, then from another, and the first one is deleted. */
    private static void deleted(TestShop shop) throws InterruptedException {
        shop.keys().stock().createPool("next");
        for (int round = 0; round < 10; round++) {
            String tag = "round-" + round;
            shop.sells("p", tag);
            String name = tag;
            LicenceKeys buyer = shop.onAnotherNode();
            LicenceKeys merchant = shop.onAnotherNode();
            new Race<Integer>()
                    .with(
                            2,
                            () -> order(buyer, name + Thread.currentThread().getName(), 5, "p")
                                    .size())
                    .with(() -> sellFromNext(merchant, tag))
                    .run();
        }
        long waiting = shop.pool("next").waitingLines();
        assertThat(waiting).as("lines that wait").isEqualTo(100);
        shop.upload("next", 101);
        assertThat(shop.available("next")).as("available").isEqualTo(1);
    }

    private static int sellFromNext(LicenceKeys merchant, String tag) {
        while (true) {
            merchant.products().set("p", AssignmentMethod.specificTag("next"));
            try {
                merchant.inventory().delete(tag, ByHand.ACT);
                return 0;
            } catch (PoolInUseException e) {
                // An order that had looked the product up before has come to wait since; setting it takes that along.
            }
        }
    }

    private static void renamed(TestShop shop) throws InterruptedException {
        List<String> all = shop.sells("p", 60);
        LicenceKeys buyer = shop.onAnotherNode();
        LicenceKeys merchant = shop.onAnotherNode();
        List<List<String>> given = new Race<List<String>>()
                .with(2, () -> order(buyer, Thread.currentThread().getName(), 30, "p"))
                .with(() -> {
                    merchant.inventory().rename("p", "x", ByHand.ACT);
                    merchant.inventory().rename("x", "y", ByHand.ACT);
                    return List.of();
                })
                .run();
        assertThat(given.stream().flatMap(List::stream).toList())
                .as("keys given")
                .containsExactlyInAnyOrderElementsOf(all);
        Fulfilment last = shop.order("last", "p", 1);
        assertThat(last.waiting()).as("waiting").isEqualTo(1);
    }
}
