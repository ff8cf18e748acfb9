package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.StockRow;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InMemoryPoolTest {
    private final InMemoryPool pool = new InMemoryPool(1, Pool.untagged(), ThresholdPolicy.DEFAULT);

    /** Positions with gaps, as they are after claims from several callers. */
    private List<Long> fill(int size) {
        Random random = new Random(size);
        LongStream.iterate(1, position -> position + 1 + random.nextInt(3))
                .limit(size)
                .forEach(position -> pool.stock.put(
                        position,
                        new StockRow(1, position, new KeyId(new UUID(0, position)), new SealedValue(new byte[0]))));
        return List.copyOf(pool.stock.keySet());
    }

    @Test
    void findsThePositionThatLeavesSoMany() {
        List<Long> positions = fill(50);
        for (int left = 0; left < 50; left++) {
            assertThat(pool.positionLeaving(left)).as("leaving %d", left).hasValue(positions.get(50 - left - 1));
        }
        assertThat(pool.positionLeaving(50)).isEmpty();
        assertThat(pool.positionLeaving(1_000)).isEmpty();
    }

    @Test
    void givesTheLowestThatThereAre() {
        List<Long> positions = fill(5);
        assertThat(pool.lowest(3)).extracting(StockRow::position).isEqualTo(positions.subList(0, 3));
        assertThat(pool.lowest(9)).extracting(StockRow::position).isEqualTo(positions);
        assertThat(pool.lowest(0)).isEmpty();
    }
}
