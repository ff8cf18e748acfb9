package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.inline;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;

/** Reads and writes a shop's own words. */
final class TextSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, PRODUCT_ID, VARIANT_ID, LANGUAGE_TAG, TEXT_NAME, WORDS);

    /** The name of the row by which a scope is locked. */
    private static final String LOCK = "";

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    TextSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    List<StoredText> texts(String shop, Set<ProductRef> products) {
        List<TextScope> scopes = new ArrayList<>(List.of(TextScope.shop()));
        products.forEach(product -> scopes.add(TextScope.of(product)));
        List<StoredText> texts = new ArrayList<>();
        Chunks.of(scopes, chunk -> {
            int n = render.listed(chunk.size());
            String sql = render.once(
                    List.of("texts", n),
                    () -> render.ofEach(
                            n,
                            List.of(PRODUCT_ID, VARIANT_ID),
                            TEXT,
                            wanted -> render.dsl()
                                    .select(List.of(
                                            PRODUCT_ID.of(TEXT),
                                            VARIANT_ID.of(TEXT),
                                            LANGUAGE_TAG.of(TEXT),
                                            TEXT_NAME.of(TEXT),
                                            WORDS.of(TEXT)))
                                    .from(TEXT)
                                    .where(wanted)
                                    .and(TEXT_NAME.of(TEXT).ne(inline(LOCK)))));
            texts.addAll(jdbc.query(
                    sql,
                    binds -> binds.eachRow(
                            shop,
                            chunk,
                            n,
                            (row, scope) -> row.text(product(scope)).text(variant(scope))),
                    TextSql::text));
        });
        return texts;
    }

    private static StoredText text(ResultSet row) throws SQLException {
        String product = row.getString(1);
        String variant = row.getString(2);
        String language = row.getString(3);
        TextScope scope = new TextScope(
                product.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new ProductRef(product, Optional.of(variant).filter(id -> !id.isEmpty()))),
                Optional.of(language).filter(tag -> !tag.isEmpty()).map(Locale::forLanguageTag));
        return new StoredText(scope, row.getString(4), row.getString(5));
    }

    void save(String shop, TextScope scope, Map<String, String> words) {
        lock(shop, scope);
        String delete = render.once(
                "deleteTexts",
                () -> render.dsl()
                        .deleteFrom(TEXT)
                        .where(isOfScope())
                        .and(TEXT_NAME.plain().ne(inline(LOCK))));
        jdbc.update(delete, binds -> scope(binds.text(shop), scope));
        if (!words.isEmpty()) {
            List<Map.Entry<String, String>> rows = List.copyOf(words.entrySet());
            jdbc.update(
                    render.insertAll(TEXT, rows.size(), false, COLUMNS),
                    binds -> binds.inserted(
                            shop,
                            rows,
                            (row, text) -> scope(row, scope).text(text.getKey()).text(text.getValue())));
        }
    }

    /** Otherwise two who replace the words of a scope at once would not see, and not remove, what the other one writes. */
    private void lock(String shop, TextScope scope) {
        Jdbc.Binder row = binds -> scope(binds.text(shop), scope).text(LOCK).text("");
        if (database.sharesLocksOfDuplicates()) {
            jdbc.update(render.insertOrTouch(TEXT, COLUMNS), row);
            return;
        }
        String insert = render.insert(TEXT, 1, database.insertsIgnoring(), COLUMNS);
        int inserted = database.insertsIgnoring() ? jdbc.update(insert, row) : jdbc.updateUnlessDuplicate(insert, row);
        if (inserted == 0) {
            String lock = render.once(
                    "lockTexts",
                    () -> render.dsl()
                            .select(TEXT_NAME.plain())
                            .from(TEXT)
                            .where(isOfScope())
                            .and(TEXT_NAME.plain().eq(inline(LOCK)))
                            .forUpdate());
            jdbc.lock(lock, binds -> scope(binds.text(shop), scope), found -> found.getString(1));
        }
    }

    private static Condition isOfScope() {
        return SHOP_ID.plain()
                .eq(parameter(SHOP_ID))
                .and(PRODUCT_ID.plain().eq(parameter(PRODUCT_ID)))
                .and(VARIANT_ID.plain().eq(parameter(VARIANT_ID)))
                .and(LANGUAGE_TAG.plain().eq(parameter(LANGUAGE_TAG)));
    }

    private static Binds scope(Binds binds, TextScope scope) throws SQLException {
        return binds.text(product(scope)).text(variant(scope)).text(language(scope));
    }

    private static String product(TextScope scope) {
        return scope.product().map(ProductRef::product).orElse("");
    }

    private static String variant(TextScope scope) {
        return scope.product().flatMap(ProductRef::variant).orElse("");
    }

    private static String language(TextScope scope) {
        return scope.language().map(Locale::toLanguageTag).orElse("");
    }
}
