package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.pool.CsvStyle;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.SettableTime;
import dev.licencekeys.text.KeyText;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What core itself says of the keys in stock, whatever the store. */
class StockRulesTest {
    private static final Act ACT = new Act("who", "why");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    @Test
    void anUndoneImportTellsHowManyKeysItForgot() {
        ImportReport report = keys.stock().upload("a", Stream.of("one", "two", "three"));
        assertThat(keys.stock().undoImport(report.id())).isEqualTo(3);
        assertThat(keys.stock().undoImport(report.id())).isZero();
    }

    @Test
    void nothingIsMovedToAPoolThatDoesNotExist() {
        shop.upload("a", 1);
        for (Set<KeyId> some : List.of(Set.<KeyId>of(), Set.of(id("a-1")))) {
            assertThatThrownBy(() -> keys.inventory().move(some, Pool.tagged("b"), ACT))
                    .isInstanceOf(UnknownPoolException.class);
        }
        assertThatThrownBy(() -> keys.inventory().moveAll(Pool.tagged("a"), Pool.tagged("b"), ACT))
                .isInstanceOf(UnknownPoolException.class);
        assertThat(shop.available("a")).isEqualTo(1);
    }

    @Test
    void manyKeysAreMovedOneBatchAfterTheOther() {
        shop.upload("a", 1_050);
        keys.stock().createPool("b");
        List<KeyId> all =
                keys.inventory().keys(Pool.tagged("a"), KeyState.AVAILABLE, KeyCursor.START, 1_000).keys().stream()
                        .map(KeyRecord::id)
                        .collect(Collectors.toCollection(ArrayList::new));
        for (int number = 1_001; number <= 1_050; number++) {
            all.add(id("a-" + number));
        }
        StockChange change = keys.inventory().move(all, Pool.tagged("b"), ACT);
        assertThat(change.changed()).isEqualTo(1_050);
        assertThat(change.left()).isEmpty();
    }

    @Test
    void aPoolThatIsMovedToItselfLeavesNothingBehind() {
        shop.upload("a", 3);
        assertThat(keys.inventory().moveAll(Pool.tagged("a"), Pool.tagged("a"), ACT))
                .isEqualTo(new StockChange(0, Set.of(), List.of(), List.of()));
    }

    @Test
    void keysThatDifferInCaseMoveTogetherWhereCaseCounts() {
        keys.stock().upload("a", Stream.of("Key", "KEY"));
        keys.stock().createPool("b");
        StockChange change = keys.inventory().moveAll(Pool.tagged("a"), Pool.tagged("b"), ACT);
        assertThat(change.changed()).isEqualTo(2);
        assertThat(change.left()).isEmpty();
    }

    @Test
    void figuresOfAllPoolsAreMeasuredAndThoseOfSomeAreNot() {
        shop.upload("a", 1);
        shop.upload("b", 1);
        List<List<Pool>> told = new ArrayList<>();
        LicenceKeys measured = LicenceKeys.builder(shop.store(), KeyProtection.plaintext())
                .shop(shop.id())
                .metrics(new Metrics() {
                    @Override
                    public void stockRead(String id, List<PoolStock> pools) {
                        told.add(pools.stream().map(PoolStock::pool).toList());
                    }
                })
                .build();
        measured.stock().pools("a");
        assertThat(told).isEmpty();
        measured.stock().pools();
        assertThat(told).containsExactly(List.of(Pool.tagged("a"), Pool.tagged("b")));
    }

    @Test
    void exhaustionIsToldOnceWhateverBecameOfThePolicy() {
        shop.sells("p", 2);
        keys.stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atPercent(10, 90));
        shop.order("1", "p", 2);
        keys.stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atKeysLeft(1));
        assertThat(shop.eventsButImports())
                .filteredOn(PoolExhausted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void ofAPoolThatDoesNotExistNothingIsExported() {
        StringWriter out = new StringWriter();
        assertThatThrownBy(
                        () -> keys.inventory().export(Pool.tagged("a"), KeyState.AVAILABLE, CsvStyle.EXACT, out, ACT))
                .isInstanceOf(UnknownPoolException.class);
        assertThat(out.toString()).isEmpty();
        assertThat(shop.eventsButImports()).isEmpty();
    }

    @Test
    void theOrderThatMeetsExpiredKeysIsToldWhatTheyLeave() {
        shop.sells("p", "p");
        Instant end = Instant.parse("2026-06-01T00:00:00Z");
        keys.stock()
                .importKeys(
                        intake -> {
                            for (int line = 1; line <= 4; line++) {
                                intake.accept(new Entry(line, "expiring-" + line, "", "", Optional.of(end)));
                            }
                        },
                        ImportOptions.into("p"));
        shop.upload("p", 2);
        keys.stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atKeysLeft(2));
        shop.clock().set(end);
        assertThat(shop.order("1", "p", 1).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.total()).isEqualTo(2);
            assertThat(warning.available()).isEqualTo(2);
        });
        assertThat(shop.order("2", "p", 1).warnings()).isEmpty();
    }

    @Test
    void asManyGroupsOfLookAlikesAreListedAsAreAskedFor() {
        keys.stock().upload("a", Stream.of("AB-O1", "ab01", "C", "DO", "D0", "eI", "E1", "el", "F"));
        assertThat(keys.inventory().lookAlikes(2)).hasSize(2);
        assertThat(keys.inventory().lookAlikes(3))
                .extracting(group -> group.keys().size())
                .containsExactlyInAnyOrder(2, 2, 3);
        assertThat(keys.inventory().lookAlikes(1_000)).hasSize(3);
    }

    @Test
    void aPoolKeepsItsOwnPolicyThoughItIsTheDefault() {
        shop.upload("a", 5);
        Pool a = Pool.tagged("a");
        ThresholdPolicy policy = keys.stock().defaultThreshold();
        assertThat(keys.stock().pool(a).followsDefault()).isTrue();
        assertThat(keys.stock().warnAt(a, policy)).isEmpty();
        assertThat(keys.stock().pool(a).followsDefault()).isFalse();
        keys.stock().warnByDefault(ThresholdPolicy.atPercent(10));
        assertThat(keys.stock().pool(a).threshold()).isEqualTo(policy);
        keys.stock().warnAsByDefault(a);
        assertThat(keys.stock().pool(a).threshold()).isEqualTo(ThresholdPolicy.atPercent(10));
    }

    @Test
    void aDeliveryTellsTheFiguresOnceAMinute() {
        shop.upload("a", 1);
        List<Integer> told = new ArrayList<>();
        SettableTime time = new SettableTime(Instant.parse("2026-06-01T12:00:00Z"));
        LicenceKeys measured = LicenceKeys.builder(shop.store(), KeyProtection.plaintext())
                .shop(shop.id())
                .clock(time)
                .metrics(new Metrics() {
                    @Override
                    public void stockRead(String id, List<PoolStock> pools) {
                        told.add(pools.size());
                    }
                })
                .build();
        try (EventDelivery delivery =
                measured.delivery().to("nobody", event -> {}).build()) {
            delivery.deliver();
            delivery.deliver();
            assertThat(told).containsExactly(1);
            time.advance(Duration.ofSeconds(59));
            delivery.deliver();
            assertThat(told).hasSize(1);
            time.advance(Duration.ofSeconds(1));
            delivery.deliver();
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void everyLineThatWaitsIsServedOnceKeysAreMadeInstead() {
        shop.sells("p", "p");
        for (int order = 1; order <= 250; order++) {
            shop.order("" + order, "p", 1);
        }
        keys.products().set("p", AssignmentMethod.specificTag("p").thenGenerated());
        assertThat(keys.stock().fillWaiting()).hasSize(250);
        assertThat(values(shop.order("250", "p", 1))).hasSize(1);
    }

    @Test
    void whatCannotBeAKeyIsNoneWhateverTheShopHas() {
        shop.sells("p", "p");
        keys.stock().upload("p", Stream.of("-".repeat(32)));
        shop.order("1", "p", 1);
        assertThat(keys.verifier().isGenuine("-".repeat(32), "")).isTrue();
        for (String noKey : List.of("", "\0", "x".repeat(2_000))) {
            assertThat(keys.verifier().isGenuine(noKey, "")).isFalse();
            assertThat(keys.verifier().verify(noKey)).isEmpty();
        }
    }

    @Test
    void aGeneratorsKeyHasToBeOne() {
        LicenceKeys broken = LicenceKeys.builder(shop.store(), KeyProtection.plaintext())
                .shop(shop.id())
                .keyGenerator(now -> " ")
                .build();
        broken.products().set("p", AssignmentMethod.autoGenerated());
        assertThatThrownBy(() -> broken.fulfil(Order.of("1", OrderLine.of("1", "p", 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("keyGenerator made a key that is blank");
    }

    @Test
    void aKeyIsLookedAtWithSpacesAtItsEndsUpToFourTimesTheLongest() {
        String longest = "x".repeat(KeyText.MAX_LENGTH);
        shop.sells("p", "p");
        keys.stock().upload("p", Stream.of(longest));
        shop.order("1", "p", 1);
        String spaces = " ".repeat(3 * KeyText.MAX_LENGTH);
        assertThat(keys.verifier().isGenuine(spaces + longest, "")).isTrue();
        assertThat(keys.verifier().isGenuine(longest + spaces + " ", "")).isFalse();
    }

    @Test
    void lookAlikesAreFoundAmongHoweverManyKeys() {
        keys.stock().upload("a", Stream.of("AB-01", "AB-O1"));
        int from = 2;
        for (int total : List.of(1_000, 1_001, 1_600)) {
            // No two numbers look alike.
            keys.stock().upload("a", IntStream.range(from, total).mapToObj(Integer::toString));
            from = total;
            assertThat(shop.available("a")).isEqualTo(total);
            assertThat(keys.inventory().lookAlikes(10))
                    .as("among %d keys", total)
                    .singleElement()
                    .satisfies(group -> assertThat(group.keys()).hasSize(2));
        }
    }
}
