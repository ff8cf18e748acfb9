package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Plan.PlannedOrder;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** For which lines the operator is told that they wait. */
class AnswerTest {
    private static final ProductRef PRODUCT = ProductRef.of("editor");
    private static final LineTerms TERMS = new LineTerms(PRODUCT, "", 1, ShortagePolicy.PARTIAL, false);

    private static PlannedLine before(String id, int waiting) {
        LineRef ref = new LineRef("order", id);
        LineCounts counts = new LineCounts(5, 0, 0, waiting);
        StoredLine known = new StoredLine(ref, Optional.of(TERMS), counts, List.of(), Run.NOW);
        return new PlannedLine(ref, TERMS, counts, Optional.of(known), true, List.of(1L), false);
    }

    private static LineFulfilment now(String id, Status status, int waiting) {
        return new LineFulfilment(id, PRODUCT, status, List.of(), waiting, 0);
    }

    private static Answer answer(List<PlannedLine> before, List<LineFulfilment> now) {
        Order order = Order.of("order", List.of(OrderLine.of("1", "editor", 1)));
        return Answer.of(new PlannedOrder(order, before, Optional.empty()), new Fulfilment("order", now, List.of()));
    }

    @Property
    void whoeverWaitsForMoreThanBeforeIsToldOf(
            @ForAll @Size(4) List<@IntRange(max = 3) Integer> before,
            @ForAll @Size(4) List<@IntRange(max = 3) Integer> now) {
        List<PlannedLine> planned = new ArrayList<>();
        List<LineFulfilment> lines = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String id = "line-" + i;
            planned.add(before(id, before.get(i)));
            lines.add(now(id, now.get(i) > 0 ? Status.WAITING : Status.FULFILLED, now.get(i)));
            if (now.get(i) > before.get(i)) {
                more.add(id);
            }
        }
        assertThat(answer(planned, lines).begins())
                .extracting(LineFulfilment::lineId)
                .isEqualTo(more);
    }

    @Test
    void whatIsRejectedDoesNotWait() {
        assertThat(answer(List.of(before("1", 0)), List.of(now("1", Status.REJECTED, 2)))
                        .begins())
                .isEmpty();
    }
}
