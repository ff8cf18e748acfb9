package dev.licencekeys.testkit;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** What the port has for people and for those who are told: acts by hand, look-ups, policies, events and their delivery. */
abstract sealed class InMemorySupport implements StoreTransaction permits InMemorySession {
    final InMemoryTables tables;
    final UndoLog undo;

    InMemorySupport(InMemoryTables tables, UndoLog undo) {
        this.tables = tables;
        this.undo = undo;
    }

    @Override
    public Set<Pool> passedAlerts(String shop) {
        return policiesOf(shop).passedAlerts();
    }

    @Override
    public ThresholdPolicy defaultThreshold(String shop) {
        return tables.shop(shop).defaultThreshold;
    }

    @Override
    public void saveDefaultThreshold(String shop, ThresholdPolicy policy) {
        policiesOf(shop).saveDefault(policy);
    }

    @Override
    public Set<Pool> poolsBehindDefault(String shop) {
        return policiesOf(shop).behindDefault();
    }

    @Override
    public void sampleUsage(String shop, Instant now, Instant unlessSince, Instant forgetBefore) {
        policiesOf(shop).sample(now, unlessSince, forgetBefore);
    }

    @Override
    public Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since) {
        return policiesOf(shop).usageSince(pools, since);
    }

    @Override
    public OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
        return tables.shop(shop).outbox.lease(undo, from, holder, now, until);
    }

    @Override
    public boolean renew(String shop, int part, UUID holder, Instant until) {
        return tables.shop(shop).outbox.renew(undo, part, holder, until);
    }

    @Override
    public List<Undelivered> undelivered(String shop, int part, long after, int limit) {
        return tables.shop(shop).outbox.undelivered(part, after, limit);
    }

    @Override
    public void delivered(String shop, int part, Set<Long> seqs) {
        tables.shop(shop).outbox.delivered(undo, part, seqs);
    }

    @Override
    public boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart) {
        return tables.shop(shop).outbox.save(undo, part, changed, newPart);
    }

    @Override
    public List<StoredText> texts(String shop, Set<ProductRef> products) {
        return new InMemoryTexts(tables.shop(shop), undo).of(products);
    }

    @Override
    public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
        new InMemoryTexts(tables.shop(shop), undo).save(scope, words);
    }

    private InMemoryPolicies policiesOf(String shop) {
        return new InMemoryPolicies(tables.shop(shop), undo);
    }

    @Override
    public void reveal(String shop, LineRef line, Instant at) {
        inventoryOf(shop).reveal(line, at);
    }

    private InMemoryHoldings holdingsOf(String shop) {
        return new InMemoryHoldings(tables.shop(shop), undo);
    }

    @Override
    public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
        return holdingsOf(shop).takeBack(line, keys);
    }

    @Override
    public void hold(String shop, List<HeldKey> keys) {
        holdingsOf(shop).hold(keys);
    }

    @Override
    public void revoke(String shop, List<Revoked> keys) {
        holdingsOf(shop).revoke(keys);
    }

    @Override
    public Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
        return holdingsOf(shop).unrevoke(line, key);
    }

    @Override
    public List<KeyId> revokedFrom(String shop, Set<LineRef> lines) {
        return holdingsOf(shop).revokedFrom(lines);
    }

    @Override
    public List<StoredRefund> refunds(String shop, Set<LineRef> lines) {
        return holdingsOf(shop).refunds(lines);
    }

    @Override
    public void addRefunds(String shop, List<StoredRefund> refunds) {
        holdingsOf(shop).addRefunds(refunds);
    }

    @Override
    public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
        return holdingsOf(shop).lines(filter, before, beforeLine, limit);
    }

    @Override
    public void saveCustomer(String shop, Set<LineRef> lines, String customer) {
        holdingsOf(shop).saveCustomer(lines, customer);
    }

    @Override
    public void retire(String shop, List<Retired> keys) {
        inventoryOf(shop).retire(keys);
    }

    final InMemoryInventory inventoryOf(String shop) {
        return new InMemoryInventory(tables.shop(shop), undo);
    }

    @Override
    public List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
        return inventoryOf(shop).places(pool, state, after, limit);
    }

    @Override
    public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
        return inventoryOf(shop).details(keys);
    }

    @Override
    public void addEvents(String shop, List<Event> events) {
        InMemoryShop rows = tables.shop(shop);
        events.forEach(event -> rows.write(undo, event));
    }

    @Override
    public List<Event> events(String shop, UUID before, int limit) {
        return tables.shop(shop).events.headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Event> eventsAbout(String shop, KeyId key, UUID before, int limit) {
        return tables.shop(shop).events.headMap(before, false).descendingMap().values().stream()
                .filter(event -> event.aboutKey().filter(key::equals).isPresent())
                .limit(limit)
                .toList();
    }
}
