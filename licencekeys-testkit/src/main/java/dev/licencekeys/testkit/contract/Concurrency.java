package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many callers at once. */
final class Concurrency {
    static final List<Contract> CONTRACTS = List.of(
            contract(
                    "the same order from all sides at once gets one set of keys",
                    Promise.SAFE_TO_REPEAT,
                    Concurrency::sameOrder),
            contract(
                    "different quantities of one line at once add up to the largest",
                    Promise.SAFE_TO_REPEAT,
                    Concurrency::quantities),
            contract(
                    "callers of one node get what they would have got alone, and keep it",
                    Promise.SAFE_TO_REPEAT,
                    Concurrency::oneNode),
            contract("orders over the same pools in crossed order all end", Promise.HONEST_STOCK, Concurrency::crossed),
            contract(
                    "no line waits beside free keys after uploads among orders",
                    Promise.HONEST_STOCK,
                    Concurrency::uploads),
            contract(
                    "the same keys uploaded from two sides are stored once",
                    Promise.ONE_KEY_ONE_LINE,
                    Concurrency::overlappingUploads),
            contract(
                    "a line that two uploads fill at once gets no key too many",
                    Promise.ONE_KEY_ONE_LINE,
                    Concurrency::filledTwice),
            contract("a threshold crossed from all sides warns once", Promise.ONE_WARNING, Concurrency::threshold));

    private Concurrency() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("concurrency", name, promise, body);
    }

    private static Order order(String id, int quantity) {
        return Order.of(id, OrderLine.of("1", "p", quantity));
    }

    private static void sameOrder(TestShop shop) throws InterruptedException {
        shop.sells("p", 60);
        shop.sells("q", 60);
        for (int round = 0; round < 10; round++) {
            Order order = Order.of("order-" + round, OrderLine.of("1", "p", 2), OrderLine.of("2", "q", 1));
            List<Fulfilment> answers = new Race<Fulfilment>()
                    .with(8, () -> shop.onAnotherNode().fulfil(order))
                    .run();
            assertThat(answers.stream().map(TestShop::values).distinct())
                    .as("sets of keys")
                    .hasSize(1);
            assertThat(answers.stream()
                            .flatMap(answer -> answer.keys().stream())
                            .filter(AssignedKey::isNew))
                    .as("new keys")
                    .hasSize(3);
        }
        assertThat(shop.available("p")).as("keys of p left").isEqualTo(40);
        assertThat(shop.available("q")).as("keys of q left").isEqualTo(50);
    }

    /** Some of which the store may have served in one transaction. */
    private static void oneNode(TestShop shop) throws Exception {
        meeting(shop.neighbour());
        oneNodeOnce(shop);
    }

    /** Orders that come while the pool is held: but for the first ones they share a transaction, if callers share any. */
    private static void meeting(TestShop shop) throws Exception {
        int orders = 12;
        shop.sells("p", orders);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch come = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Boolean> holder = threads.submit(() -> shop.store().transact(tx -> {
                tx.lockPools(shop.id(), Set.of(Pool.tagged("p")));
                held.countDown();
                return waitFor(come);
            }));
            assertThat(waitFor(held)).as("the pool is held").isTrue();
            List<CompletableFuture<Fulfilment>> answers = IntStream.range(0, orders)
                    .mapToObj(i -> promised(shop, order("met-" + i, 1), threads))
                    .toList();
            come.countDown();
            assertThat(holder.get(Race.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Set<String> given = new HashSet<>();
            for (CompletableFuture<Fulfilment> answer : answers) {
                Fulfilment fulfilment = answer.get(Race.LIMIT.toSeconds(), TimeUnit.SECONDS);
                given.addAll(values(fulfilment));
                Fulfilment again = shop.order(fulfilment.orderId(), "p", 1);
                assertThat(values(again))
                        .as("keys of %s when it is repeated", fulfilment.orderId())
                        .isEqualTo(values(fulfilment));
                assertThat(again.keys())
                        .as("new keys of %s then", fulfilment.orderId())
                        .noneMatch(AssignedKey::isNew);
            }
            assertThat(given).as("keys given").hasSize(orders);
        } finally {
            come.countDown();
            threads.shutdown();
        }
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(Race.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** By a thread of its own where callers share no transaction. */
    private static CompletableFuture<Fulfilment> promised(TestShop shop, Order order, Executor threads) {
        try {
            return shop.keys().fulfilAsync(order, threads).toCompletableFuture();
        } catch (TransactionRefusedException e) {
            return CompletableFuture.supplyAsync(() -> shop.keys().fulfil(order), threads);
        }
    }

    private static void oneNodeOnce(TestShop shop) throws InterruptedException {
        shop.sells("p", 16 * 10 + 1);
        shop.order("conflict", "p", 1);
        AtomicInteger next = new AtomicInteger();
        List<List<Fulfilment>> answers = new Race<List<Fulfilment>>()
                .with(
                        16,
                        () -> Stream.generate(() -> order("order-" + next.getAndIncrement() / 2, 2))
                                .limit(10)
                                .map(order -> {
                                    assertThatThrownBy(() -> shop.keys()
                                                    .fulfil(Order.of("conflict", OrderLine.of("1", "other", 1))))
                                            .isInstanceOf(ConflictingOrderException.class);
                                    return shop.keys().fulfil(order);
                                })
                                .toList())
                .run();
        List<Fulfilment> all = answers.stream().flatMap(List::stream).toList();
        assertThat(all).as("answers").hasSize(160).allMatch(Fulfilment::isComplete);
        // Each order came twice.
        List<String> given = all.stream()
                .flatMap(answer -> values(answer).stream())
                .distinct()
                .toList();
        assertThat(given).as("keys given").hasSize(160);
        assertThat(all.stream().flatMap(answer -> answer.keys().stream()).filter(AssignedKey::isNew))
                .as("new keys")
                .hasSize(160);
        all.forEach(answer -> assertThat(values(shop.order(answer.orderId(), "p", 2)))
                .as("keys of %s when it is repeated", answer.orderId())
                .isEqualTo(values(answer)));
        assertThat(shop.available("p")).as("keys left").isZero();
    }

    private static void quantities(TestShop shop) throws InterruptedException {
        shop.sells("p", 40);
        for (int round = 0; round < 5; round++) {
            String id = "order-" + round;
            Race<Fulfilment> race = new Race<>();
            IntStream.rangeClosed(1, 8)
                    .forEach(quantity -> race.with(() -> shop.onAnotherNode().fulfil(order(id, quantity))));
            List<Fulfilment> answers = race.run();
            List<String> all = values(shop.order(id, "p", 8));
            assertThat(all).hasSize(8).doesNotHaveDuplicates();
            for (int quantity = 1; quantity <= 8; quantity++) {
                List<String> given = values(answers.get(quantity - 1));
                assertThat(given).as("keys of quantity %d", quantity).hasSizeGreaterThanOrEqualTo(quantity);
                assertThat(all).startsWith(given.toArray(String[]::new));
            }
        }
        assertThat(shop.available("p")).as("keys left").isZero();
    }

    private static void crossed(TestShop shop) throws InterruptedException {
        shop.sells("p", 100);
        shop.sells("q", 100);
        shop.keys().products().set("pq", AssignmentMethod.specificTag("p").thenTag("q"));
        shop.keys().products().set("qp", AssignmentMethod.specificTag("q").thenTag("p"));
        List<String[]> pairs = List.of(
                new String[] {"p", "q"}, new String[] {"q", "p"}, new String[] {"pq", "qp"}, new String[] {"qp", "pq"});
        Race<List<String>> race = new Race<>();
        for (int i = 0; i < 8; i++) {
            String[] pair = pairs.get(i % 4);
            String caller = "caller-" + i + "-";
            race.with(() -> IntStream.range(0, 15)
                    .mapToObj(n -> shop.keys()
                            .fulfil(Order.of(caller + n, OrderLine.of("1", pair[0], 1), OrderLine.of("2", pair[1], 1))))
                    .flatMap(answer -> values(answer).stream())
                    .toList());
        }
        List<String> given = race.run().stream().flatMap(List::stream).toList();
        assertThat(given).doesNotHaveDuplicates();
        // 240 keys are asked for, 200 are there; a caller that asks for one pool only may leave keys in the other.
        long left = shop.available("p") + shop.available("q");
        assertThat(given.size() + left).as("keys given and left").isEqualTo(200);
        long waitForBoth =
                Math.min(shop.pool("p").waitingLines(), shop.pool("q").waitingLines());
        assertThat(left == 0 || waitForBoth == 0)
                .as("nobody waits for both pools beside free keys")
                .isTrue();
    }

    private static void uploads(TestShop shop) throws InterruptedException {
        shop.sells("p", "p");
        Race<Integer> race = new Race<>();
        for (int i = 0; i < 6; i++) {
            String caller = "caller-" + i + "-";
            race.with(() -> {
                IntStream.range(0, 20).forEach(n -> shop.keys().fulfil(order(caller + n, 1 + n % 2)));
                return 0;
            });
        }
        for (int i = 0; i < 2; i++) {
            String prefix = "k" + i + "-";
            race.with(() -> {
                for (int batch = 0; batch < 10; batch++) {
                    String name = prefix + batch + "-";
                    shop.keys().stock().upload("p", IntStream.range(0, 10).mapToObj(n -> name + n));
                }
                return 0;
            });
        }
        race.run();
        List<Fulfilment> all = shop
                .keys()
                .fulfilAll(IntStream.range(0, 6)
                        .boxed()
                        .flatMap(i -> IntStream.range(0, 20).mapToObj(n -> order("caller-" + i + "-" + n, 1 + n % 2)))
                        .toList())
                .stream()
                .map(Outcome::orElseThrow)
                .toList();
        List<String> given =
                all.stream().flatMap(answer -> values(answer).stream()).toList();
        assertThat(given).hasSize(180).doesNotHaveDuplicates();
        assertThat(all).as("answers").allMatch(Fulfilment::isComplete);
        assertThat(shop.available("p")).as("keys left").isEqualTo(20);
        assertThat(shop.pool("p").waitingLines()).as("waiting lines").isZero();
    }

    private static void overlappingUploads(TestShop shop) throws InterruptedException {
        List<String> keys = IntStream.range(0, 600).mapToObj(i -> "key-" + i).toList();
        List<String> upwards = keys.subList(0, 400);
        List<String> downwards = new ArrayList<>(keys.subList(200, 600));
        Collections.reverse(downwards);
        List<ImportReport> reports = new Race<ImportReport>()
                .with(() -> shop.keys().stock().upload("a", upwards.stream()))
                .with(() -> shop.keys().stock().upload("b", downwards.stream()))
                .run();
        assertThat(reports.stream().mapToLong(ImportReport::added).sum())
                .as("added")
                .isEqualTo(600);
        assertThat(reports.stream().mapToLong(ImportReport::duplicates).sum())
                .as("duplicates")
                .isEqualTo(200);
        assertThat(shop.available("a") + shop.available("b"))
                .as("keys in stock")
                .isEqualTo(600);
    }

    private static void filledTwice(TestShop shop) throws InterruptedException {
        shop.keys().stock().createPool("a");
        shop.keys().stock().createPool("b");
        shop.keys().products().set("p", AssignmentMethod.specificTag("a").thenTag("b"));
        for (int round = 0; round < 5; round++) {
            String id = "order-" + round;
            shop.order(id, "p", 3);
            Race<ImportReport> race = new Race<>();
            for (String tag : List.of("a", "b")) {
                race.with(() ->
                        shop.keys().stock().upload(tag, IntStream.range(0, 2).mapToObj(n -> id + tag + n)));
            }
            race.run();
            // One upload may have passed the line by, because the other was just filling it.
            shop.keys().stock().fillWaiting();
            Fulfilment answer = shop.order(id, "p", 3);
            assertThat(values(answer)).hasSize(3).doesNotHaveDuplicates();
            assertThat(shop.available("a") + shop.available("b"))
                    .as("keys left")
                    .isEqualTo(1);
            shop.order(id + "-rest", "p", 1);
        }
    }

    private static void threshold(TestShop shop) throws InterruptedException {
        shop.sells("p", 100);
        AtomicInteger next = new AtomicInteger();
        List<Integer> warnings = new Race<Integer>()
                .with(
                        8,
                        () -> Stream.generate(() -> order("order-" + next.getAndIncrement(), 1))
                                .limit(12)
                                .mapToInt(order ->
                                        shop.keys().fulfil(order).warnings().size())
                                .sum())
                .run();
        // Who crosses while another holds the pool leaves the warning to the next: one more order, alone.
        int last = shop.order("last", "p", 1).warnings().size();
        assertThat(warnings.stream().mapToInt(Integer::intValue).sum() + last)
                .as("warnings")
                .isEqualTo(1);
    }
}
