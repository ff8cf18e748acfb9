package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.ShortageException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.product.ProductRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FulfilmentTest {
    @Test
    void completeOrderHasTheKeysOfAllLinesInOrder() {
        Fulfilment fulfilment = fulfilment(
                line("b", Status.FULFILLED, 0, key("KEY-1"), key("KEY-2")),
                line("a", Status.FULFILLED, 0, key("KEY-3")),
                line("c", Status.NO_KEYS, 0));

        assertThat(fulfilment.keys()).extracting(key -> key.key().reveal()).containsExactly("KEY-1", "KEY-2", "KEY-3");
        assertThat(fulfilment.waiting()).isZero();
        assertThat(fulfilment.isComplete()).isTrue();
        assertThat(fulfilment.isRejected()).isFalse();
        assertThat(fulfilment.requireComplete()).isSameAs(fulfilment);
        assertThat(fulfilment.orElseThrow()).isSameAs(fulfilment);
    }

    @Test
    void orderWaitsForTheKeysOfAllItsLines() {
        Fulfilment fulfilment = fulfilment(line("a", Status.WAITING, 2, key("KEY-1")), line("b", Status.WAITING, 3));

        assertThat(fulfilment.waiting()).isEqualTo(5);
        assertThat(fulfilment.isComplete()).isFalse();
        assertThat(fulfilment.isRejected()).isFalse();
        assertThatThrownBy(fulfilment::requireComplete)
                .isInstanceOfSatisfying(ShortageException.class, shortage -> {
                    assertThat(shortage.orderId()).isEqualTo("1001");
                    assertThat(shortage.waiting()).isEqualTo(5);
                    assertThat(shortage.isTransient()).isFalse();
                })
                .hasMessage("order \"1001\": 5 of its keys are not available yet");
    }

    @Test
    void rejectedOrderIsNotComplete() {
        Fulfilment fulfilment = fulfilment(line("a", Status.NO_KEYS, 0), line("b", Status.REJECTED, 0));
        assertThat(fulfilment.isRejected()).isTrue();
        assertThat(fulfilment.isComplete()).isFalse();
        assertThatThrownBy(fulfilment::requireComplete).isInstanceOf(ShortageException.class);
    }

    @Test
    void lineIsFoundById() {
        LineFulfilment line = line("b", Status.FULFILLED, 0, key("KEY-1"));
        Fulfilment fulfilment = fulfilment(line("a", Status.NO_KEYS, 0), line);
        assertThat(fulfilment.line("b")).isSameAs(line);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fulfilment.line("c"))
                .withMessage("order \"1001\" has no line \"c\"");
    }

    @Test
    void refusedOrderThrowsItsReason() {
        ConflictingOrderException reason = new ConflictingOrderException("1001", "a", "is on record");
        assertThatThrownBy(() -> new Outcome.Refused("1001", reason).orElseThrow())
                .isSameAs(reason);
    }

    @Test
    void answersCannotBeChanged() {
        List<AssignedKey> keys = new ArrayList<>(List.of(key("KEY-1")));
        LineFulfilment line = new LineFulfilment("a", ProductRef.of("editor"), Status.FULFILLED, keys, 0, 0);
        List<LineFulfilment> lines = new ArrayList<>(List.of(line));
        Fulfilment fulfilment = new Fulfilment("1001", lines, new ArrayList<>());
        keys.clear();
        lines.clear();

        assertThat(fulfilment.keys()).hasSize(1);
        assertThat(fulfilment.lines()).isUnmodifiable();
        assertThat(fulfilment.warnings()).isUnmodifiable();
        assertThat(line.keys()).isUnmodifiable();
    }

    private static Fulfilment fulfilment(LineFulfilment... lines) {
        return new Fulfilment("1001", List.of(lines), List.of());
    }

    private static LineFulfilment line(String id, Status status, int waiting, AssignedKey... keys) {
        return new LineFulfilment(id, ProductRef.of("editor"), status, List.of(keys), waiting, 0);
    }

    private static AssignedKey key(String value) {
        return new AssignedKey(new KeyId(new UUID(1, value.hashCode())), 1, LicenceKey.of(value), Run.NOW, true);
    }
}
