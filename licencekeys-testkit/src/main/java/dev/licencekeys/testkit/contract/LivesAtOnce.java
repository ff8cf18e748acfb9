package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.testkit.history.Check;
import dev.licencekeys.testkit.history.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Orders, refunds, support, customers and merchants, all at once, about few orders and few keys. */
final class LivesAtOnce {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "life, at once",
            "whatever several people do to the same orders and keys at once, the history is a right one",
            Promise.ONE_KEY_ONE_LINE,
            LivesAtOnce::run));

    private static final int PEOPLE = 4;
    private static final int STEPS_EACH = 40;
    private static final List<Pool> POOLS = List.of(Pool.tagged("a"), Pool.tagged("b"));
    private static final List<String> PRODUCTS = List.of("p", "q");

    private static final List<RefundPolicy> POLICIES = List.of(RefundPolicy.values());
    private static final List<Withdrawal> WITHDRAWALS = List.of(Withdrawal.values());

    private LivesAtOnce() {}

    private static void run(TestShop shop) throws InterruptedException {
        Recorder recorder = new Recorder();
        LicenceKeys keys = shop.keys();
        for (Pool pool : POOLS) {
            recorder.upload(
                    keys,
                    pool,
                    IntStream.range(0, 8).mapToObj(i -> "first-" + pool + i).toList());
        }
        keys.products().set("p", AssignmentMethod.specificTag("a"));
        keys.products().set("q", AssignmentMethod.specificTag("b").thenTag("a"));
        List<LicenceKeys> nodes = List.of(shop.onAnotherNode(), shop.onAnotherNode());
        Race<Integer> race = new Race<>();
        for (int i = 0; i < PEOPLE; i++) {
            Person person = new Person(
                    i, nodes.get(i % 2), recorder, new Random(shop.random().nextLong()));
            race.with(person::live);
        }
        race.run();
        assertThat(Check.faultsOf(recorder.end(keys)))
                .as("what is wrong with the history")
                .isEmpty();
    }

    /** Somebody who does one thing after the other. */
    private record Person(int number, LicenceKeys keys, Recorder recorder, Random random) {
        int live() {
            for (int step = 0; step < STEPS_EACH; step++) {
                try {
                    step(new Act("person-" + number, "step " + step));
                } catch (ActRefusedException | UnknownKeyException e) {
                    // The others were first, or it made no sense from the beginning.
                }
            }
            return number;
        }

        private void step(Act act) {
            LineRef line = new LineRef(String.valueOf(random.nextInt(4)), String.valueOf(random.nextInt(2)));
            switch (random.nextInt(13)) {
                case 0, 1, 2, 3 -> recorder.fulfil(keys, order(line.orderId()));
                case 4, 5 -> recorder.refund(keys, refund(line).by(act));
                case 6 -> recorder.reveal(keys, line);
                case 7 -> upload(act);
                case 8 -> byHand(act, shop -> shop.support().replace(held(line), withdrawal(), act));
                case 9 -> withdraw(act, line);
                case 10 ->
                    byHand(
                            act,
                            shop -> shop.support()
                                    .move(held(line), String.valueOf(random.nextInt(4)), line.lineId(), act));
                case 11 -> byHand(act, shop -> shop.support().assign(available(), line.orderId(), line.lineId(), act));
                default -> byStock(act, line);
            }
        }

        private void byHand(Act act, Function<LicenceKeys, ?> work) {
            recorder.byHand(keys, act, work);
        }

        private void withdraw(Act act, LineRef line) {
            KeyId key = held(line);
            Withdrawal how = withdrawal();
            byHand(act, shop -> {
                shop.support().withdraw(key, how, act);
                return key;
            });
        }

        private void byStock(Act act, LineRef line) {
            switch (random.nextInt(4)) {
                case 0 -> byHand(act, shop -> shop.inventory().move(List.of(available()), pool(), act));
                case 1 -> byHand(act, shop -> shop.inventory().retire(List.of(available()), act));
                case 2 -> byHand(act, shop -> shop.support().replaceWith(held(line), available(), withdrawal(), act));
                default -> byHand(act, shop -> shop.support().reinstate(revoked(line), act));
            }
        }

        private Order order(String id) {
            List<OrderLine> lines = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                lines.add(OrderLine.of(String.valueOf(i), PRODUCTS.get(i), 1 + random.nextInt(3)));
            }
            return Order.of(id, lines);
        }

        private Refund refund(LineRef line) {
            return Refund.of("refund-" + random.nextInt(3), line.orderId(), line.lineId(), 1)
                    .with(POLICIES.get(random.nextInt(POLICIES.size())));
        }

        private void upload(Act act) {
            List<String> values = IntStream.range(0, 1 + random.nextInt(2))
                    .mapToObj(i -> act.actor() + " " + act.reason() + " " + i)
                    .toList();
            recorder.upload(keys, pool(), values);
        }

        private Pool pool() {
            return POOLS.get(random.nextInt(POOLS.size()));
        }

        private Withdrawal withdrawal() {
            return WITHDRAWALS.get(random.nextInt(WITHDRAWALS.size()));
        }

        /** A key that the line has just now; it may be gone when it is asked for. */
        private KeyId held(LineRef line) {
            return one(keys.orders().lines(line.orderId()).stream()
                    .filter(record -> record.lineId().equals(line.lineId()))
                    .flatMap(record -> record.keys().stream())
                    .toList());
        }

        private KeyId revoked(LineRef line) {
            return one(keys.orders().lines(line.orderId()).stream()
                    .filter(record -> record.lineId().equals(line.lineId()))
                    .flatMap(record -> record.revoked().stream())
                    .toList());
        }

        private KeyId available() {
            return one(keys.inventory()
                    .keys(pool(), KeyState.AVAILABLE, KeyCursor.START, 100)
                    .keys());
        }

        private KeyId one(List<KeyRecord> among) {
            if (among.isEmpty()) {
                throw new ActRefusedException("there is no such key");
            }
            return among.get(random.nextInt(among.size())).id();
        }
    }
}
