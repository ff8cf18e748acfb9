package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.jooq.WatchedJdbc.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers of one node who come while others are served. */
class SharedTransactionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLERS = 20;
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger holding = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final Set<Connection> poisoned = ConcurrentHashMap.newKeySet();
    private final List<JooqLicenceKeyStore> stores = new ArrayList<>();

    /** Holds what writes an order "hold-…", and lets every commit fail with which one for "poison" would be kept. */
    private final WatchedJdbc.Watcher watcher = new WatchedJdbc.Watcher() {
        @Override
        public void before(Call call) throws SQLException {
            if (call.method().equals("commit")) {
                if (poisoned.remove(call.connection())) {
                    throw new SQLException("planted", "XX000");
                }
                commits.incrementAndGet();
            } else if (call.sql().contains("into licence_order_line")) {
                String binds = call.binds().toString();
                if (binds.contains("hold-")) {
                    holding.incrementAndGet();
                    await();
                }
                if (binds.contains("poison")) {
                    poisoned.add(call.connection());
                }
            }
        }
    };

    private void await() {
        try {
            assertThat(letGo.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Shop shopOn(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(CALLERS);
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), watcher));
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config, PATIENCE));
        stores.add(store);
        return Shop.on(store);
    }

    @AfterEach
    void close() {
        letGo.countDown();
        stores.forEach(JooqLicenceKeyStore::close);
    }

    private static FutureTask<Fulfilment> call(Shop shop, String order, String product) {
        return start(shop, order, product, thread -> false);
    }

    /** Somebody who waits when the next one calls. */
    private static FutureTask<Fulfilment> queue(Shop shop, String order) {
        return start(shop, order, "p", thread -> !WAITING.contains(thread.getState()));
    }

    private static FutureTask<Fulfilment> start(Shop shop, String order, String product, Predicate<Thread> waitFor) {
        FutureTask<Fulfilment> task = new FutureTask<>(() -> shop.order(order, product, 1));
        Thread thread = new Thread(task, order);
        thread.setDaemon(true);
        thread.start();
        while (thread.isAlive() && waitFor.test(thread)) {
            Thread.onSpinWait();
        }
        return task;
    }

    private List<FutureTask<Fulfilment>> holdLanes(Shop shop) {
        List<FutureTask<Fulfilment>> holds = List.of(call(shop, "hold-1", "p"), call(shop, "hold-2", "p"));
        while (holding.get() < 2) {
            assertThat(holds).noneMatch(FutureTask::isDone);
            Thread.onSpinWait();
        }
        return holds;
    }

    private static Fulfilment get(FutureTask<Fulfilment> task) throws Exception {
        return task.get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_NEWEST", "MARIADB"})
    void shareCommits(TestDatabase database) throws Exception {
        Shop shop = shopOn(database);
        List<String> keys = shop.sells("p", 700);
        List<FutureTask<Fulfilment>> holds = holdLanes(shop);
        commits.set(0);
        List<FutureTask<Fulfilment>> tasks = IntStream.range(0, CALLERS)
                .mapToObj(i -> queue(shop, "order-" + i))
                .toList();
        letGo.countDown();
        List<String> given = new ArrayList<>();
        for (FutureTask<Fulfilment> task : tasks) {
            given.addAll(Shop.values(get(task)));
        }
        assertThat(given).hasSize(CALLERS).doesNotHaveDuplicates().isSubsetOf(keys.subList(0, CALLERS + 2));
        for (FutureTask<Fulfilment> hold : holds) {
            assertThat(get(hold).isComplete()).isTrue();
        }
        assertThat(commits.get()).as("commits").isLessThan(CALLERS);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_NEWEST", "MARIADB"})
    void doNotShareAFailure(TestDatabase database) throws Exception {
        Shop shop = shopOn(database);
        shop.sells("p", 700);
        List<FutureTask<Fulfilment>> holds = holdLanes(shop);
        List<FutureTask<Fulfilment>> tasks = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            tasks.add(queue(shop, i == 5 ? "poison" : "order-" + i));
        }
        letGo.countDown();
        List<String> given = new ArrayList<>();
        for (FutureTask<Fulfilment> task : tasks) {
            if (tasks.indexOf(task) == 5) {
                assertThatThrownBy(() -> get(task)).cause().isInstanceOf(StoreException.class);
            } else {
                given.addAll(Shop.values(get(task)));
            }
        }
        for (FutureTask<Fulfilment> hold : holds) {
            assertThat(get(hold).isComplete()).isTrue();
        }
        assertThat(given).hasSize(CALLERS - 1).doesNotHaveDuplicates();
        assertThat(shop.available("p")).isEqualTo(700 - (CALLERS - 1) - 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void areNotHeldUpByThoseWhoseKeysAreHeld(TestDatabase database) throws Exception {
        Shop shop = shopOn(database);
        shop.sells("held", 3);
        shop.sells("free", 3);
        try (Connection holder = database.address().begin();
                PreparedStatement lock = holder.prepareStatement(
                        "select * from licence_pool where shop_id = ? and tag = ? for update")) {
            lock.setString(1, shop.id());
            lock.setString(2, "held");
            lock.executeQuery();
            List<FutureTask<Fulfilment>> waiting = IntStream.range(0, 3)
                    .mapToObj(i -> call(shop, "held-" + i, "held"))
                    .toList();
            for (int i = 0; i < 3; i++) {
                assertThat(get(call(shop, "free-" + i, "free")).isComplete()).isTrue();
            }
            assertThat(waiting).noneMatch(FutureTask::isDone);
            holder.rollback();
            for (FutureTask<Fulfilment> task : waiting) {
                assertThat(get(task).isComplete()).isTrue();
            }
        }
    }
}
