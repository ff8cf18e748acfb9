package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.KeySource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sixteen callers, two thousand calls, many of them repeats, and fewer keys than units. */
final class Storm {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "concurrency",
            "a storm of orders and repeats on few keys is answered as if each came alone",
            Promise.ONE_KEY_ONE_LINE,
            Storm::run));

    private static final int CALLERS = 16;
    private static final int CALLS_EACH = 125;
    private static final int ORDERS = 400;

    private static final Map<String, AssignmentMethod> PRODUCTS = Map.of(
            "p", AssignmentMethod.specificTag("a"),
            "q", AssignmentMethod.specificTag("b").thenTag("a"),
            "r", AssignmentMethod.specificTag("c").thenTag("b"));

    private Storm() {}

    private static void run(TestShop shop) throws InterruptedException {
        for (String tag : List.of("a", "b", "c")) {
            shop.upload(tag, 150);
        }
        PRODUCTS.forEach((product, method) -> shop.keys().products().set(product, method));
        List<Order> orders = IntStream.range(0, ORDERS)
                .mapToObj(number -> order(number, shop.random()))
                .toList();
        Race<List<Fulfilment>> race = new Race<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            List<Order> calls = shop.random()
                    .ints(CALLS_EACH, 0, ORDERS)
                    .mapToObj(orders::get)
                    .toList();
            race.with(() -> {
                List<Fulfilment> answers = new ArrayList<>();
                calls.forEach(order -> answers.add(shop.keys().fulfil(order)));
                return answers;
            });
        }
        Map<String, List<List<String>>> answers = new HashMap<>();
        for (Fulfilment answer : race.run().stream().flatMap(List::stream).toList()) {
            answers.computeIfAbsent(answer.orderId(), id -> new ArrayList<>()).add(keysByLine(answer));
        }
        requireRight(shop, orders, answers);
    }

    private static Order order(int number, Random random) {
        List<String> products = List.of("p", "q", "r");
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(line -> OrderLine.of("line-" + line, products.get(random.nextInt(3)), 1 + random.nextInt(3)))
                .toList();
        return Order.of("order-" + number, lines);
    }

    private static List<String> keysByLine(Fulfilment answer) {
        return answer.lines().stream().map(line -> line.lineId() + values(line)).toList();
    }

    private static void requireRight(TestShop shop, List<Order> orders, Map<String, List<List<String>>> answers) {
        // Orders that no caller drew come here for the first time, and must not find more than those before them.
        List<Outcome> last = shop.keys().fulfilAll(orders);
        Map<Pool, Long> left =
                shop.keys().stock().pools().stream().collect(Collectors.toMap(PoolStock::pool, PoolStock::available));
        List<String> given = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Fulfilment answer = last.get(i).orElseThrow();
            assertThat(answers.getOrDefault(answer.orderId(), List.of()))
                    .as("answers to %s", answer.orderId())
                    .allMatch(keysByLine(answer)::equals);
            for (OrderLine line : orders.get(i).lines()) {
                requireHonest(line, answer.line(line.id()), left);
            }
            given.addAll(values(answer));
        }
        assertThat(given).doesNotHaveDuplicates();
        assertThat(given.size() + left.values().stream().mapToLong(free -> free).sum())
                .as("keys given and left")
                .isEqualTo(450);
    }

    /** Nobody gave a key back, so what was exhausted when a line began to wait is exhausted now. */
    private static void requireHonest(OrderLine line, LineFulfilment has, Map<Pool, Long> left) {
        assertThat(has.keys().size() + has.waiting())
                .as("keys and waiting units")
                .isEqualTo(line.quantity());
        if (has.waiting() > 0) {
            AssignmentMethod method = PRODUCTS.getOrDefault(line.product().product(), AssignmentMethod.noTag());
            for (KeySource source : method.sources()) {
                Pool pool = ((KeySource.FromPool) source).pool();
                assertThat(left.get(pool))
                        .as("free keys of %s while somebody waits for %s", pool, line.product())
                        .isZero();
            }
        }
    }
}
