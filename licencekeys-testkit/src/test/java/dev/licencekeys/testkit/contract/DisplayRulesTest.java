package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Refund;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What core itself makes of a line for its customer, whatever the store. */
class DisplayRulesTest {
    private static final DisplayNames NAMES = new DisplayNames("#1", ref -> "");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    @Test
    void aPreviewIsOfOneKey() {
        keys.display()
                .set(TextScope.shop(), DisplayTexts.none().with(DisplayText.WAITING_MESSAGE, "{waiting} to come"));
        for (LineState state : LineState.values()) {
            LineView line = keys.display().preview(ProductRef.of("p"), state, NAMES, Locale.ENGLISH);
            assertThat(line.state()).isEqualTo(state);
            assertThat(line.keys()).as("keys, %s", state).isEqualTo(state == LineState.READY ? 1 : 0);
            assertThat(line.waiting()).as("waiting, %s", state).isEqualTo(state == LineState.WAITING ? 1 : 0);
        }
        assertThat(keys.display()
                        .preview(ProductRef.of("p"), LineState.WAITING, NAMES, Locale.ENGLISH)
                        .message())
                .contains("1 to come");
    }

    @Test
    void whoWaitsIsToldForHowManyKeys() {
        keys.display()
                .set(TextScope.shop(), DisplayTexts.none().with(DisplayText.MORE_WAITING_MESSAGE, "{waiting} more"));
        shop.sells("p", 1);
        shop.order("1", "p", 4);
        assertThat(keys.display()
                        .page("1", NAMES, Locale.ENGLISH)
                        .lines()
                        .get(0)
                        .message())
                .contains("3 more");
        assertThat(keys.display().reveal("1", "1", NAMES, Locale.ENGLISH).message())
                .contains("3 more");
    }

    @Test
    void aLineOfWhichOnlyARefundCameIsNotOnRecord() {
        keys.refund(Refund.of("r", "1", "1", 1));
        KeyDialog dialog = keys.display().reveal("1", "1", NAMES, Locale.ENGLISH);
        assertThat(dialog).isEqualTo(keys.display().reveal("2", "1", NAMES, Locale.ENGLISH));
        assertThat(dialog.keys()).isEmpty();
    }
}
