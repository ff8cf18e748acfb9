package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store with stock to claim and nothing else; it writes down what was claimed. */
final class StockOnly {
    private final Map<Long, List<StockRow>> stock;
    private final List<Claim> claims = new ArrayList<>();

    StockOnly(Map<Long, List<StockRow>> stock) {
        this.stock = stock;
    }

    /**
     * A claim that was made.
     *
     * @param got rows that came back, by pool id
     */
    record Claim(Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow, Map<Long, List<StockRow>> got) {
        int gotOf(long pool) {
            return got.getOrDefault(pool, List.of()).size();
        }
    }

    List<Claim> claims() {
        return claims;
    }

    /** A transaction that answers what is asked of stock, and refuses everything else. */
    @SuppressWarnings("unchecked")
    StoreTransaction transaction() {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> {
                    if (call.getName().equals("claim")) {
                        return claim((Map<Long, Integer>) args[1], (Map<Long, Set<Long>>) args[2]);
                    }
                    throw new UnsupportedOperationException(call + ", where only stock is needed");
                });
    }

    private Map<Long, List<StockRow>> claim(Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
        assertThat(claims.size()).as("claims without an end").isLessThan(100);
        Map<Long, List<StockRow>> got = new HashMap<>();
        wanted.forEach((pool, count) -> {
            List<StockRow> rows = stock.getOrDefault(pool, List.of());
            // A pool without rows may be left out of the answer.
            if (!rows.isEmpty()) {
                got.put(pool, List.copyOf(rows.subList(0, Math.min(count, rows.size()))));
            }
        });
        claims.add(new Claim(Map.copyOf(wanted), Map.copyOf(overflow), Map.copyOf(got)));
        return Map.copyOf(got);
    }
}
