package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Table;

/** Reads and writes how products get their keys. */
final class ProductSql {
    private static final List<Tables.Column<?>> PRODUCT_COLUMNS =
            List.of(SHOP_ID, PRODUCT_ID, VARIANT_ID, KEYS_PER_UNIT, SHORTAGE);
    private static final List<Tables.Column<?>> SOURCE_COLUMNS =
            List.of(SHOP_ID, PRODUCT_ID, VARIANT_ID, ORDINAL, POOL_ID);

    private final Render render;
    private final Jdbc jdbc;
    private final OrderSql orders;
    private final StockSql stock;
    private final WaitingSql waiting;

    ProductSql(Render render, Jdbc jdbc, OrderSql orders, StockSql stock, WaitingSql waiting) {
        this.render = render;
        this.jdbc = jdbc;
        this.orders = orders;
        this.stock = stock;
        this.waiting = waiting;
    }

    Optional<ProductSettings> get(String shop, ProductRef product) {
        return Optional.ofNullable(
                orders.open(shop, Set.of(), Set.of(product)).products().get(product));
    }

    void save(String shop, ProductRef product, ProductSettings settings) {
        List<Long> sources = sources(shop, settings);
        delete(shop, product);
        jdbc.update(
                render.insert(PRODUCT, 1, false, PRODUCT_COLUMNS),
                binds -> binds.text(shop)
                        .text(product.product())
                        .text(variant(product))
                        .integer(settings.keysPerUnit())
                        .text(settings.shortage().name()));
        jdbc.update(render.insert(PRODUCT_SOURCE, sources.size(), false, SOURCE_COLUMNS), binds -> {
            for (int i = 0; i < sources.size(); i++) {
                binds.text(shop)
                        .text(product.product())
                        .text(variant(product))
                        .integer(i)
                        .number(sources.get(i));
            }
        });
        Set<Long> pools = new LinkedHashSet<>(sources);
        pools.remove(Recording.GENERATED);
        if (!pools.isEmpty()) {
            waiting.wait(shop, product, variants(shop, product), pools);
        }
    }

    /** Locks the pools, so that none is deleted meanwhile. */
    private List<Long> sources(String shop, ProductSettings settings) {
        Set<Pool> named = new HashSet<>();
        for (KeySource source : settings.method().sources()) {
            if (source instanceof KeySource.FromPool from) {
                named.add(from.pool());
            }
        }
        Map<Pool, PoolRow> pools = stock.lockPools(shop, named);
        List<Long> ids = new ArrayList<>();
        for (KeySource source : settings.method().sources()) {
            ids.add(source instanceof KeySource.FromPool from ? id(pools, from.pool()) : Recording.GENERATED);
        }
        waiting.touchPools(shop, pools.values().stream().map(PoolRow::id).collect(Collectors.toSet()));
        return ids;
    }

    private static long id(Map<Pool, PoolRow> pools, Pool pool) {
        PoolRow row = pools.get(pool);
        if (row == null) {
            throw new UnknownPoolException(pool.toString());
        }
        return row.id();
    }

    /** The variants of a product that have settings of their own. */
    private Set<String> variants(String shop, ProductRef product) {
        String sql = render.once(
                "variants",
                () -> render.dsl()
                        .select(VARIANT_ID.plain())
                        .from(PRODUCT)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PRODUCT_ID.plain().eq(parameter(PRODUCT_ID)))
                        .and(VARIANT_ID.plain().ne("")));
        return new HashSet<>(jdbc.query(
                sql, binds -> binds.text(shop).text(product.product()).text(""), row -> row.getString(1)));
    }

    boolean delete(String shop, ProductRef product) {
        delete(PRODUCT_SOURCE, shop, product);
        return delete(PRODUCT, shop, product) > 0;
    }

    private int delete(Table<?> table, String shop, ProductRef product) {
        String sql = render.once(
                List.of("deleteProduct", table),
                () -> render.dsl()
                        .deleteFrom(table)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PRODUCT_ID.plain().eq(parameter(PRODUCT_ID)))
                        .and(VARIANT_ID.plain().eq(parameter(VARIANT_ID))));
        return jdbc.update(
                sql, binds -> binds.text(shop).text(product.product()).text(variant(product)));
    }

    private static String variant(ProductRef product) {
        return product.variant().orElse("");
    }
}
