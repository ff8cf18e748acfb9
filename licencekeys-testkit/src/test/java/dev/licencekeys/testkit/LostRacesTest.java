package dev.licencekeys.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is told to a person, or a host, whose look at a key was overtaken by somebody else: to try again, and nothing is
 * changed. Stores make such moments rare; here they always come.
 */
class LostRacesTest {
    private static final Act ACT = new Act("who", "why");

    // Without patience: whoever is to try again is told so at once.
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore(Duration.ZERO);
    private final LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());

    @BeforeEach
    void sell() {
        keys.stock().upload("a", Stream.of("one", "two", "three"));
        keys.products().set("p", AssignmentMethod.specificTag("a"));
        keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2)));
    }

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    private LicenceKeys overtaken(UnaryOperator<StoreTransaction> by) {
        return keys.with(new SpoiltTransactions.SpoiltStore(store, by));
    }

    private void requireTryAgain(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(keys.orders().lines("1").get(0).keys()).hasSize(2);
        assertThat(keys.fulfil(Order.of("2", OrderLine.of("1", "p", 1))).isComplete())
                .as("the key in stock is still there")
                .isTrue();
    }

    @Test
    void aKeyThatLeftItsLineIsNotTakenFromIt() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> wanted) {
                return List.of();
            }
        });
        requireTryAgain(() -> late.support().withdraw(id("one"), Withdrawal.REVOKE, ACT));
        keys.fulfil(Order.of("3", OrderLine.of("1", "p", 1)));
        assertThatThrownBy(() -> late.support().move(id("one"), "3", "1", ACT)).isInstanceOf(StoreException.class);
    }

    @Test
    void aKeyThatMovedBeforeItsLineWasLockedIsNotTaken() {
        AtomicInteger looks = new AtomicInteger();
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> wanted) {
                Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, wanted));
                if (looks.incrementAndGet() > 1) {
                    details.replaceAll((key, known) -> elsewhere(known));
                }
                return details;
            }
        });
        requireTryAgain(() -> late.support().withdraw(id("one"), Withdrawal.REVOKE, ACT));
    }

    private static KeyDetails elsewhere(KeyDetails known) {
        KeyDetails.Holder before = known.holder().orElseThrow();
        return with(
                known,
                known.state(),
                Optional.of(new KeyDetails.Holder(
                        new LineRef("9", "1"),
                        before.customer(),
                        before.since(),
                        before.revealedAt(),
                        before.revokedAt())));
    }

    private static KeyDetails with(KeyDetails known, KeyState state, Optional<KeyDetails.Holder> holder) {
        return new KeyDetails(
                known.id(),
                known.value(),
                state,
                known.pool(),
                known.position(),
                known.note(),
                known.importId(),
                known.at(),
                known.expiry(),
                holder);
    }

    @Test
    void aLineThatIsGoneGivesNoKeyAway() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StoredLine> lockLines(String shop, Set<LineRef> lines) {
                return List.of();
            }
        });
        requireTryAgain(() -> late.support().withdraw(id("one"), Withdrawal.REVOKE, ACT));
        keys.support().revoke(id("one"), ACT);
        assertThatThrownBy(() -> late.support().reinstate(id("one"), ACT))
                .isInstanceOf(ActRefusedException.class)
                .hasMessage("order \"1\", line \"1\" is not on record");
    }

    @Test
    void aRevokedKeyComesBackOnce() {
        keys.support().revoke(id("one"), ACT);
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
                return Optional.empty();
            }
        });
        assertThatThrownBy(() -> late.support().reinstate(id("one"), ACT))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(keys.orders().lines("1").get(0).keys()).hasSize(1);
    }

    @Test
    void aLineThatComesJustNowIsAskedForAgain() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Recorded record(String shop, Recording recording) {
                return new Recorded(true);
            }
        });
        requireTryAgain(() -> late.support().move(id("one"), "4", "1", ACT));
        requireTryAgainLater(late);
    }

    private static void requireTryAgainLater(LicenceKeys late) {
        assertThatThrownBy(() -> late.refund(Refund.of("r", "5", "1", 1)))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isTrue());
    }

    @Test
    void anOrderThatComesTwiceAtOnceLooksAgain() {
        AtomicInteger recordings = new AtomicInteger();
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Recorded record(String shop, Recording recording) {
                return recordings.incrementAndGet() == 1 ? new Recorded(true) : super.record(shop, recording);
            }
        });
        Order order = Order.of("6", OrderLine.of("1", "p", 3));
        Fulfilment answer = late.fulfil(order);
        assertThat(answer.keys()).hasSize(1);
        assertThat(answer.line("1").waiting()).isEqualTo(2);
        assertThat(recordings).hasValue(2);
        assertThat(keys.fulfil(order).keys()).extracting(AssignedKey::id).isEqualTo(ids(answer));
        LicenceKeys never = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Recorded record(String shop, Recording recording) {
                return new Recorded(true);
            }
        });
        assertThatThrownBy(() -> never.fulfil(Order.of("7", OrderLine.of("1", "p", 1))))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isTrue());
    }

    @Test
    void anOrderWhoseTwinWasFasterIsAnsweredAsThat() {
        Order order = Order.of("6", OrderLine.of("1", "p", 1));
        AtomicInteger recordings = new AtomicInteger();
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Recorded record(String shop, Recording recording) {
                Recorded recorded = super.record(shop, recording);
                return recordings.incrementAndGet() == 1 ? new Recorded(true) : recorded;
            }
        });
        Fulfilment answer = late.fulfil(order);
        assertThat(answer.keys()).extracting(key -> key.key().reveal()).containsExactly("three");
        assertThat(recordings)
                .as("the second look found what the first had missed")
                .hasValue(1);
    }

    private static List<KeyId> ids(Fulfilment fulfilment) {
        return fulfilment.keys().stream().map(AssignedKey::id).toList();
    }

    @Test
    void aKeyThatWasSeenMeanwhileDoesNotReturnToStock() {
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> wanted) {
                return super.takeBack(shop, line, wanted).stream()
                        .map(held -> held.seen(Instant.EPOCH))
                        .toList();
            }
        });
        requireTryAgain(() -> late.refund(Refund.of("r", "1", "1", 1).with(RefundPolicy.RETURN_UNREVEALED)));
    }

    @Test
    void aChosenKeyThatSomebodyElseTookOrMovedIsNotGiven() {
        keys.products().set("made", AssignmentMethod.autoGenerated());
        keys.fulfil(Order.of("9", OrderLine.of("1", "p", 1)));
        keys.support().revoke(keys.orders().lines("9").get(0).keys().get(0).id(), ACT);
        keys.stock().upload("b", Stream.of("chosen"));
        KeyId chosen = id("chosen");
        assertThat(refusal(chosen, Optional::of)).contains("just took or moved the key " + chosen);
        assertThat(refusal(chosen, known -> Optional.empty())).contains("just took or moved the key " + chosen);
        assertThat(refusal(chosen, known -> Optional.of(retired(known))))
                .isEqualTo("the key " + chosen + " is RETIRED; choose one that is available");
        assertThat(keys.stock().pool(Pool.tagged("b")).available()).isEqualTo(1);
    }

    /** What somebody reads who chose a key, found it in stock, and then found this. */
    private String refusal(KeyId chosen, Function<KeyDetails, Optional<KeyDetails>> then) {
        AtomicInteger looks = new AtomicInteger();
        LicenceKeys late = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> wanted) {
                Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, wanted));
                if (looks.incrementAndGet() > 1) {
                    then.apply(requireNonNull(details.remove(chosen)))
                            .ifPresent(changed -> details.put(chosen, changed));
                }
                return details;
            }

            @Override
            public List<StockRow> takeStock(String shop, Set<KeyId> wanted) {
                return List.of();
            }
        });
        ActRefusedException refused = catchThrowableOfType(
                ActRefusedException.class, () -> late.support().assign(chosen, "9", "1", ACT));
        return requireNonNull(refused.getMessage());
    }

    private static KeyDetails retired(KeyDetails known) {
        return with(known, KeyState.RETIRED, known.holder());
    }

    /** Rather than go on with half of what there is. */
    @Test
    void aStoreThatLeavesOutWhatItWasAskedIsFoundOut() {
        LicenceKeys noLines = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
                return List.of();
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> noLines.refund(Refund.of("r", "1", "1", 1)))
                .withMessageContaining("left out the line");
        LicenceKeys otherPool = overtaken(tx -> new ForwardingTransaction(tx) {
            @Override
            public List<StockRow> takeStock(String shop, Set<KeyId> wanted) {
                return super.takeStock(shop, wanted).stream()
                        .map(row -> row.at(4711, 1))
                        .toList();
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> otherPool.inventory().retire(Set.of(id("three")), ACT))
                .withMessageContaining("a pool that is not locked");
        assertThat(keys.inventory().find("three").orElseThrow().state()).isEqualTo(KeyState.AVAILABLE);
    }
}
