package dev.licencekeys.testkit.history;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.LineRecord;
import dev.licencekeys.WaitingPage;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyPage;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a shop lists in parts, as a whole: for tests, whose shops are small. */
public final class WholeLists {
    private static final int PART = 1_000;

    private WholeLists() {}

    /** All order lines of a shop, the latest first. */
    public static List<LineRecord> lines(LicenceKeys shop) {
        List<LineRecord> lines = new ArrayList<>();
        Optional<LineCursor> next = Optional.of(LineCursor.LATEST);
        while (next.isPresent()) {
            LinePage page = shop.orders().latest(next.get(), PART);
            lines.addAll(page.lines());
            next = page.next();
        }
        return lines;
    }

    /** All keys of a pool that are in this state. */
    public static List<KeyRecord> keys(LicenceKeys shop, Pool pool, KeyState state) {
        List<KeyRecord> keys = new ArrayList<>();
        Optional<KeyCursor> next = Optional.of(KeyCursor.START);
        while (next.isPresent()) {
            KeyPage page = shop.inventory().keys(pool, state, next.get(), PART);
            keys.addAll(page.keys());
            next = page.next();
        }
        return keys;
    }

    /** All lines that wait for keys of a pool, in the order in which they will be served. */
    public static List<LineRecord> waiting(LicenceKeys shop, Pool pool) {
        List<LineRecord> lines = new ArrayList<>();
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            WaitingPage page = shop.orders().waiting(pool, next.getAsLong(), PART);
            lines.addAll(page.lines());
            next = page.next();
        }
        return lines;
    }
}
