package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.KeyShown;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.store.StoredRefund;
import dev.licencekeys.store.Undelivered;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of databases that can't be started here, too. */
class RenderTest {
    private static final String SHOP = "shop";
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final LineTerms TERMS = new LineTerms(ProductRef.of("p"), "", 1, ShortagePolicy.PARTIAL, false);
    private static final LineCounts COUNTS = new LineCounts(1, 0, 0, 1);
    private static final Pool POOL = Pool.tagged("a");
    private static final PoolRow PLENTY =
            PoolRow.empty(7, POOL, ThresholdPolicy.DEFAULT).withAdded(999);
    private static final PoolRow ALSO_PLENTY =
            PoolRow.empty(6, Pool.tagged("b"), ThresholdPolicy.DEFAULT).withAdded(999);

    /** The server's answer to whatever is asked about keys. */
    private static final KeyId ANY = new KeyId(new UUID(0, 0));

    private static List<String> asked(Database database) throws SQLException {
        FakeServer server = FakeServer.of(database);
        for (int size : new int[] {1, 2}) {
            Session session = new Session(
                    server.connection(),
                    new Memory(),
                    Session.Kind.JOINED,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5));
            everything(new SqlTransaction(session), size);
        }
        return server.asked();
    }

    /** Every operation of the port, each with so many items. */
    private static void everything(StoreTransaction tx, int size) {
        List<LineRef> lines = items(size, i -> new LineRef("order-" + i, "1"));
        List<ProductRef> products = items(size, i -> ProductRef.of("product-" + i));
        List<NewKey> keys = items(size, RenderTest::key);
        Set<Pool> pools = Set.copyOf(items(size, i -> Pool.tagged("tag-" + i)));
        tx.open(SHOP, Set.of("1"), Set.copyOf(products));
        tx.open(SHOP, Set.of("1", "2"), Set.copyOf(products));
        tx.lockLines(SHOP, Set.copyOf(lines));
        tx.readLines(SHOP, Set.copyOf(lines));
        tx.lockPools(SHOP, pools);
        tx.createPools(SHOP, pools);
        tx.addKeys(SHOP, keys);
        tx.readPools(SHOP, pools);
        tx.findKeys(SHOP, Set.copyOf(items(size, i -> key(i).fingerprint())));
        tx.findFolded(SHOP, Set.copyOf(items(size, i -> key(i).fingerprint())));
        tx.findExpired(SHOP, NOW, size);
        tx.takeStock(SHOP, Set.copyOf(items(size, i -> key(i).id())));
        tx.importParts(SHOP, new UUID(1, 1));
        tx.addStock(SHOP, items(size, RenderTest::row));
        tx.savePools(SHOP, List.of(PLENTY, ALSO_PLENTY));
        // Plenty in the first, scarce in the others, whose positions nobody saw.
        tx.claim(SHOP, Map.of(7L, 1), Map.of());
        tx.claim(SHOP, Map.of(6L, 1, 7L, 1), Map.of());
        tx.claim(SHOP, Map.of(8L, 1, 9L, 1), Map.of());
        tx.lockWaiting(SHOP, 7, 0, 10);
        tx.positionsLeaving(SHOP, 7, List.of(3L));
        tx.lockFreePools(SHOP, Set.copyOf(items(size, i -> 70L + i)));
        tx.lockedPools(SHOP, Set.of(7L));
        tx.passedAlerts(SHOP);
        tx.saveDefaultThreshold(SHOP, ThresholdPolicy.OFF);
        tx.defaultThreshold(SHOP);
        tx.poolsBehindDefault(SHOP);
        tx.sampleUsage(SHOP, NOW, NOW, NOW);
        tx.usageSince(SHOP, pools, NOW);
        tx.stock(SHOP, "");
        tx.saveProduct(SHOP, products.get(0), ProductSettings.of(AssignmentMethod.autoGenerated()));
        tx.product(SHOP, products.get(0));
        tx.deleteProduct(SHOP, products.get(0));
        tx.record(SHOP, recording(1));
        tx.record(SHOP, ordinary(size));
        tx.proofs(SHOP);
        StoredProof proof = new StoredProof(KeyProtection.plaintext().prove(), StoredProof.NOWHERE);
        try {
            tx.lockProof(SHOP, proof.proof());
        } catch (StoreException e) {
            // Some databases ask for what they were just told, of which this server knows nothing.
            assertThat(e).hasMessageContaining("proof");
        }
        tx.saveProof(SHOP, proof);
        tx.deleteProof(SHOP, proof);
        tx.keys(SHOP, StoredProof.NOWHERE, size);
        tx.countKeys(SHOP, StoredProof.NOWHERE);
        tx.reseal(SHOP, items(size, RenderTest::reseal));
        tx.stock(SHOP, "part");
        Set<KeyId> ids = Set.copyOf(items(size, i -> key(i).id()));
        tx.details(SHOP, ids);
        for (KeyState state : KeyState.values()) {
            tx.places(SHOP, Pool.untagged(), state, KeyCursor.START, size);
        }
        tx.retire(SHOP, items(size, i -> new Retired(key(i).id(), 7, NOW)));
        tx.poolUse(SHOP, 7);
        tx.reveal(SHOP, lines.get(0), NOW);
        assertThat(tx.takeBack(SHOP, lines.get(0), Set.of(ANY))).hasSize(1);
        tx.hold(SHOP, List.of(held(1)));
        tx.revoke(SHOP, items(size, i -> new Revoked(held(i), NOW)));
        assertThat(tx.unrevoke(SHOP, lines.get(0), ANY)).isPresent();
        tx.revokedFrom(SHOP, Set.copyOf(lines));
        tx.refunds(SHOP, Set.copyOf(lines));
        tx.addRefunds(SHOP, items(size, i -> new StoredRefund(lines.get(i - 1), "refund", 1, NOW)));
        for (LineFilter filter : List.of(
                new LineFilter.All(),
                new LineFilter.OfCustomer("customer"),
                new LineFilter.OfProduct(ProductRef.of("p")),
                new LineFilter.OfProduct(ProductRef.of("p", "v")))) {
            tx.lines(SHOP, filter, NOW, lines.get(0), size);
        }
        tx.waitingLines(SHOP, Pool.untagged(), 0, size);
        tx.saveCustomer(SHOP, Set.copyOf(lines), "customer");
        tx.renamePool(SHOP, 7, POOL);
        tx.deletePool(SHOP, 7);
        tx.addEvents(SHOP, items(size, i -> new KeyShown(new UUID(3, i), NOW, new Act("who", "why"), key(i).id())));
        tx.events(SHOP, new UUID(3, 3), size);
        tx.eventsAbout(SHOP, key(1).id(), new UUID(3, 3), size);
        UUID holder = new UUID(4, 4);
        tx.lease(SHOP, 0, holder, NOW, NOW);
        tx.renew(SHOP, 1, holder, NOW);
        tx.undelivered(SHOP, 1, 0, size);
        tx.delivered(SHOP, 1, Set.copyOf(items(size, i -> (long) i)));
        tx.saveUndelivered(
                SHOP,
                1,
                new Undelivered(1, holder, Optional.empty(), "topic", 1, Optional.of(NOW), Set.of("mail"), "failure"),
                Undelivered.PARKED);
    }

    private static HeldKey held(int i) {
        LineRef line = new LineRef("order-" + i, "1");
        return new HeldKey(key(i).id(), line, 1, 7, NOW, Optional.empty(), Optional.empty());
    }

    private static Reseal reseal(int i) {
        SealedKey key = new SealedKey(key(i).id(), key(i).value(), key(i).fingerprint());
        return new Reseal(key, key);
    }

    /** New lines that get keys from stock. */
    private static Recording ordinary(int size) {
        List<Recording> one = items(size, RenderTest::recording);
        return new Recording(
                one.stream().flatMap(each -> each.newLines().stream()).toList(),
                List.of(),
                List.of(),
                one.stream().flatMap(each -> each.assignments().stream()).toList(),
                one.stream().flatMap(each -> each.taken().stream()).toList());
    }

    private static Recording recording(int i) {
        LineRef line = new LineRef("order-" + i, "1");
        return new Recording(
                List.of(new NewLine(line, Optional.of(TERMS), COUNTS, Set.of(7L), NOW)),
                List.of(
                        new ChangedLine(new LineRef("order-0", "1"), Optional.of(TERMS), COUNTS, Set.of(7L)),
                        new ChangedLine(new LineRef("order-00", "1"), Optional.empty(), LineCounts.NONE, Set.of())),
                List.of(key(i)),
                List.of(new Assignment(key(i).id(), line, 1, 7, NOW)),
                List.of(row(i)));
    }

    private static NewKey key(int i) {
        SealedValue value = new SealedValue(new byte[] {(byte) i});
        Fingerprint fingerprint = new Fingerprint(new byte[Fingerprint.LENGTH]);
        return new NewKey(new KeyId(new UUID(0, i)), value, fingerprint, NewKey.GENERATED, "", NOW);
    }

    private static StockRow row(int i) {
        return new StockRow(7, i, key(i).id(), key(i).value());
    }

    private static <T> List<T> items(int size, IntFunction<T> item) {
        return IntStream.rangeClosed(1, size).mapToObj(item).toList();
    }

    /** An emulated LIMIT numbers the rows in a sub-query, where FOR UPDATE locks nothing. */
    @ParameterizedTest
    @EnumSource
    void nothingIsEmulated(Database database) throws SQLException {
        assertThat(asked(database))
                .hasSizeGreaterThan(40)
                .allSatisfy(sql ->
                        assertThat(sql.toLowerCase(Locale.ROOT)).doesNotContain("row_number", " over (", "using dual"));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatementNamesTheShop(Database database) throws SQLException {
        assertThat(asked(database))
                .filteredOn(sql -> sql.contains("licence_") && !sql.contains("licence_schema"))
                .hasSizeGreaterThan(40)
                .allSatisfy(sql -> assertThat(sql).contains("shop_id"));
    }

    @ParameterizedTest
    @EnumSource
    void claimsLockWhatTheyRead(Database database) throws SQLException {
        List<String> claims = asked(database).stream()
                .filter(sql -> sql.contains("sealed_value") && sql.contains("claimed") && sql.contains("licence_stock"))
                .toList();
        Stream<String> plenty = claims.stream().filter(sql -> sql.contains("for update skip locked"));
        Stream<String> scarce = claims.stream().filter(sql -> sql.contains("for update)"));
        if (database == Database.H2) {
            assertThat(claims).isNotEmpty().noneMatch(sql -> sql.contains("for update"));
        } else {
            assertThat(plenty).as("claims with plenty").isNotEmpty();
            assertThat(scarce).as("claims with scarce keys").isNotEmpty();
        }
        assertThat(claims).allMatch(sql -> sql.contains("materialized") == database.savepointFreesLocks());
    }

    /** The limit stands within the query that locks, so that no more than wanted is locked. */
    @ParameterizedTest
    @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
    void limitsStandBesideTheLock(Database database) throws SQLException {
        assertThat(asked(database).stream().filter(sql -> sql.contains("skip locked") && sql.contains("claimed")))
                .isNotEmpty()
                .allMatch(
                        sql -> sql.matches(
                                ".*order by shop_id,( licence_stock.)? pool_id, position (limit \\?|fetch next \\? rows only) for update skip locked.*"));
    }

    @ParameterizedTest
    @EnumSource
    void noStatementNamesAValue(Database database) throws SQLException {
        assertThat(asked(database)).noneMatch(sql -> sql.contains("order-") || sql.contains("product-"));
    }
}
