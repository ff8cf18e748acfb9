package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a merchant is warned: core's own rules, whatever the store. */
class WarningRulesTest {
    private static final Act ACT = new Act("who", "why");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    @Test
    void whatWasToldIsNotToldAgainOfAPolicyThatStays() {
        shop.sells("p", 5);
        assertThat(shop.order("1", "p", 4).warnings()).hasSize(1);
        Pool pool = Pool.tagged("p");
        assertThat(keys.stock().warnAt(pool, keys.stock().defaultThreshold())).isEmpty();
        assertThat(keys.stock().warnAsByDefault(pool)).isEmpty();
        assertThat(keys.stock().warnAsByDefault(pool)).isEmpty();
        assertThat(keys.stock().warnAt(pool, ThresholdPolicy.atPercent(70)))
                .as("a new level, which is reached")
                .hasSize(1);
    }

    @Test
    void keysThatAreGivenByHandCountForWarnings() {
        shop.sells("p", 2);
        shop.order("1", "p", 3);
        for (String tag : List.of("a", "b")) {
            shop.sells("of-" + tag, tag);
            shop.upload(tag, 5);
            shop.order(tag, "of-" + tag, 3);
            assertThat(warningsOf(tag)).isEmpty();
        }
        keys.support().assign(id("a-4"), "1", "1", ACT);
        assertThat(warningsOf("a")).extracting(ThresholdReached::available).containsExactly(1L);
        keys.support().replaceWith(id("p-1"), id("b-4"), Withdrawal.REVOKE, ACT);
        assertThat(warningsOf("b")).extracting(ThresholdReached::available).containsExactly(1L);
    }

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    private List<ThresholdReached> warningsOf(String tag) {
        return shop.eventsButImports().stream()
                .filter(ThresholdReached.class::isInstance)
                .map(ThresholdReached.class::cast)
                .filter(warning -> warning.pool().equals(Pool.tagged(tag)))
                .toList();
    }
}
