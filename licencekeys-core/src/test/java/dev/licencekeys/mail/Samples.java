package dev.licencekeys.mail;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.product.ProductRef;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** What mails are written of. */
final class Samples {
    static final URI PAGE = URI.create("https://shop.example/orders/1001?token=a&b=c");
    static final Pool PHOTO = Pool.tagged("photo-v2");
    static final ProductRef EDITOR = ProductRef.of("editor");

    private static final Instant AT = Instant.parse("2026-11-28T11:45:30Z");
    private static final UUID ID = new UUID(7, 7);
    private static final Act ANNA = new Act("anna", "asked for it");

    private Samples() {}

    static ThresholdReached threshold(Pool pool, ThresholdLevel level, long total, long available, long daysLeft) {
        return new ThresholdReached(ID, AT, pool, level, total, available, Optional.of(daysLeft));
    }

    static ThresholdReached thresholdOfUnknownDays(Pool pool, long total, long available) {
        return new ThresholdReached(ID, AT, pool, ThresholdLevel.percent(80), total, available, Optional.empty());
    }

    static LineWaits waits(String order, String line, int keys) {
        return new LineWaits(ID, AT, order, line, keys);
    }

    static LineFilled filled(String order, String line, int keys, int waiting) {
        return new LineFilled(ID, AT, order, line, keys, waiting);
    }

    static LineRefunded refunded(String order, Act act, int units, RefundPolicy policy) {
        return new LineRefunded(ID, AT, Optional.of(act), order, "1", "refund-7", units, policy);
    }

    /** Each kind that a merchant hears of, and each of its forms. */
    static List<Event> forMerchant() {
        return List.of(
                threshold(PHOTO, ThresholdLevel.percent(80), 12_000, 2_400, 3),
                threshold(PHOTO, ThresholdLevel.keysLeft(1), 60, 1, 0),
                thresholdOfUnknownDays(Pool.untagged(), 60, 12),
                threshold(PHOTO, ThresholdLevel.percent(100), 60, 0, 0),
                new PoolExhausted(ID, AT, PHOTO, 60),
                new PoolExhausted(ID, AT, Pool.untagged(), 1),
                waits("1001", "1", 1),
                waits("1001", "1", 12),
                filled("1001", "1", 1, 0),
                filled("1001", "1", 12, 3),
                refunded("1001", ANNA, Integer.MAX_VALUE, RefundPolicy.KEEP),
                refunded("1001", ANNA, 1, RefundPolicy.RETURN_UNREVEALED),
                new LineRefunded(ID, AT, Optional.empty(), "1001", "1", "refund-7", 2, RefundPolicy.REVOKE),
                new KeysExported(ID, AT, ANNA, PHOTO, KeyState.AVAILABLE));
    }

    static List<AssignedKey> keys(String... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new AssignedKey(new KeyId(new UUID(1, i)), i + 1, LicenceKey.of(values[i]), AT, true))
                .toList();
    }

    static LineFulfilment line(ProductRef product, int waiting, String... keys) {
        return new LineFulfilment(
                "1", product, waiting == 0 ? Status.FULFILLED : Status.WAITING, keys(keys), waiting, 0);
    }

    static Fulfilment fulfilment(String order, LineFulfilment... lines) {
        return new Fulfilment(order, Arrays.asList(lines), List.of());
    }
}
