package dev.licencekeys.jooq;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredRefund;
import dev.licencekeys.store.StoredText;
import dev.licencekeys.store.Undelivered;
import dev.licencekeys.store.UsageSample;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** What the port has for people: what they do with keys that were given, and what they look up. */
abstract sealed class SqlSupport implements StoreTransaction permits SqlTransaction {
    final Session session;
    final OrderSql orders;
    final KeySql keys;
    final TakenSql taken;
    final PolicySql policies;
    final StockSql stock;
    final EventSql events;
    private final OutboxSql outbox;
    final HoldingSql holdings;
    private final RevealSql reveals;
    private final RefundSql refunds;
    private final LineSql lines;
    private final InventorySql inventory;
    private final DetailsSql details;
    private final TextSql texts;

    SqlSupport(Session session) {
        this.session = session;
        Database database = session.database();
        Render render = session.render();
        Jdbc jdbc = session.jdbc();
        this.orders = new OrderSql(database, render, jdbc);
        this.keys = new KeySql(database, render, jdbc);
        this.taken = new TakenSql(session);
        this.policies = new PolicySql(database, render, jdbc);
        this.stock = new StockSql(database, render, jdbc, keys, taken, policies);
        this.outbox = new OutboxSql(database, render, jdbc);
        this.events = new EventSql(database, render, jdbc, outbox);
        this.holdings = new HoldingSql(render, jdbc);
        this.reveals = new RevealSql(database, render, jdbc);
        this.refunds = new RefundSql(database, render, jdbc);
        this.lines = new LineSql(database, render, jdbc);
        this.inventory = new InventorySql(render, jdbc, stock);
        this.details = new DetailsSql(render, jdbc);
        this.texts = new TextSql(database, render, jdbc);
    }

    @Override
    public List<StoredText> texts(String shop, Set<ProductRef> products) {
        return texts.texts(shop, products);
    }

    @Override
    public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
        session.boundWaits();
        session.beforeWrite();
        texts.save(shop, scope, words);
    }

    @Override
    public OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
        session.boundWaits();
        session.beforeWrite();
        return outbox.lease(shop, from, holder, now, until);
    }

    @Override
    public boolean renew(String shop, int part, UUID holder, Instant until) {
        session.boundWaits();
        session.beforeWrite();
        return outbox.renew(shop, part, holder, until);
    }

    @Override
    public List<Undelivered> undelivered(String shop, int part, long after, int limit) {
        return outbox.undelivered(shop, part, after, limit);
    }

    @Override
    public void delivered(String shop, int part, Set<Long> seqs) {
        session.boundWaits();
        session.beforeWrite();
        outbox.delivered(shop, part, seqs);
    }

    @Override
    public boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart) {
        session.boundWaits();
        session.beforeWrite();
        return outbox.save(shop, part, changed, newPart);
    }

    @Override
    public Set<Pool> passedAlerts(String shop) {
        return policies.passedAlerts(shop);
    }

    @Override
    public ThresholdPolicy defaultThreshold(String shop) {
        return policies.defaultThreshold(shop);
    }

    @Override
    public void saveDefaultThreshold(String shop, ThresholdPolicy policy) {
        session.boundWaits();
        session.beforeWrite();
        policies.saveDefaultThreshold(shop, policy);
    }

    @Override
    public Set<Pool> poolsBehindDefault(String shop) {
        return policies.poolsBehindDefault(shop);
    }

    @Override
    public void sampleUsage(String shop, Instant now, Instant unlessSince, Instant forgetBefore) {
        session.boundWaits();
        session.beforeWrite();
        policies.sampleUsage(shop, now, unlessSince, forgetBefore);
    }

    @Override
    public Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since) {
        return policies.usageSince(shop, pools, since);
    }

    @Override
    public void reveal(String shop, LineRef line, Instant at) {
        session.boundWaits();
        session.beforeWrite();
        reveals.reveal(shop, line, at);
    }

    @Override
    public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keyIds) {
        session.boundWaits();
        session.beforeWrite();
        return holdings.takeBack(shop, line, keyIds);
    }

    @Override
    public void hold(String shop, List<HeldKey> held) {
        session.boundWaits();
        session.beforeWrite();
        holdings.hold(shop, held);
    }

    @Override
    public void revoke(String shop, List<Revoked> revoked) {
        session.boundWaits();
        session.beforeWrite();
        holdings.revoke(shop, revoked);
    }

    @Override
    public Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
        session.boundWaits();
        session.beforeWrite();
        return holdings.unrevoke(shop, line, key);
    }

    @Override
    public List<KeyId> revokedFrom(String shop, Set<LineRef> refs) {
        return holdings.revokedFrom(shop, refs);
    }

    @Override
    public List<StoredRefund> refunds(String shop, Set<LineRef> refs) {
        session.boundWaits();
        return refunds.refunds(shop, refs);
    }

    @Override
    public void addRefunds(String shop, List<StoredRefund> told) {
        session.boundWaits();
        session.beforeWrite();
        refunds.add(shop, told);
    }

    @Override
    public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
        return lines.lines(shop, filter, before, beforeLine, limit);
    }

    @Override
    public List<WaitingLine> waitingLines(String shop, Pool pool, long after, int limit) {
        return orders.waitingLines(shop, stock.poolId(shop, pool), after, limit);
    }

    @Override
    public void saveCustomer(String shop, Set<LineRef> refs, String customer) {
        session.boundWaits();
        session.beforeWrite();
        lines.saveCustomer(shop, refs, customer);
    }

    @Override
    public void retire(String shop, List<Retired> retired) {
        session.beforeWrite();
        inventory.retire(shop, retired);
    }

    @Override
    public List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
        return inventory.places(shop, pool, state, after, limit);
    }

    @Override
    public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keyIds) {
        return details.details(shop, keyIds);
    }

    @Override
    public void addEvents(String shop, List<Event> happened) {
        session.beforeWrite();
        events.add(shop, happened);
    }

    @Override
    public List<Event> events(String shop, UUID before, int limit) {
        return events.before(shop, before, limit);
    }

    @Override
    public List<Event> eventsAbout(String shop, KeyId key, UUID before, int limit) {
        return events.about(shop, key, before, limit);
    }
}
