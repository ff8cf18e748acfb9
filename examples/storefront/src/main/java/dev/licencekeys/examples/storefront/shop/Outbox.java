package dev.licencekeys.examples.storefront.shop;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which mails are to be sent and which were, so that none is forgotten when the program ends, and none sent twice, as well as
 * that can be done: a program that ends between sending a mail and noting it sends it once more.
 */
@Repository
class Outbox {
    private static final int ATTEMPTS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final JdbcClient database;

    Outbox(JdbcClient database) {
        this.database = database;
    }

    /** A mail that tells of an order. */
    record Due(String id, String order, int attempts) {}

    /** Notes that the customer of a new order is to get a mail. */
    void add(String order) {
        database.sql("insert into shop_mail (id, order_id, due_at, attempts) values (?, ?, ?, 0)")
                .params("order " + order, order, now())
                .update();
    }

    /** A mail that is due, which nobody else gets before this transaction ends. */
    Optional<Due> next() {
        return database.sql("select id, order_id, attempts from shop_mail where sent_at is null and due_at <= ?"
                        + " and attempts < ? order by due_at, id fetch first 1 rows only for update skip locked")
                .params(now(), ATTEMPTS)
                .query((row, number) -> new Due(row.getString("id"), row.getString("order_id"), row.getInt("attempts")))
                .optional();
    }

    void sent(Due mail) {
        database.sql("update shop_mail set sent_at = ? where id = ?")
                .params(now(), mail.id())
                .update();
    }

    /** The longer the more often it failed. */
    void later(Due mail) {
        Duration wait = Duration.ofSeconds(1L << Math.min(mail.attempts(), 12));
        database.sql("update shop_mail set due_at = ?, attempts = attempts + 1 where id = ?")
                .params(now().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait), mail.id())
                .update();
    }

    /** Whether a mail with this id was sent. */
    boolean wasSent(String id) {
        return database.sql("select count(*) from shop_mail where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Notes a mail that was sent. */
    void sent(String id) {
        database.sql("insert into shop_mail (id, due_at, attempts, sent_at) values (?, ?, 1, ?)")
                .params(id, now(), now())
                .update();
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
