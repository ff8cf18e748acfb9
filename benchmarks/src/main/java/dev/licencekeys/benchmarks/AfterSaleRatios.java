package dev.licencekeys.benchmarks;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.RateLimit;
import dev.licencekeys.Verifier;
import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.benchmarks.Ratio.Goal;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people ask after the sale: in a shop with many keys against one with few, and for keys of each kind. */
final class AfterSaleRatios {
    private static final int SMALL = 10_000;
    private static final int KEYS_EACH = 10;
    private static final int REAL = 100;

    private final Results results;
    private final Server server;
    private final Settings settings;
    private final int calls;

    AfterSaleRatios(Results results, Server server, Settings settings) {
        this.results = results;
        this.server = server;
        this.settings = settings;
        this.calls = (int) Math.max(20, settings.seconds() * 500);
    }

    /** A shop that has sold half of its keys, ten to each order, and a hundred keys that can be verified. */
    private static LicenceKeys shop(Bed bed, int keys) throws Exception {
        bed.stock("hot", 1, keys);
        int sold = keys / 2;
        String first = "pool_id in (select pool_id from licence_pool where tag = 'hot0') and position <= " + sold;
        bed.run(
                "insert into licence_order_line (shop_id, order_id, line_id, product_id, variant_id, customer_ref,"
                        + " quantity, keys_per_unit, shortage, waiting_keys, created_at)"
                        + " select 'default', 'sold-' || g, '1', 'hot0', '', 'customer-' || g % 1000, 10, 1, 'PARTIAL', 0,"
                        + " now() from generate_series(1, " + sold / KEYS_EACH + ") g",
                "insert into licence_assignment (shop_id, key_id, order_id, line_id, key_number, pool_id, assigned_at)"
                        + " select shop_id, key_id, 'sold-' || (position + 9) / 10, '1', (position + 9) % 10 + 1, pool_id, now()"
                        + " from licence_stock where " + first,
                "delete from licence_stock where " + first,
                "vacuum analyze");
        LicenceKeys shop = LicenceKeys.builder(bed.store(2), KeyProtection.plaintext())
                .rateLimit(RateLimit.none())
                .build();
        shop.stock().upload("real", real("GIVEN-"));
        shop.products().set("real", AssignmentMethod.specificTag("real"));
        for (int i = 0; i < REAL; i++) {
            shop.fulfil(Bed.orderOf("real", i));
        }
        return shop;
    }

    private static Stream<String> real(String prefix) {
        return IntStream.range(0, REAL).mapToObj(i -> prefix + i);
    }

    void growth() throws Exception {
        try (Bed large = Bed.on(server);
                Bed small = Bed.on(server)) {
            LicenceKeys largeShop = shop(large, settings.stock());
            LicenceKeys smallShop = shop(small, SMALL);
            results.add(
                    "verify-growth",
                    Goal.atMost(1.5),
                    Measured.alternately(
                            settings.runs(),
                            subject(
                                    "verify, %,d keys",
                                    settings.stock(),
                                    i -> requireTrue(largeShop
                                            .verifier()
                                            .verify("GIVEN-" + i % REAL)
                                            .isPresent())),
                            subject(
                                    "%,d keys",
                                    SMALL,
                                    i -> requireTrue(smallShop
                                            .verifier()
                                            .verify("GIVEN-" + i % REAL)
                                            .isPresent()))));
            results.add(
                    "order-keys-growth",
                    Goal.atMost(1.5),
                    Measured.alternately(
                            settings.runs(),
                            subject(
                                    "keys of an order, %,d keys",
                                    settings.stock(),
                                    i -> requireTen(largeShop, 1 + i * 7 % (settings.stock() / 2 / KEYS_EACH))),
                            subject(
                                    "%,d keys",
                                    SMALL, i -> requireTen(smallShop, 1 + i * 7 % (SMALL / 2 / KEYS_EACH)))));
            classes(largeShop);
        }
    }

    private static void requireTrue(boolean right) {
        if (!right) {
            throw new IllegalStateException("a key of the benchmark was not found");
        }
    }

    private static void requireTen(LicenceKeys shop, int order) {
        requireTrue(shop.orders().lines("sold-" + order).get(0).keys().size() == KEYS_EACH);
    }

    private Subject subject(String what, int keys, IntConsumer call) {
        return new Subject(String.format(Locale.ROOT, what, keys), "ms", () -> {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                times.add(time(call, i));
            }
            return Measured.median(times);
        });
    }

    private static double time(IntConsumer call, int i) {
        long began = System.nanoTime();
        call.accept(i);
        return (System.nanoTime() - began) / 1e6;
    }

    /** How long the public's question takes for keys of each kind, in turn, against one that nobody ever had. */
    private void classes(LicenceKeys shop) {
        shop.stock().upload("free", real("FREE-"));
        shop.stock().upload("revoked", real("REVOKED-"));
        shop.products().set("revoked", AssignmentMethod.specificTag("revoked"));
        Act act = new Act("benchmark", "");
        for (int i = 0; i < REAL; i++) {
            shop.fulfil(Bed.orderOf("revoked", REAL + i));
            shop.support()
                    .revoke(shop.verifier().verify("REVOKED-" + i).orElseThrow().id(), act);
        }
        Verifier verifier = shop.verifier();
        Map<String, IntConsumer> kinds = new LinkedHashMap<>();
        for (String kind : List.of("UNKNOWN-", "FREE-", "REVOKED-", "GIVEN-", "MALFORMED\u0000-")) {
            kinds.put(kind, i -> verifier.isGenuine(kind + i % REAL, "benchmark"));
        }
        Map<String, List<Double>> times = new LinkedHashMap<>();
        List<Map.Entry<String, IntConsumer>> turns = new ArrayList<>(kinds.entrySet());
        Random random = new Random(1);
        for (int i = -calls / 10; i < calls; i++) {
            // Whoever comes first in a round takes a little less or more.
            Collections.shuffle(turns, random);
            for (Map.Entry<String, IntConsumer> kind : turns) {
                double time = time(kind.getValue(), Math.abs(i));
                if (i >= 0) {
                    times.computeIfAbsent(kind.getKey(), any -> new ArrayList<>())
                            .add(time);
                }
            }
        }
        double unknown = Measured.median(times.getOrDefault("UNKNOWN-", List.of()));
        times.forEach((kind, each) -> {
            String name = kind.replaceAll("[^A-Z]", "").toLowerCase(Locale.ROOT);
            double median = Measured.median(each);
            results.add(
                    "is-genuine-" + name,
                    new Measured(
                            median / unknown,
                            String.format(Locale.ROOT, "isGenuine, %s, %.3f ms (%s)", name, median, spread(each)),
                            String.format(Locale.ROOT, "isGenuine, unknown, %.3f ms", unknown),
                            calls));
        });
    }

    private static String spread(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "quartiles %.3f and %.3f",
                sorted.get(sorted.size() / 4),
                sorted.get(sorted.size() * 3 / 4));
    }
}
