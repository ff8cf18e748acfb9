package dev.licencekeys.jooq;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.store.LicenceKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Hosts that sell one product at the same time, each order in a transaction of its own that fulfilment joins. They hold it
 * for some milliseconds, and roll some of them back.
 */
final class Rush {
    private static final int HOSTS = 12;
    private static final int MAX_TRIES = 50;
    private static final double ROLLED_BACK = 0.3;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);

    private final Address address;
    private final Shop shop;
    private final String product;
    private final int stock;
    private final Function<Connection, LicenceKeyStore> joining;
    private final Random random;

    /** Keys of transactions whose commit has begun: at no earlier moment were more keys gone. */
    private final AtomicInteger gone = new AtomicInteger();

    private final AtomicInteger demand = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    /**
     * A rush.
     *
     * @param stock how many keys there are
     * @param joining the store as a transaction sees it
     */
    Rush(
            Address address,
            Shop shop,
            String product,
            int stock,
            Function<Connection, LicenceKeyStore> joining,
            Random random) {
        this.address = address;
        this.shop = shop;
        this.product = product;
        this.stock = stock;
        this.joining = joining;
        this.random = random;
    }

    /** Sells so many orders of up to so many units. */
    Rush sell(int orders, int maxQuantity) {
        List<List<Sale>> sales = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            sales.add(new ArrayList<>());
        }
        for (int i = 0; i < orders; i++) {
            Order order = Order.of("order-" + i, OrderLine.of("1", product, 1 + random.nextInt(maxQuantity)));
            sales.get(i % HOSTS)
                    .add(new Sale(order, random.nextDouble() < ROLLED_BACK, random.nextLong(LONGEST_PAUSE)));
        }
        Together.run(HOSTS, host -> () -> {
            try (Connection connection = address.begin()) {
                for (Sale sale : sales.get(host)) {
                    sell(connection, sale);
                }
            }
            return host;
        });
        return this;
    }

    private record Sale(Order order, boolean rollsBack, long pause) {
        int quantity() {
            return order.lines().get(0).quantity();
        }
    }

    private void sell(Connection connection, Sale sale) throws SQLException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            long start = System.nanoTime();
            try {
                Fulfilment answer = shop.with(joining.apply(connection)).keys().fulfil(sale.order());
                time(start);
                requireHonest(sale, answer);
                LockSupport.parkNanos(sale.pause());
                end(connection, sale, answer);
                return;
            } catch (LicenceKeysException e) {
                time(start);
                connection.rollback();
                if (!e.isTransient()) {
                    wrong.add("failed for good: " + e);
                    return;
                }
            }
        }
        wrong.add("failed in passing " + MAX_TRIES + " times: " + sale);
    }

    private void time(long start) {
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
    }

    /** Short is an answer only if the keys of committed transactions left too few. */
    private void requireHonest(Sale sale, Fulfilment answer) {
        boolean isShort = answer.waiting() > 0 || answer.isRejected();
        int free = stock - gone.get();
        if (isShort && free >= sale.quantity()) {
            wrong.add("refused " + sale + " though " + free + " keys were free");
        }
    }

    private void end(Connection connection, Sale sale, Fulfilment answer) throws SQLException {
        if (sale.rollsBack()) {
            connection.rollback();
            return;
        }
        demand.addAndGet(sale.quantity());
        gone.addAndGet(answer.keys().size());
        connection.commit();
        given.addAndGet(answer.keys().size());
    }

    /** Units of the orders that were committed or refused. */
    int demand() {
        return demand.get();
    }

    /** Keys that committed answers gave. */
    int given() {
        return given.get();
    }

    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    /** Dishonest answers, and errors that were none in passing. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
