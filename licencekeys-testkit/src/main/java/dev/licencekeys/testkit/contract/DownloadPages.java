package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.DownloadPage;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What customers see of their keys. */
final class DownloadPages {
    static final List<Contract> CONTRACTS = List.of(
            contract("a line is ready, waits, or is ready while more is to come", DownloadPages::shortage),
            contract("who waited is ready when keys come", DownloadPages::filled),
            contract("what was refunded is not available, unless its keys are kept", DownloadPages::refunded),
            contract("a line whose only key was revoked or taken is not available", DownloadPages::revoked),
            contract("a key that expired since is the line's still", DownloadPages::expired),
            contract("what carries no keys, was rejected or did not come has no line", DownloadPages::notOnRecord),
            contract("a page reveals nothing", Promise.NOTHING_LEAKS, DownloadPages::revealsNothing),
            contract("keys that are shown are noted as seen, once", Promise.SAFE_TO_REPEAT, DownloadPages::seenOnce),
            contract("nothing is shown of what is not there", Promise.NOTHING_LEAKS, DownloadPages::nothing),
            contract("the order's own transaction has its page", Promise.YOUR_TRANSACTION, DownloadPages::joined),
            contract("a page has every line of a large order, by id", DownloadPages::large));

    static final DisplayNames NAMES = new DisplayNames("#1", product -> "The " + product);

    private static final DisplayTexts ENGLISH = DisplayTexts.standard(Locale.ENGLISH);
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private DownloadPages() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.EVERY_UNIT_ANSWERED, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("display", name, promise, body);
    }

    private static Optional<String> english(DisplayText text) {
        return ENGLISH.get(text);
    }

    /** The page as another node has it. */
    private static DownloadPage page(TestShop shop, String order) {
        return shop.onAnotherNode().display().page(order, NAMES, Locale.ENGLISH);
    }

    private static LineView line(TestShop shop, String order) {
        List<LineView> lines = page(shop, order).lines();
        assertThat(lines).as("lines of the order %s", order).hasSize(1);
        return lines.get(0);
    }

    private static KeyDialog reveal(TestShop shop, String order) {
        return shop.onAnotherNode().display().reveal(order, "1", NAMES, Locale.ENGLISH);
    }

    private static void require(LineView line, LineState state, int keys, int waiting) {
        assertThat(line.state()).as("state").isEqualTo(state);
        assertThat(line.keys()).as("keys").isEqualTo(keys);
        assertThat(line.waiting()).as("waiting").isEqualTo(waiting);
        assertThat(line.productName()).isEqualTo("The " + line.product());
        assertThat(Optional.of(line.button()))
                .as("button")
                .isEqualTo(english(
                        switch (state) {
                            case READY -> DisplayText.KEY_BUTTON;
                            case WAITING -> DisplayText.WAITING_BUTTON;
                            case NOT_AVAILABLE -> DisplayText.NOT_AVAILABLE_BUTTON;
                        }));
    }

    private static void shortage(TestShop shop) {
        shop.sells("p", 3);
        shop.order("1", "p", 2);
        shop.order("2", "p", 3);
        shop.order("3", "p", 1);
        require(line(shop, "1"), LineState.READY, 2, 0);
        assertThat(line(shop, "1").message()).isEmpty();
        require(line(shop, "2"), LineState.READY, 1, 2);
        assertThat(line(shop, "2").message()).isEqualTo(english(DisplayText.MORE_WAITING_MESSAGE));
        require(line(shop, "3"), LineState.WAITING, 0, 1);
        assertThat(line(shop, "3").message()).isEqualTo(english(DisplayText.WAITING_MESSAGE));
        assertThat(reveal(shop, "2").message()).isEqualTo(english(DisplayText.MORE_WAITING_MESSAGE));
        assertThat(reveal(shop, "3").keys()).isEmpty();
        assertThat(reveal(shop, "3").message()).isEqualTo(english(DisplayText.WAITING_MESSAGE));
    }

    private static void filled(TestShop shop) {
        shop.sells("p", "p");
        shop.order("1", "p", 2);
        require(line(shop, "1"), LineState.WAITING, 0, 2);
        shop.upload("p", 1);
        require(line(shop, "1"), LineState.READY, 1, 1);
        shop.upload("p", 1);
        require(line(shop, "1"), LineState.READY, 2, 0);
        assertThat(reveal(shop, "1").message()).isEmpty();
    }

    private static void refunded(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("kept", "p", 1);
        shop.order("gone", "p", 2);
        shop.order("never", "p", 1);
        shop.keys().refund(Refund.ofLine("r", "never", "1").with(RefundPolicy.REVOKE));
        shop.keys().refund(Refund.ofLine("r", "kept", "1").with(RefundPolicy.KEEP));
        shop.keys().refund(Refund.of("r1", "gone", "1", 1).with(RefundPolicy.REVOKE));
        require(line(shop, "gone"), LineState.READY, 1, 0);
        shop.keys().refund(Refund.of("r2", "gone", "1", 1).with(RefundPolicy.REVOKE));
        for (String order : List.of("gone", "never")) {
            require(line(shop, order), LineState.NOT_AVAILABLE, 0, 0);
            assertThat(line(shop, order).message()).isEqualTo(english(DisplayText.NOT_AVAILABLE_MESSAGE));
            assertThat(reveal(shop, order).keys()).isEmpty();
            assertThat(reveal(shop, order).message()).isEqualTo(english(DisplayText.NOT_AVAILABLE_MESSAGE));
        }
        require(line(shop, "kept"), LineState.READY, 1, 0);
        assertThat(values(reveal(shop, "kept").keys())).containsExactly(stock.get(0));
    }

    private static void revoked(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.order("1", "p", 1);
        shop.order("2", "p", 1);
        shop.order("3", "p", 1);
        shop.keys().support().revoke(key(shop, "1").id(), ByHand.ACT);
        shop.keys().support().withdraw(key(shop, "2").id(), Withdrawal.RETIRE, ByHand.ACT);
        shop.keys().support().replace(key(shop, "3").id(), Withdrawal.REVOKE, ByHand.ACT);
        require(line(shop, "1"), LineState.NOT_AVAILABLE, 0, 0);
        require(line(shop, "2"), LineState.NOT_AVAILABLE, 0, 0);
        require(line(shop, "3"), LineState.READY, 1, 0);
        assertThat(reveal(shop, "1").keys()).isEmpty();
        assertThat(values(reveal(shop, "3").keys())).containsExactly(stock.get(3));
    }

    private static KeyRecord key(TestShop shop, String order) {
        return shop.keys().orders().lines(order).get(0).keys().get(0);
    }

    private static void expired(TestShop shop) {
        shop.sells("p", "p");
        shop.clock().set(START);
        Instant end = START.plus(Duration.ofDays(1));
        shop.keys()
                .stock()
                .importKeys(
                        intake -> intake.accept(new KeySupply.Entry(1, "p-1", "", "", Optional.of(end))),
                        ImportOptions.into("p"));
        shop.order("1", "p", 2);
        shop.clock().set(end.plusSeconds(1));
        require(line(shop, "1"), LineState.READY, 1, 1);
        assertThat(reveal(shop, "1").keys()).singleElement().satisfies(key -> {
            assertThat(key.key().reveal()).isEqualTo("p-1");
            assertThat(key.expiresAt()).contains(end);
        });
    }

    private static void notOnRecord(TestShop shop) {
        shop.sells("p", "p");
        shop.sells("p", AssignmentMethod.specificTag("p"), ShortagePolicy.REJECT);
        shop.order("1", "p", 1);
        shop.order("2", "mug", 1);
        shop.keys().refund(Refund.ofLine("r", "3", "1"));
        for (String order : List.of("1", "2", "3", "4")) {
            DownloadPage page = page(shop, order);
            assertThat(page.lines()).as("lines of the order %s", order).isEmpty();
            assertThat(page.orderId()).isEqualTo(order);
            assertThat(page.title()).isEqualTo("Your order #1");
        }
    }

    private static void revealsNothing(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 3);
        DownloadPage page = page(shop, "1");
        assertThat(stock).noneMatch(page.toString()::contains);
        assertThat(shop.pool("p").revealed()).as("revealed by the page").isZero();
        KeyDialog dialog = reveal(shop, "1");
        assertThat(values(dialog.keys())).isEqualTo(stock);
        assertThat(stock).noneMatch(dialog.toString()::contains);
    }

    private static void seenOnce(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.order("1", "p", 3);
        shop.order("2", "p", 2);
        for (int look = 1; look <= 3; look++) {
            KeyDialog dialog = reveal(shop, "1");
            assertThat(values(dialog.keys())).as("keys at look %d", look).isEqualTo(stock.subList(0, 3));
            assertThat(dialog.keys()).extracting(key -> key.number()).containsExactly(1, 2, 3);
            assertThat(dialog.title()).isEqualTo("#1 – The p");
            assertThat(shop.pool("p").revealed())
                    .as("revealed after look %d", look)
                    .isEqualTo(3);
        }
        assertThat(key(shop, "1").holder().orElseThrow().revealedAt()).isPresent();
        assertThat(key(shop, "2").holder().orElseThrow().revealedAt()).isEmpty();
        assertThat(values(shop.keys().reveal("1", "1"))).isEqualTo(stock.subList(0, 3));
        assertThat(shop.pool("p").revealed()).as("revealed in all").isEqualTo(3);
    }

    private static void nothing(TestShop shop) {
        shop.sells("p", 1);
        shop.order("1", "p", 1);
        LicenceKeys other = shop.neighbour().keys();
        assertThat(other.display().page("1", NAMES, Locale.ENGLISH).lines()).isEmpty();
        List<KeyDialog> dialogs = List.of(
                shop.keys().display().reveal("1", "2", NAMES, Locale.ENGLISH),
                shop.keys().display().reveal("2", "1", NAMES, Locale.ENGLISH),
                other.display().reveal("1", "1", NAMES, Locale.ENGLISH));
        assertThat(dialogs).allSatisfy(dialog -> {
            assertThat(dialog.keys()).isEmpty();
            assertThat(dialog.message()).isEqualTo(english(DisplayText.NOT_AVAILABLE_MESSAGE));
            assertThat(dialog.title()).isEqualTo("Your order #1");
        });
        assertThatThrownBy(() -> shop.keys().display().page("", NAMES, Locale.ENGLISH))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> shop.keys().display().reveal("1", " ", NAMES, Locale.ENGLISH))
                .isInstanceOf(InvalidInputException.class);
        assertThat(shop.pool("p").revealed()).isZero();
    }

    private static void joined(TestShop shop) {
        List<String> stock = shop.sells("p", 2);
        DownloadPage page = shop.inTransaction(keys -> {
            keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2)));
            return keys.display().page("1", NAMES, Locale.ENGLISH);
        });
        assertThat(page).isEqualTo(page(shop, "1"));
        require(page.lines().get(0), LineState.READY, 2, 0);
        shop.rolledBack(keys -> assertThat(values(
                        keys.display().reveal("1", "1", NAMES, Locale.ENGLISH).keys()))
                .isEqualTo(stock));
        assertThat(shop.pool("p").revealed())
                .as("revealed by what was rolled back")
                .isZero();
    }

    private static void large(TestShop shop) {
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        List<OrderLine> lines = IntStream.range(0, 700)
                .mapToObj(i -> OrderLine.of("line-" + (1_699 - i), "p", 1 + i % 2))
                .toList();
        shop.keys().fulfil(Order.of("1", lines));
        List<LineView> views = page(shop, "1").lines();
        assertThat(views).hasSize(700).allMatch(line -> line.state() == LineState.READY);
        assertThat(views)
                .extracting(LineView::lineId)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(OrderLine::id).toList());
        assertThat(views.stream().mapToInt(LineView::keys).sum()).isEqualTo(1_050);
    }
}
