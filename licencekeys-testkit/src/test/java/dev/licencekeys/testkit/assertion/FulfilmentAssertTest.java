package dev.licencekeys.testkit.assertion;

import static dev.licencekeys.testkit.assertion.FulfilmentAssert.assertThat;
import static dev.licencekeys.testkit.assertion.PoolStockAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.testkit.LicenceKeysExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LicenceKeysExtension.class)
class FulfilmentAssertTest {
    private static final List<String> STOCK = List.of("SECRET-VALUE-0001", "SECRET-VALUE-0002", "SECRET-VALUE-0003");

    private static final Order ORDER =
            Order.of("1001", OrderLine.of("a", "p", 2), OrderLine.of("b", "p", 2), OrderLine.of("c", "mug", 1));

    @BeforeEach
    void stock(LicenceKeys keys) {
        keys.stock().upload("t", STOCK.stream());
        keys.products().set("p", AssignmentMethod.specificTag("t"));
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag("t"));
        keys.products().set(ProductRef.of("now-or-never"), settings.withShortage(ShortagePolicy.REJECT));
    }

    private static void requireSays(ThrowingCallable wrong, String... parts) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(wrong)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("SECRET"));
    }

    @Test
    void whatIsTrueIsTrue(LicenceKeys keys) {
        Fulfilment first = keys.fulfil(ORDER);
        assertThat(first).hasKeys(3).waitsFor(1).gave(3);
        assertThat(first).line("a").isFulfilled().hasKeys(2).waitsFor(0).gave(2).hasSurplus(0);
        assertThat(first).line("b").has(Status.WAITING).hasKeys(1).waitsFor(1);
        assertThat(first).line("c").has(Status.NO_KEYS).hasKeys(0).gaveNothingNew();
        assertThat(keys.fulfil(ORDER)).gaveNothingNew().gave(0).hasTheKeysOf(first);
        keys.stock().upload("t", Stream.of("SECRET-VALUE-0004"));
        assertThat(keys.fulfil(ORDER)).isComplete().hasKeys(4);
        assertThat(keys.fulfil(Order.of("1001", OrderLine.of("a", "p", 1))))
                .line("a")
                .hasSurplus(1);
        assertThat(keys.fulfil(Order.of("2", OrderLine.of("1", "now-or-never", 1))))
                .isRejected();
        assertThat(keys.stock().pool(Pool.tagged("t")))
                .hasTotal(4)
                .hasUsed(4)
                .hasAvailable(0)
                .hasRevealed(0)
                .hasWaitingLines(0);
    }

    @Test
    void whatIsWrongIsSaid(LicenceKeys keys) {
        Fulfilment first = keys.fulfil(ORDER);
        requireSays(
                () -> assertThat(first).isComplete(),
                "expected order \"1001\" to be complete",
                "line \"b\", p: WAITING, 1 keys (1: ****0003 new), waits for 1");
        requireSays(() -> assertThat(first).hasKeys(4), "order \"1001\" to have 4 keys and not 3", "line \"a\"");
        requireSays(() -> assertThat(first).waitsFor(0), "wait for 0 keys and not 1");
        requireSays(() -> assertThat(first).gave(0), "be given 0 new keys and not 3");
        requireSays(() -> assertThat(first).gaveNothingNew(), "nothing new", "line \"a\"", "****0001 new");
        requireSays(() -> assertThat(first).isRejected(), "be rejected");
        requireSays(() -> assertThat(first).line("d"), "have a line \"d\"", "line \"a\"", "line \"b\"", "line \"c\"");
        requireSays(() -> assertThat(first).as("the first try").isComplete(), "[the first try]");
        Fulfilment other = keys.fulfil(Order.of("1002", OrderLine.of("a", "p", 1)));
        requireSays(
                () -> assertThat(other).hasTheKeysOf(first),
                "order \"1002\" to have the keys that order \"1001\" was told before",
                "first it was told",
                "****0001");
        requireSays(
                () -> assertThat(keys.stock().pool(Pool.tagged("t"))).hasAvailable(2),
                "pool \"t\"",
                "available keys: 2, but it is 0; of 3 keys 0 are available, 2 lines wait");
    }

    @Test
    void whatIsWrongWithALineIsSaid(LicenceKeys keys) {
        Fulfilment first = keys.fulfil(ORDER);
        List<ThrowingCallable> wrong = new ArrayList<>();
        wrong.add(() -> assertThat(first).line("b").isFulfilled());
        wrong.add(() -> assertThat(first).line("b").hasKeys(2));
        wrong.add(() -> assertThat(first).line("b").waitsFor(2));
        wrong.add(() -> assertThat(first).line("b").hasSurplus(1));
        wrong.add(() -> assertThat(first).line("b").gave(0));
        wrong.add(() -> assertThat(first).line("b").gaveNothingNew());
        for (ThrowingCallable assertion : wrong) {
            requireSays(assertion, "order \"1001\"", "line \"b\", p: WAITING, 1 keys (1: ****0003 new), waits for 1");
        }
    }
}
