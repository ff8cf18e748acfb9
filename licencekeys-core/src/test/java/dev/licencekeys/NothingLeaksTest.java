package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever a host logs of what it gets, the value of a key is not in it. */
class NothingLeaksTest {
    private static final UUID IMPORT = new UUID(7, 7);
    private static final String CANARY = "CANARY-5YJ3-77QX";

    @Test
    void noTextOfAnObjectTellsAKey() {
        ShopContext context = Run.context(10);
        NewKey key = context.newKey(CANARY, IMPORT, "", Run.NOW);
        StockRow row = new StockRow(1, 1, key.id(), key.value());
        StoredKey stored = new StoredKey(key.id(), 1, key.value(), Run.NOW);
        AssignedKey assigned = new AssignedKey(key.id(), 1, LicenceKey.of(CANARY), Run.NOW, true);
        LineFulfilment line =
                new LineFulfilment("1", ProductRef.of("editor"), Status.FULFILLED, List.of(assigned), 0, 0);
        Recording recording = new Recording(List.of(), List.of(), List.of(key), List.of(), List.of(row));
        List<Object> all =
                List.of(key, row, stored, assigned, line, recording, new Fulfilment("1001", List.of(line), List.of()));
        assertThat(all)
                .extracting(Object::toString)
                .noneMatch(text -> text.contains("5YJ3") || text.contains("CANARY"));
    }
}
