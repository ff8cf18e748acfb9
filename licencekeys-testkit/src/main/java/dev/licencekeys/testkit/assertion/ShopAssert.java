package dev.licencekeys.testkit.assertion;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineRecord;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.testkit.history.WholeLists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about all that is on record of a shop, as its public lists tell it. They read the whole shop, in parts, and
 * change nothing; nobody else uses it meanwhile.
 *
 * <pre>{@code
 * assertThat(keys).gaveNoKeyTwice().answeredEveryUnit().hasTrueFigures();
 * }</pre>
 */
public final class ShopAssert extends AbstractAssert<ShopAssert, LicenceKeys> {
    private ShopAssert(LicenceKeys actual) {
        super(actual, ShopAssert.class);
    }

    /** Begins assertions about a shop. */
    public static ShopAssert assertThat(LicenceKeys shop) {
        return new ShopAssert(shop);
    }

    /**
     * No key is, or was until it was revoked, with two order lines or twice with one, nor does a key that a line has lie in
     * stock, to be given again. Keys are told apart by their ids.
     */
    public ShopAssert gaveNoKeyTwice() {
        Map<KeyId, List<String>> places = new LinkedHashMap<>();
        for (LineRecord line : WholeLists.lines(actual)) {
            line.keys().forEach(key -> add(places, key, name(line)));
            line.revoked().forEach(key -> add(places, key, name(line) + " (revoked)"));
        }
        for (PoolStock pool : actual.stock().pools()) {
            WholeLists.keys(actual, pool.pool(), KeyState.AVAILABLE)
                    .forEach(key -> add(places, key, "stock of \"" + pool.pool() + "\""));
        }
        List<String> faults = new ArrayList<>();
        places.forEach((key, where) -> {
            if (where.size() > 1) {
                faults.add("key " + key + ": " + String.join(" and ", where));
            }
        });
        return require(faults, "every key to be in one place");
    }

    private static void add(Map<KeyId, List<String>> places, KeyRecord key, String place) {
        places.computeIfAbsent(key.id(), id -> new ArrayList<>()).add(place);
    }

    private static String name(LineRecord line) {
        return "order \"" + line.orderId() + "\", line \"" + line.lineId() + "\"";
    }

    /**
     * Each unit that was ordered and not refunded has its keys, waits for them, or lost them by the hand of a person; and no
     * line waits for more than it is owed.
     */
    public ShopAssert answeredEveryUnit() {
        List<String> faults = new ArrayList<>();
        for (LineRecord line : WholeLists.lines(actual)) {
            int owed = (line.quantity() - line.refunded()) * line.keysPerUnit();
            int answered = line.keys().size() + line.waiting();
            if (answered + line.withdrawn() < owed || (line.waiting() > 0 && answered > owed)) {
                faults.add(name(line) + ": owed " + owed + " keys, has "
                        + line.keys().size() + ", waits for " + line.waiting() + ", lost " + line.withdrawn());
            }
        }
        return require(faults, "every unit to be answered");
    }

    /** Each pool's figures are what its lists come to: the keys that are available, and the lines that wait. */
    public ShopAssert hasTrueFigures() {
        List<String> faults = new ArrayList<>();
        for (PoolStock pool : actual.stock().pools()) {
            int available =
                    WholeLists.keys(actual, pool.pool(), KeyState.AVAILABLE).size();
            int waiting = WholeLists.waiting(actual, pool.pool()).size();
            if (available != pool.available() || waiting != pool.waitingLines()) {
                faults.add("pool \"" + pool.pool() + "\": says " + pool.available() + " available and "
                        + pool.waitingLines() + " waiting lines, lists " + available + " and " + waiting);
            }
        }
        return require(faults, "the figures of every pool to be true");
    }

    /** No order line waits for keys. */
    public ShopAssert hasNobodyWaiting() {
        List<String> faults = WholeLists.lines(actual).stream()
                .filter(line -> line.waiting() > 0)
                .map(line -> name(line) + ": waits for " + line.waiting() + " keys")
                .toList();
        return require(faults, "nobody to wait");
    }

    private ShopAssert require(List<String> faults, String wanted) {
        if (!faults.isEmpty()) {
            failWithMessage("%s", "expected " + wanted + ", but\n  " + String.join("\n  ", faults));
        }
        return this;
    }
}
