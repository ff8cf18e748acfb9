package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.PoolRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store may leave out, since it would cost it something, changes nothing of what is told. */
class SparseStoreTest {
    private final SettableTime time = new SettableTime(Instant.parse("2026-06-01T00:00:00Z"));
    private final LicenceKeys keys = LicenceKeys.builder(
                    new SpoiltTransactions.SpoiltStore(
                            new InMemoryLicenceKeyStore(), tx -> new ForwardingTransaction(tx) {
                                @Override
                                public Map<Long, PoolRow> lockedPools(String shop, Set<Long> pools) {
                                    return Map.of();
                                }
                            }),
                    KeyProtection.plaintext())
            .clock(time)
            .build();

    /** Uploads keys, of which those that are marked with a minus expire in a second. */
    private void upload(String tag, String... lines) {
        Optional<Instant> end = Optional.of(time.instant().plusSeconds(1));
        keys.stock()
                .importKeys(
                        intake -> {
                            for (int i = 0; i < lines.length; i++) {
                                intake.accept(new Entry(
                                        i + 1, lines[i], "", "", lines[i].startsWith("-") ? end : Optional.empty()));
                            }
                        },
                        ImportOptions.into(tag));
    }

    @Test
    void aWarningComesInTimeThoughKeysExpiredOnTheWay() {
        upload("a", "-1", "2", "3", "4", "5", "6", "-7", "-8", "-9", "-10");
        keys.products().set("p", AssignmentMethod.specificTag("a"));
        time.advance(Duration.ofSeconds(1));
        Fulfilment answer = keys.fulfil(Order.of("1", OrderLine.of("1", "p", 4)));
        assertThat(answer.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.total()).isEqualTo(5);
            assertThat(warning.available()).isEqualTo(1);
        });
    }

    @Test
    void aPoolThatIsReachedByOverflowWarnsInTime() {
        upload("a", "-1");
        upload("b", "1", "2", "3", "4", "5");
        keys.products().set("p", AssignmentMethod.specificTag("a").thenTag("b"));
        time.advance(Duration.ofSeconds(1));
        Fulfilment answer = keys.fulfil(Order.of("1", OrderLine.of("1", "p", 4)));
        assertThat(answer.warnings())
                .extracting(ThresholdReached::what)
                .containsExactly("b has reached 80 %: 1 of its 5 keys are left");
    }
}
