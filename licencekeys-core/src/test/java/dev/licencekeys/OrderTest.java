package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.product.ProductRef;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final OrderLine LINE = OrderLine.of("1", "editor", 2);

    @Test
    void orderHasItsLinesInTheirOrder() {
        OrderLine other = OrderLine.of("0", "editor", "team", 1);
        assertThat(Order.of("1001", LINE, other).lines()).containsExactly(LINE, other);
        assertThat(Order.of("1001", List.of(LINE, other))).isEqualTo(Order.of("1001", LINE, other));
    }

    @Test
    void linesAreCopied() {
        List<OrderLine> lines = new ArrayList<>(List.of(LINE));
        Order order = Order.of("1001", lines);
        lines.clear();
        assertThat(order.lines()).containsExactly(LINE);
    }

    @Test
    void customerIsAnotherOrdersDifference() {
        Order order = Order.of("1001", LINE);
        assertThat(order.forCustomer("c-7").id()).isEqualTo("1001");
        assertThat(order.forCustomer("c-7").lines()).containsExactly(LINE);
        assertThat(order.forCustomer("c-7"))
                .isEqualTo(order.forCustomer("c-7"))
                .isNotEqualTo(order.forCustomer("c-8"))
                .isNotEqualTo(order);
    }

    @Test
    void idsOfTheOrderAreChecked() {
        assertRefused("order.id", () -> Order.of(" ", LINE)).hasMessageContaining("is blank");
        assertRefused("order.id", () -> Order.of("x".repeat(101), LINE)).hasMessageContaining("at most 100");
        assertRefused("order.id", () -> Order.of("10\u000001", LINE)).hasMessageContaining("remove it");
        assertRefused("order.customer", () -> Order.of("1001", LINE).forCustomer(" c-7"))
                .hasMessageContaining("trim it");
    }

    @Test
    void orderWithoutLinesIsRefused() {
        assertRefused("order.lines", () -> Order.of("1001"))
                .hasMessage("order.lines of order \"1001\" is empty; an order has at least 1 line");
    }

    @Test
    void twoLinesWithOneIdAreRefused() {
        assertRefused("order.lines", () -> Order.of("1001", LINE, OrderLine.of("2", "game", 1), LINE))
                .hasMessage("order.lines of order \"1001\" has the line id \"1\" twice; "
                        + "add the quantities up, or give each line an id of its own");
    }

    @Test
    void lineIsForAProductOrAVariant() {
        assertThat(OrderLine.of("1", "editor", 2)).isEqualTo(new OrderLine("1", ProductRef.of("editor"), 2));
        assertThat(OrderLine.of("1", "editor", "team", 2))
                .isEqualTo(new OrderLine("1", ProductRef.of("editor", "team"), 2));
    }

    @Test
    void idsOfALineAreChecked() {
        assertRefused("line.id", () -> OrderLine.of("\u200B", "editor", 1)).hasMessageContaining("is blank");
        assertRefused("product", () -> OrderLine.of("1", "", 1)).hasMessageContaining("is blank");
        assertRefused("variant", () -> OrderLine.of("1", "editor", "\uD800", 1)).hasMessageContaining("U+D800");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void quantityThatIsNotPositiveIsRefused(int quantity) {
        assertRefused("quantity", () -> OrderLine.of("7", "editor", quantity))
                .hasMessage("quantity of line \"7\" is " + quantity + "; order at least 1 unit, or leave the line out");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, Integer.MAX_VALUE})
    void everyPositiveQuantityIsAnOrderLine(int quantity) {
        assertThat(OrderLine.of("7", "editor", quantity).quantity()).isEqualTo(quantity);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String field, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
            assertThat(refusal.field()).isEqualTo(field);
            assertThat(refusal.isTransient()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void moreUnitsThanWereOrderedAreNotRefunded(int refunded) {
        ProductRef product = ProductRef.of("editor");
        assertThat(new OrderLine("1", product, 2, 0).refunded()).isZero();
        assertThat(new OrderLine("1", product, 2, 2).refunded()).isEqualTo(2);
        assertThatThrownBy(() -> new OrderLine("1", product, 2, refunded))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("refunded of line \"1\" is " + refunded + " of 2 units");
    }
}
