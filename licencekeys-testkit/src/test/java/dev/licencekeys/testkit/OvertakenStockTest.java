package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As {@link LostRacesTest}, of whoever looks at stock, or puts keys into it. */
class OvertakenStockTest {
    private static final Act ACT = new Act("who", "why");

    private final SettableTime time = new SettableTime(Instant.parse("2026-06-01T00:00:00Z"));

    // Without patience: whoever is to try again is told so at once.
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore(Duration.ZERO);
    private final LicenceKeys keys = shop(store);

    private LicenceKeys shop(LicenceKeyStore of) {
        return LicenceKeys.builder(of, KeyProtection.plaintext()).clock(time).build();
    }

    private LicenceKeys overtaken(UnaryOperator<StoreTransaction> by) {
        return shop(new SpoiltTransactions.SpoiltStore(store, by));
    }

    @BeforeEach
    void upload() {
        keys.stock().upload("a", Stream.of("one"));
        keys.products().set("p", AssignmentMethod.specificTag("a"));
    }

    private void requireTryAgain(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(keys.stock().pool(Pool.tagged("a")).available()).isEqualTo(1);
    }

    @Test
    void expiredKeysThatSomebodyElseTookAreNotRetiredAgain() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StockRow> takeStock(String shop, Set<KeyId> wanted) {
                return List.of();
            }
        });
        Instant end = time.instant().plusSeconds(1);
        keys.stock()
                .importKeys(
                        intake -> intake.accept(new Entry(1, "expiring", "", "", Optional.of(end))),
                        ImportOptions.into("b"));
        keys.products().set("q", AssignmentMethod.specificTag("b"));
        time.advance(Duration.ofSeconds(1));
        requireTryAgain(() -> late.fulfil(Order.of("8", OrderLine.of("1", "q", 1))));
        assertThat(late.stock().retireExpired()).as("retired by this call").isZero();
    }

    /** It lay there when the place was read, and does not any more when the key is. */
    @Test
    void aKeyThatIsGivenWhileKeysAreListedIsLeftOut() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> wanted) {
                Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, wanted));
                details.replaceAll((key, known) -> given(known));
                return details;
            }
        });
        assertThat(late.inventory()
                        .keys(Pool.tagged("a"), KeyState.AVAILABLE, KeyCursor.START, 10)
                        .keys())
                .isEmpty();
    }

    private static KeyDetails given(KeyDetails known) {
        return new KeyDetails(
                known.id(),
                known.value(),
                KeyState.ASSIGNED,
                known.pool(),
                known.position(),
                known.note(),
                known.importId(),
                known.at(),
                known.expiry(),
                known.holder());
    }

    @Test
    void aNameThatWasJustTakenIsRefused() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public boolean renamePool(String shop, long pool, Pool name) {
                return false;
            }
        });
        assertThatThrownBy(() -> late.inventory().rename("a", "b", ACT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"b\" has a pool already");
    }

    @Test
    void aKeyThatSomebodyElseStoredAndForgotIsImportedAgain() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Set<KeyId> addKeys(String shop, List<NewKey> wanted) {
                return Set.of();
            }
        });
        requireTryAgain(() -> late.stock().upload("a", Stream.of("new")));
    }

    /** Others of its lines may have been taken for repeats of it. */
    @Test
    void aTwinThatSomebodyElseStoredMakesAnImportBeginAgain() {
        keys.stock().ignoreCase(Pool.tagged("any"));
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Set<KeyId> addKeys(String shop, List<NewKey> wanted) {
                Set<KeyId> unused = super.addKeys(shop, wanted);
                return Set.of();
            }
        });
        requireTryAgain(() -> late.stock().upload("any", Stream.of("new")));
        assertThat(late.stock().upload("a", Stream.of("new")).added())
                .as("added where case counts")
                .isEqualTo(1);
    }

    @Test
    void aKeyThatSomebodyElseTookIsNotMovedToAPoolThatIgnoresCase() {
        keys.stock().ignoreCase(Pool.tagged("any"));
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StockRow> takeStock(String shop, Set<KeyId> wanted) {
                return List.of();
            }
        });
        requireTryAgain(() -> upload(late, "any", "one"));
    }

    @Test
    void anImportIntoAPoolThatWasDeletedMeanwhileBeginsAgain() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
                Map<Pool, PoolRow> there = new HashMap<>(super.lockPools(shop, pools));
                there.remove(Pool.tagged("b"));
                return there;
            }
        });
        requireTryAgain(() -> upload(late, "b", "new"));
    }

    private ImportReport upload(LicenceKeys to, String tag, String key) {
        return to.stock()
                .importKeys(
                        KeySupply.of(Stream.of(key)), ImportOptions.into(tag).onDuplicate(DuplicatePolicy.MOVE));
    }

    @Test
    void aPoolThatWasDeletedMeanwhileIsNotLookedAfter() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Set<Pool> passedAlerts(String shop) {
                return Set.of(Pool.tagged("deleted"));
            }
        });
        try (EventDelivery delivery = late.delivery().to("nobody", event -> {}).build()) {
            assertThat(delivery.deliver().failed()).isZero();
        }
        assertThat(keys.stock().pools()).extracting(PoolStock::pool).containsExactly(Pool.tagged("a"));
    }
}
