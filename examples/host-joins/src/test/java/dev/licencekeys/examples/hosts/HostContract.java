package dev.licencekeys.examples.hosts;

import static dev.licencekeys.examples.hosts.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.examples.hosts.Host.HostTransaction;
import dev.licencekeys.examples.hosts.TestShop.Ledger;
import dev.licencekeys.product.ProductRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Your transaction, your decision: what holds for the library in the transaction of every host, on every database, with
 * one connection.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.licencekeys.examples.hosts.Setting#all")
@Timeout(30)
abstract class HostContract {
    private static final int STOCK = 5;

    /** Of five keys, four reach the threshold of 80 %, so that there is an event, too. */
    private static final int QUANTITY = 4;

    @Parameter
    private Setting setting;

    private HikariDataSource pool;
    private TestShop shop;
    private Host host;

    /** The host under test, which serves this shop on connections of this pool. */
    abstract Host host(DataSource connections, TestShop shop);

    @BeforeEach
    final void open() {
        pool = setting.database().pool(1, setting.autoCommit());
        shop = new TestShop(setting.database().admin(), STOCK);
        host = host(pool, shop);
    }

    @AfterEach
    final void close() {
        host.close();
        pool.close();
    }

    @Test
    void commitKeepsBoth() {
        Fulfilment fulfilment = host.inTransaction(transaction -> {
            transaction.save(shop.orderId(1));
            return transaction.keys().fulfil(shop.order(1, QUANTITY));
        });

        assertThat(values(fulfilment)).containsExactly("KEY-1", "KEY-2", "KEY-3", "KEY-4");
        assertThat(shop.ledger()).isEqualTo(new Ledger(STOCK - QUANTITY, 1, QUANTITY, 1, 1));
        Fulfilment repeated =
                host.inTransaction(transaction -> transaction.keys().fulfil(shop.order(1, QUANTITY)));
        assertThat(values(repeated)).isEqualTo(values(fulfilment));
        assertThat(shop.ledger()).isEqualTo(new Ledger(STOCK - QUANTITY, 1, QUANTITY, 1, 1));
    }

    /** When the host turns back. */
    enum Rollback {
        BEFORE_FULFIL {
            @Override
            void run(HostTransaction transaction, TestShop shop) {
                transaction.save(shop.orderId(1));
                throw new ChangeOfMind();
            }
        },
        AFTER_FULFIL {
            @Override
            void run(HostTransaction transaction, TestShop shop) {
                transaction.keys().fulfil(shop.order(1, QUANTITY));
                throw new ChangeOfMind();
            }
        },
        AFTER_A_LATER_WRITE {
            @Override
            void run(HostTransaction transaction, TestShop shop) {
                transaction.keys().fulfil(shop.order(1, QUANTITY));
                transaction.save(shop.orderId(1));
                throw new ChangeOfMind();
            }
        },
        AFTER_OUR_EXCEPTION {
            @Override
            void run(HostTransaction transaction, TestShop shop) {
                transaction.save(shop.orderId(1));
                transaction.keys().fulfil(shop.order(1, QUANTITY));
                transaction.keys().fulfil(Order.of(shop.orderId(1), OrderLine.of("1", "another", 1)));
            }
        },
        BY_MARKING {
            @Override
            void run(HostTransaction transaction, TestShop shop) {
                transaction.save(shop.orderId(1));
                transaction.keys().fulfil(shop.order(1, QUANTITY));
                transaction.setRollbackOnly();
            }
        };

        abstract void run(HostTransaction transaction, TestShop shop);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackKeepsNothing(Rollback rollback) {
        try {
            host.inTransaction(transaction -> {
                rollback.run(transaction, shop);
                return rollback;
            });
            assertThat(rollback).isEqualTo(Rollback.BY_MARKING);
        } catch (ChangeOfMind e) {
            assertThat(rollback).isNotEqualTo(Rollback.BY_MARKING);
        } catch (ConflictingOrderException e) {
            assertThat(rollback).isEqualTo(Rollback.AFTER_OUR_EXCEPTION);
        }

        assertThat(shop.ledger()).isEqualTo(Ledger.untouched(STOCK));
        Fulfilment next = host.inTransaction(transaction -> transaction.keys().fulfil(shop.order(2, STOCK)));
        assertThat(values(next))
                .as("the same keys, lowest first")
                .hasSize(STOCK)
                .startsWith("KEY-1", "KEY-2");
    }

    @Test
    void withoutATransactionItIsRefused() {
        assertThatThrownBy(() -> host.withoutTransaction(keys -> keys.fulfil(shop.order(1, 1))))
                .isExactlyInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("transaction")
                .hasMessageContaining("Transactions.own")
                .hasNoSuppressedExceptions();

        assertThat(shop.ledger()).isEqualTo(Ledger.untouched(STOCK));
        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                .as("connections not given back")
                .isZero();
    }

    @Test
    void aReadOnlyTransactionIsRefused() {
        try (HikariDataSource readOnly = setting.database().readOnlyPool(setting.autoCommit());
                Host reader = host(readOnly, shop)) {
            assertThatThrownBy(() -> reader.inTransaction(
                            transaction -> transaction.keys().fulfil(shop.order(1, 1))))
                    .isExactlyInstanceOf(TransactionRefusedException.class)
                    .hasMessageContaining("read-only");
        }
        assertThat(shop.ledger()).isEqualTo(Ledger.untouched(STOCK));
    }

    @Test
    void aRefusedOrderLeavesTheHostItsTransaction() {
        shop.keys().fulfil(shop.order(1, 1));

        host.inTransaction(transaction -> {
            transaction.save(shop.orderId(1));
            assertThatThrownBy(
                            () -> transaction.keys().fulfil(Order.of(shop.orderId(1), OrderLine.of("1", "another", 1))))
                    .isExactlyInstanceOf(ConflictingOrderException.class)
                    .hasNoCause();
            return transaction.keys().fulfil(shop.order(2, 1));
        });

        assertThat(shop.ledger()).isEqualTo(new Ledger(STOCK - 2, 2, 2, 0, 1));
    }

    @Test
    void runningOutLeavesTheHostItsTransaction() {
        Fulfilment fulfilment = host.inTransaction(transaction -> {
            transaction.save(shop.orderId(1));
            return transaction.keys().fulfil(shop.order(1, STOCK + 2));
        });

        assertThat(fulfilment.waiting()).isEqualTo(2);
        assertThat(shop.ledger().saved()).isEqualTo(1);
        assertThat(shop.ledger().given()).isEqualTo(STOCK);
    }

    /** Somebody else's transaction holds the keys: what comes through the host's layers is ours, and transient. */
    @Test
    void busyComesOutAsOurs() throws Exception {
        CyclicBarrier step = new CyclicBarrier(2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (HikariDataSource otherPool = setting.database().pool(1, setting.autoCommit());
                Host otherHost = new JdbcHost(otherPool, shop)) {
            Future<Fulfilment> held = other.submit(() -> otherHost.inTransaction(transaction -> {
                Fulfilment fulfilment = transaction.keys().fulfil(shop.order(1, STOCK));
                await(step);
                await(step);
                return fulfilment;
            }));
            await(step);
            try (Host impatient = host(pool, shop.withPatience(Duration.ofMillis(300)))) {
                assertThatThrownBy(() -> impatient.inTransaction(
                                transaction -> transaction.keys().fulfil(shop.order(2, 1))))
                        .isExactlyInstanceOf(BusyException.class)
                        .matches(e -> ((LicenceKeysException) e).isTransient(), "is transient");
            }
            await(step);
            assertThat(held.get().isComplete()).isTrue();
        } finally {
            other.shutdownNow();
        }
        assertThat(shop.ledger().given()).isEqualTo(STOCK);
    }

    /** What one call deleted may come back; the next call of the same transaction must not learn that it is gone. */
    @Test
    void afterARollbackTheLowestKeysAreFirstAgain() {
        TestShop large = new TestShop(setting.database().admin(), 1_000);
        try (Host busyHost = host(pool, large)) {
            assertThatThrownBy(() -> busyHost.inTransaction(transaction -> {
                        for (int i = 1; i <= 4; i++) {
                            transaction.keys().fulfil(large.order(i, 120));
                        }
                        throw new ChangeOfMind();
                    }))
                    .isInstanceOf(ChangeOfMind.class);

            Fulfilment next =
                    busyHost.inTransaction(transaction -> transaction.keys().fulfil(large.order(5, 2)));
            assertThat(values(next)).containsExactly("KEY-1", "KEY-2");
        }
    }

    /** Four transactions, four connections: a fifth would be waited for in vain. */
    @Test
    void everyTransactionDoesWithItsOneConnection() throws Exception {
        int callers = 4;
        TestShop large = new TestShop(setting.database().admin(), 100);
        CyclicBarrier allHaveTheirConnection = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (HikariDataSource four = setting.database().pool(callers, setting.autoCommit());
                Host shared = host(four, large)) {
            List<Future<Fulfilment>> running = new ArrayList<>();
            for (int i = 1; i <= callers; i++) {
                int number = i;
                running.add(threads.submit(() -> shared.inTransaction(transaction -> {
                    // A repeat of nothing: reads, so that even a lazy host has its connection.
                    transaction.keys().products().get(ProductRef.of(TestShop.PRODUCT));
                    await(allHaveTheirConnection);
                    transaction.save(large.orderId(number));
                    return transaction.keys().fulfil(large.order(number, 5));
                })));
            }
            Set<String> given = new HashSet<>();
            for (Future<Fulfilment> caller : running) {
                given.addAll(values(caller.get(20, TimeUnit.SECONDS)));
            }
            assertThat(given).hasSize(callers * 5);
        } finally {
            threads.shutdownNow();
        }
        assertThat(large.ledger()).isEqualTo(new Ledger(80, 4, 20, 0, 4));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Thrown by the host in the middle of its transaction. */
    static final class ChangeOfMind extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
