package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/** Writes the queues in which lines wait for pools. */
final class WaitingSql {
    private static final List<Tables.Column<?>> COLUMNS = List.of(SHOP_ID, POOL_ID, ORDER_ID, LINE_ID);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    WaitingSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    /**
     * A line's place in a queue.
     *
     * @param line the line
     * @param poolId the pool for which it waits
     */
    record Place(LineRef line, long poolId) {}

    void update(String shop, Recording recording) {
        List<Place> begins = new ArrayList<>();
        for (NewLine line : recording.newLines()) {
            new TreeSet<>(line.waitsFor()).forEach(pool -> begins.add(new Place(line.line(), pool)));
        }
        join(shop, begins, false);
        List<Place> goesOn = new ArrayList<>();
        List<LineRef> served = new ArrayList<>();
        for (ChangedLine line : recording.changedLines()) {
            if (line.counts().waiting() == 0) {
                served.add(line.line());
            } else {
                new TreeSet<>(line.waitsFor()).forEach(pool -> goesOn.add(new Place(line.line(), pool)));
            }
        }
        joinUnlessThere(shop, goesOn);
        leave(shop, served);
    }

    private void join(String shop, List<Place> places, boolean unlessThere) {
        touchPools(shop, places.stream().map(Place::poolId).collect(Collectors.toCollection(TreeSet::new)));
        Chunks.of(
                places,
                chunk -> jdbc.update(render.insert(WAITING, chunk.size(), unlessThere, COLUMNS), binds -> {
                    for (Place place : chunk) {
                        binds.text(shop)
                                .number(place.poolId())
                                .text(place.line().orderId())
                                .text(place.line().lineId());
                    }
                }));
    }

    /**
     * Changes the pools, too. Whoever serves a queue, or deletes a pool, locks it first: a transaction whose snapshot is too
     * old to show what came is refused there, and begun again, instead of passing it over. Databases that don't refuse
     * it look with a lock.
     */
    void touchPools(String shop, Set<Long> poolIds) {
        if (database.readsOldSnapshots()) {
            return;
        }
        Chunks.of(poolIds, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("touchPools", n),
                    () -> render.dsl()
                            .update(POOL)
                            .set(QUEUE_VERSION.plain(), QUEUE_VERSION.plain().plus(inline(1)))
                            .where(oneOf(n, POOL, SHOP_ID, POOL_ID)));
            jdbc.update(sql, binds -> binds.rows(shop, chunk, n, Binds::number));
        });
    }

    /** The lines are locked, so nobody else can add a place between the look and the insert. */
    private void joinUnlessThere(String shop, List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        if (database.readsOldSnapshots()) {
            // A look could show a place that was taken away since: the line would then wait without one, for ever.
            join(shop, places, true);
            return;
        }
        List<Place> missing = new ArrayList<>(places);
        missing.removeAll(
                placesOf(shop, places.stream().map(Place::line).distinct().toList()));
        join(shop, missing, false);
    }

    private List<Place> placesOf(String shop, List<LineRef> lines) {
        List<Place> places = new ArrayList<>();
        Chunks.of(lines, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("placesOf", n),
                    () -> render.dsl()
                            .select(ORDER_ID.plain(), LINE_ID.plain(), POOL_ID.plain())
                            .from(WAITING)
                            .where(oneOf(n, WAITING, SHOP_ID, ORDER_ID, LINE_ID)));
            places.addAll(jdbc.query(
                    sql,
                    binds -> binds.lines(shop, chunk, n),
                    row -> new Place(new LineRef(row.getString(1), row.getString(2)), row.getLong(3))));
        });
        return places;
    }

    private void leave(String shop, List<LineRef> lines) {
        Chunks.of(lines, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("leave", n),
                    () -> render.dsl().deleteFrom(WAITING).where(oneOf(n, WAITING, SHOP_ID, ORDER_ID, LINE_ID)));
            jdbc.update(sql, binds -> binds.lines(shop, chunk, n));
        });
    }

    /**
     * Lets the lines of a product that wait do so for these pools, in the order in which they waited before. Lines of
     * variants that have settings of their own are none of the product's.
     */
    void wait(String shop, ProductRef product, Set<String> otherVariants, Set<Long> poolIds) {
        String sql = render.once("waitingOf", this::waitingOf);
        Set<LineRef> lines = new LinkedHashSet<>();
        Map<Place, Long> places = new HashMap<>();
        jdbc.query(sql, binds -> binds.text(product.product()).text(shop), row -> {
            Optional<String> variant = Optional.ofNullable(row.getString(5));
            if (variant.filter(v -> product.variant().map(v::equals).orElse(!otherVariants.contains(v)))
                    .isPresent()) {
                LineRef line = new LineRef(row.getString(2), row.getString(3));
                lines.add(line);
                places.put(new Place(line, row.getLong(4)), row.getLong(1));
            }
            return variant;
        });
        List<Place> joins = new ArrayList<>();
        for (LineRef line : lines) {
            for (long pool : new TreeSet<>(poolIds)) {
                if (places.remove(new Place(line, pool)) == null) {
                    joins.add(new Place(line, pool));
                }
            }
        }
        join(shop, joins, false);
        leavePlaces(shop, places);
    }

    /** The product is looked up line by line: joined, PostgreSQL read all lines of the shop to find those of the product. */
    private Select<? extends Record> waitingOf() {
        // Nor is it among the conditions, where PostgreSQL could take the index of a list of its lines for each of
        // them.
        Field<String> variantIfOfProduct =
                field(select(when(PRODUCT_ID.of(ORDER_LINE).eq(parameter(PRODUCT_ID)), VARIANT_ID.of(ORDER_LINE)))
                        .from(ORDER_LINE)
                        .where(SHOP_ID.of(ORDER_LINE).eq(SHOP_ID.of(WAITING)))
                        .and(ORDER_ID.of(ORDER_LINE).eq(ORDER_ID.of(WAITING)))
                        .and(LINE_ID.of(ORDER_LINE).eq(LINE_ID.of(WAITING))));
        return render.dsl()
                .select(
                        PLACE.of(WAITING),
                        ORDER_ID.of(WAITING),
                        LINE_ID.of(WAITING),
                        POOL_ID.of(WAITING),
                        variantIfOfProduct)
                .from(WAITING)
                .where(SHOP_ID.of(WAITING).eq(parameter(SHOP_ID)))
                .orderBy(PLACE.of(WAITING));
    }

    private void leavePlaces(String shop, Map<Place, Long> places) {
        String sql = render.once(
                "leavePlace",
                () -> render.dsl()
                        .deleteFrom(WAITING)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(PLACE.plain().eq(parameter(PLACE))));
        if (!places.isEmpty()) {
            jdbc.batch(
                    sql,
                    places.entrySet(),
                    (binds, place) ->
                            binds.text(shop).number(place.getKey().poolId()).number(place.getValue()));
        }
    }
}
