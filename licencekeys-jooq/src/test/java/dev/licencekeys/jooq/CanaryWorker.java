package dev.licencekeys.jooq;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.key.Secret;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells keys that can be recognised, and provokes what databases refuse, in a process whose logs {@link SecrecyTest} reads. */
final class CanaryWorker {
    /** Every key that is stored readable begins with it. */
    static final String CANARY = "YELLOWBIRD";

    /** Every key that is encrypted begins with it: a word of its own, since servers keep what they have seen. */
    static final String ENCRYPTED_CANARY = "HIDDENBIRD";

    /** What the worker says when it has done everything. */
    static final String DONE = "the worker is done";

    private static final Logger LOG = LoggerFactory.getLogger(CanaryWorker.class);
    private static final int LONGER_THAN_ANY_COLUMN = 5_000;

    private final String shop;
    private final boolean encrypted;

    private CanaryWorker(String shop, boolean encrypted) {
        this.shop = shop;
        this.encrypted = encrypted;
    }

    /**
     * Works.
     *
     * @param args URL, user, password, the shop, and whether keys are encrypted
     */
    public static void main(String[] args) throws Exception {
        new CanaryWorker(args[3], Boolean.parseBoolean(args[4])).work(new Address(args[0], args[1], args[2]));
        LOG.info(DONE);
        System.exit(0);
    }

    private void work(Address address) throws SQLException {
        if (encrypted) {
            logEverything();
        }
        Schema.on(address.dataSource()).migrate();
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(2)))) {
            KeyProtection protection = encrypted ? newSecrets() : KeyProtection.plaintext();
            LicenceKeys keys = LicenceKeys.builder(store, protection).shop(shop).build();
            sell(keys);
            try (Connection host = address.begin()) {
                sell(keys.with(store.within(Transactions.joining(host))));
                host.rollback();
            }
            UnusualCalls.provoke(shop, canary(), protection, address);
            // Its columns have no limit.
            boolean postgreSql = address.url().startsWith("jdbc:postgresql:");
            provoke(store, postgreSql);
            if (postgreSql) {
                breakWhileStoringAnew(address, store);
            }
        }
    }

    /** The drivers, too: what they are given is sealed. */
    private static void logEverything() {
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        root.setLevel(Level.ALL);
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    private static KeyProtection newSecrets() {
        byte[] first = new byte[Secret.LENGTH];
        byte[] second = new byte[Secret.LENGTH];
        new SecureRandom().nextBytes(first);
        new SecureRandom().nextBytes(second);
        return KeyProtection.encrypted(KeyRing.of(Secret.ofBytes("1", first), Secret.ofBytes("2", second)));
    }

    private String canary() {
        return encrypted ? ENCRYPTED_CANARY : CANARY;
    }

    private void sell(LicenceKeys keys) {
        String canary = canary();
        LOG.info(
                "uploaded: {}",
                keys.stock().upload("p", IntStream.range(0, 20).mapToObj(i -> canary + "-UPLOADED-" + i)));
        keys.products().set("p", AssignmentMethod.specificTag("p"));
        for (int quantity : new int[] {1, 1, 5, 30}) {
            Fulfilment answer = keys.fulfil(Order.of("1", OrderLine.of("1", "p", quantity)));
            LOG.info("answered: {}, {}", answer, answer.keys());
        }
        LOG.info("filled: {}", keys.stock().upload("p", IntStream.range(0, 20).mapToObj(i -> canary + "-FILLED-" + i)));
        failing("another product", () -> keys.fulfil(Order.of("1", OrderLine.of("1", "q", 1))));
    }

    /** What only a fault of ours would write, and databases like to quote. */
    private void provoke(JooqLicenceKeyStore store, boolean postgreSql) {
        work(store, "a position taken twice", tx -> {
            StockRow row = claim(tx);
            tx.addStock(shop, List.of(row));
        });
        work(store, "a key given twice", tx -> {
            StockRow row = claim(tx);
            tx.record(shop, giving(row, "first", List.of()));
            tx.record(shop, giving(row, "second", List.of()));
        });
        work(store, "a generated key that is known", tx -> {
            StockRow row = claim(tx);
            NewKey key = newKey(row.value());
            tx.record(shop, giving(row, "third", List.of(key, key)));
        });
        if (!encrypted && !postgreSql) {
            byte[] large = CANARY.repeat(LONGER_THAN_ANY_COLUMN).getBytes(StandardCharsets.UTF_8);
            work(store, "a value that is too long", tx -> {
                StockRow row = claim(tx);
                tx.record(shop, giving(row, "fourth", List.of(newKey(new SealedValue(large)))));
            });
        }
    }

    /** What goes over a connection when it breaks is what drivers and pools like to log. */
    private void breakWhileStoringAnew(Address address, JooqLicenceKeyStore store) throws SQLException {
        SealedKey key =
                store.transact(tx -> tx.keys(shop, StoredProof.NOWHERE, 1).get(0));
        SealedKey changed = new SealedKey(key.id(), key.value(), new Fingerprint(new byte[Fingerprint.LENGTH]));
        Future<Integer> resealed;
        try (Connection other = address.begin();
                Connection admin = address.connect();
                PreparedStatement terminate = admin.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like 'update licence_key%' and datname = current_database()")) {
            store.within(Transactions.joining(other)).transact(tx -> tx.addKeys(shop, List.of(newKey(key.value()))));
            resealed = CompletableFuture.supplyAsync(() ->
                    store.transact(tx -> tx.reseal(shop, List.of(new Reseal(key, changed)))));
            boolean isBroken = false;
            while (!isBroken && !resealed.isDone()) {
                try (ResultSet terminated = terminate.executeQuery()) {
                    isBroken = terminated.next();
                }
            }
            other.rollback();
        }
        try {
            LOG.info("stored anew after the connection broke: {}", resealed.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            LOG.error("not stored anew", e);
        }
    }

    private StockRow claim(StoreTransaction tx) {
        Pool pool = Pool.tagged("p");
        PoolRow row = tx.lockPools(shop, Set.of(pool)).values().iterator().next();
        return tx.claim(shop, Map.of(row.id(), 1), Map.of())
                .getOrDefault(row.id(), List.of())
                .get(0);
    }

    private static NewKey newKey(SealedValue value) {
        byte[] fingerprint = new byte[Fingerprint.LENGTH];
        return new NewKey(
                new KeyId(UUID.randomUUID()), value, new Fingerprint(fingerprint), NewKey.GENERATED, "", Instant.now());
    }

    private static Recording giving(StockRow row, String order, List<NewKey> keys) {
        LineRef line = new LineRef(order, "1");
        Instant now = Instant.now();
        return new Recording(
                List.of(new Recording.NewLine(
                        line,
                        Optional.of(new LineTerms(ProductRef.of("p"), "", 1, ShortagePolicy.PARTIAL, false)),
                        new LineCounts(1, 0, 0, 0),
                        Set.of(),
                        now)),
                List.of(),
                keys,
                List.of(new Recording.Assignment(row.key(), line, 1, row.poolId(), now)),
                List.of(row));
    }

    private static void work(JooqLicenceKeyStore store, String what, Consumer<StoreTransaction> work) {
        failing(
                what,
                () -> store.transact(tx -> {
                    work.accept(tx);
                    return what;
                }));
    }

    private static void failing(String what, Runnable call) {
        try {
            call.run();
            LOG.error("not refused: {}", what);
        } catch (RuntimeException e) {
            LOG.error("refused: {}", what, e);
        }
    }
}
