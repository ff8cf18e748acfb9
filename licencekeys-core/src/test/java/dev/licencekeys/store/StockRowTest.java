package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockRowTest {
    private static final Instant END = Instant.parse("2027-02-01T00:00:00Z");
    private static final StockRow ROW =
            new StockRow(7, 1, new KeyId(new UUID(1, 1)), new SealedValue(new byte[1]), Optional.of(END));

    @Test
    void keyCanBeGivenUntilItExpires() {
        assertThat(ROW.isExpired(END.minusNanos(1))).isFalse();
        assertThat(ROW.isExpired(END)).isTrue();
        assertThat(ROW.isExpired(END.plusNanos(1))).isTrue();
    }

    @Test
    void keyWithoutAnExpiryNeverExpires() {
        StockRow lasting = new StockRow(7, 1, ROW.key(), ROW.value());
        assertThat(lasting.isExpired(Instant.MAX)).isFalse();
    }

    @Test
    void keyExpiresWhereverItLies() {
        assertThat(ROW.at(8, 9)).isEqualTo(new StockRow(8, 9, ROW.key(), ROW.value(), Optional.of(END)));
    }

    @Test
    void keyThatIsStoredAnewStaysWhereItLies() {
        SealedValue anew = new SealedValue(new byte[] {2});
        assertThat(ROW.withValue(anew)).isEqualTo(new StockRow(7, 1, ROW.key(), anew, Optional.of(END)));
    }
}
