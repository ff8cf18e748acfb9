package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a shop writes by hand to give each order one key of a pool, with one transaction for each order. */
final class Peers implements AutoCloseable {
    /** What Hibernate takes for SKIP LOCKED. */
    private static final int SKIP_LOCKED = -2;

    private final Bed bed;
    private final int connections;
    private final Deque<Runnable> open = new ArrayDeque<>();

    private Peers(Bed bed, int connections) {
        this.bed = bed;
        this.connections = connections;
    }

    /** Peers with so many connections each, and so many keys. */
    static Peers on(Bed bed, int connections, int keys) throws SQLException {
        String filled = " select n, 1, 'KEY-' || n from generate_series(1, " + keys + ") n";
        bed.run(
                "create table peer_stock (id bigint primary key, pool bigint not null, value text not null)",
                "create index peer_stock_pool on peer_stock (pool, id)",
                "create table peer_assignment (order_id text primary key, stock_id bigint not null, value text not null)",
                "insert into peer_stock" + filled,
                "create table peer_key (id bigint primary key, pool bigint not null, value text not null, order_id text)",
                "create index peer_key_free on peer_key (pool, id) where order_id is null",
                "create index peer_key_order on peer_key (order_id)",
                "insert into peer_key (id, pool, value)" + filled,
                "create table peer_entity (id bigint primary key, pool bigint not null, value text not null, order_id text)",
                "create index peer_entity_free on peer_entity (pool, id) where order_id is null",
                "create index peer_entity_order on peer_entity (order_id)",
                "insert into peer_entity (id, pool, value)" + filled,
                "vacuum analyze",
                "checkpoint");
        return new Peers(bed, connections);
    }

    /** A stock table, SKIP LOCKED, and a row for each order. */
    Load.Step jdbc() {
        HikariDataSource source = bed.source(connections);
        return number -> {
            try (Connection connection = source.getConnection();
                    PreparedStatement claim =
                            connection.prepareStatement("select id, value from peer_stock where pool = 1"
                                    + " order by id limit 1 for update skip locked");
                    PreparedStatement delete = connection.prepareStatement("delete from peer_stock where id = ?");
                    PreparedStatement insert =
                            connection.prepareStatement("insert into peer_assignment values (?, ?, ?)")) {
                long id;
                String value;
                try (ResultSet row = claim.executeQuery()) {
                    requireKey(row.next());
                    id = row.getLong(1);
                    value = row.getString(2);
                }
                delete.setLong(1, id);
                delete.executeUpdate();
                insert.setString(1, "order-" + number);
                insert.setLong(2, id);
                insert.setString(3, value);
                insert.executeUpdate();
                connection.commit();
            }
        };
    }

    /** A column that says to whom a key went, in one statement. */
    Load.Step statusColumn() {
        HikariDataSource source = bed.source(connections);
        return number -> {
            try (Connection connection = source.getConnection();
                    PreparedStatement update = connection.prepareStatement(
                            "with free as materialized (select id from"
                                    + " peer_key where pool = 1 and order_id is null order by id limit 1 for update skip locked)"
                                    + " update peer_key set order_id = ? from free where peer_key.id = free.id returning value")) {
                update.setString(1, "order-" + number);
                try (ResultSet row = update.executeQuery()) {
                    requireKey(row.next());
                }
                connection.commit();
            }
        };
    }

    /** An entity that is locked with PESSIMISTIC_WRITE and the hint for SKIP LOCKED. */
    Load.Step jpa() {
        EntityManagerFactory factory = new PersistenceConfiguration("peer")
                .managedClass(PeerEntity.class)
                .property("jakarta.persistence.nonJtaDataSource", bed.source(connections))
                .property("hibernate.connection.provider_disables_autocommit", "true")
                .createEntityManagerFactory();
        open.push(factory::close);
        return number -> factory.runInTransaction(entityManager -> {
            PeerEntity key = entityManager
                    .createQuery(
                            "select k from PeerEntity k where k.pool = 1 and k.orderId is null order by k.id",
                            PeerEntity.class)
                    .setMaxResults(1)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                    .getSingleResult();
            key.assignTo("order-" + number);
        });
    }

    private static void requireKey(boolean found) {
        if (!found) {
            throw new IllegalStateException("the peer's pool is too small");
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
