package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final KeyId KEY = new KeyId(new UUID(-7, 9));
    private static final NewKey ROW = new NewKey(
                    KEY, new SealedValue(new byte[] {0, -1, 127}), print(1), NewKey.TEST, "\uD800 ∂ü\0", Instant.MIN)
            .withFolded(new Folded(print(-2), Optional.of(print(3))))
            .withExpiry(Optional.of(Instant.MAX));

    private static Fingerprint print(int content) {
        byte[] bytes = new byte[Fingerprint.LENGTH];
        Arrays.fill(bytes, (byte) content);
        return new Fingerprint(bytes);
    }

    private static <T> void requireKept(T value, Class<T> type) {
        assertThat(Rows.fromBytes(Rows.toBytes(value), type)).isEqualTo(value);
    }

    @Test
    void rowsAndWhatTheyAreMadeOfAreKept() {
        requireKept(ROW, NewKey.class);
        requireKept(new StockRow(Long.MIN_VALUE, Long.MAX_VALUE, KEY, ROW.value()), StockRow.class);
        requireKept(new LineFilter.OfProduct(ProductRef.of("p", "v")), LineFilter.class);
        requireKept(ProductSettings.of(AssignmentMethod.specificTag("a").thenGenerated()), ProductSettings.class);
        requireKept(new Alert(Optional.of(ThresholdLevel.percent(80)), 8), Alert.class);
        requireKept(
                new KeyMoved(NewKey.TEST, Instant.EPOCH, new Act("a", "b"), KEY, Pool.untagged(), Pool.tagged("x")),
                KeyMoved.class);
        requireKept(LineCounts.ALL_UNITS, Integer.class);
        requireKept(PoolRow.Queue.IN_VAIN, PoolRow.Queue.class);
        requireKept("x".repeat(100_000), String.class);
        requireKept(Locale.forLanguageTag("de-AT"), Locale.class);
        requireKept(print(7), Fingerprint.class);
        requireKept(new SealedValue(new byte[0]), SealedValue.class);
    }

    @Test
    void rowsOfSeveralKindsAreToldApart() {
        LineRef line = new LineRef("1", "a");
        Alert alert = new Alert(Optional.empty(), 8);
        requireKept(List.of(line, alert, line, PoolRow.Queue.EMPTY, alert, PoolRow.Queue.IN_VAIN), List.class);
    }

    @Test
    void theOrderOfSetsAndMapsIsKept() {
        Set<Object> set = new LinkedHashSet<>(List.of(9L, 1L, 5L, 3L));
        Map<Object, Object> map = new LinkedHashMap<>();
        set.forEach(number -> map.put(number, List.of(number, true)));
        assertThat(Rows.fromBytes(Rows.toBytes(set), Object.class))
                .isEqualTo(set)
                .hasToString(set.toString());
        assertThat(Rows.fromBytes(Rows.toBytes(map), Object.class))
                .isEqualTo(map)
                .hasToString(map.toString());
    }

    /** What a journal of the first version holds. */
    @Test
    void bytesOfTheFirstVersionAreRead() {
        byte[] bytes = HexFormat.of()
                .parseHex("0172" + "0000" + "000d73746f72652e4c696e65526566" + "02" + "00076f726465724964"
                        + "00066c696e654964" + "7400000001" + "0031" + "7400000002" + "00610062");
        LineRef line = new LineRef("1", "ab");
        assertThat(Rows.fromBytes(bytes, LineRef.class)).isEqualTo(line);
        assertThat(Rows.toBytes(line)).isEqualTo(bytes);
    }

    /** An {@link Alert} as a version would write it that knows these parts, each a number. */
    private static byte[] alert(String type, String... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(new byte[] {RowWriter.VERSION, 'r', 0, 0});
            out.writeUTF(type);
            out.writeByte(parts.length);
            for (String part : parts) {
                out.writeUTF(part);
            }
            for (int i = 0; i < parts.length; i++) {
                out.writeByte('l');
                out.writeLong(7);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void whatARowGotSinceIsEmpty() throws IOException {
        assertThat(Rows.fromBytes(alert("store.Alert", "position"), Alert.class))
                .isEqualTo(new Alert(Optional.empty(), 7));
    }

    @Test
    void whatCannotBeReadIsRefused() throws IOException {
        requireRefused(alert("store.Alert"), "has no position");
        requireRefused(alert("store.Alert", "position", "colour"), "later version");
        requireRefused(alert("store.Alarm", "position"), "later version");
        requireRefused(alert("LicenceKeys"), "later version");
        requireRefused(alert("store.LineRef", "orderId", "lineId"), "no store.LineRef");
        requireRefused(new byte[] {2, 'T'}, "not bytes of this version");
        requireRefused(new byte[0], "not bytes of this version");
        requireRefused(new byte[] {1, (byte) 128}, "not the bytes that were written");
        requireRefused(new byte[] {1, 'T', 'T'}, "not the bytes of a Alert");
        requireRefused(Rows.toBytes("text"), "not the bytes of a Alert");
        byte[] head = alert("store.Alert");
        byte[] constantOfARecord = Arrays.copyOf(head, head.length + 3);
        constantOfARecord[1] = 'c';
        constantOfARecord[head.length + 1] = 1;
        constantOfARecord[head.length + 2] = 'X';
        requireRefused(constantOfARecord, "store.Alert has no X");
    }

    private static void requireRefused(byte[] bytes, String why) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Rows.fromBytes(bytes, Alert.class))
                .withMessageContaining(why)
                .matches(e -> !e.isTransient());
    }

    @Test
    void changedBytesFailInOneWayOrNotAtAll() {
        byte[] right = Rows.toBytes(ROW);
        for (int i = 0; i < right.length; i++) {
            byte[] cut = Arrays.copyOf(right, i);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Rows.fromBytes(cut, NewKey.class));
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = right.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatCode(() -> readOrRefuse(changed))
                        .as("byte %d, bit %d", i, bit)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Rows.fromBytes(bytes, NewKey.class);
        } catch (StoreException refused) {
            assertThat(refused.isTransient()).isFalse();
        }
    }

    @Test
    void otherValuesAreRefusedByTheNameOfTheirClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rows.toBytes(List.of(Duration.ofDays(4711))))
                .withMessageContaining("java.time.Duration")
                .withMessageNotContaining("4711");
        assertThatIllegalArgumentException().isThrownBy(() -> Rows.toBytes(new Unrelated(1)));
        RowWriter broken = new RowWriter();
        assertThatIllegalArgumentException().isThrownBy(() -> broken.write(List.of(1, 1.5)));
        assertThatIllegalStateException().isThrownBy(broken::toBytes);
    }

    private record Unrelated(int part) {}
}
