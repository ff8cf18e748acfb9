package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.DownloadPages.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Display;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.StoredText;
import dev.licencekeys.testkit.arbitrary.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A shop's own words for what customers see. */
final class OwnWords {
    static final List<Contract> CONTRACTS = List.of(
            contract("each scope's words are read as they were written", OwnWords::readAsWritten),
            contract("the closest words win, text by text", OwnWords::closest),
            contract("words replace all earlier ones of their scope, and can be removed", OwnWords::replaced),
            contract("words come back exactly, whatever their characters", OwnWords::exact),
            contract("ids that look alike have words of their own", OwnWords::alike),
            contract("one shop's words are unknown to another", Promise.NOTHING_LEAKS, OwnWords::otherShop),
            contract(
                    "words of a transaction that failed are not there", Promise.YOUR_TRANSACTION, OwnWords::rolledBack),
            contract("words are found among those of thousands of products", OwnWords::many),
            contract("two who replace the same words at once don't mix theirs", OwnWords::atOnce));

    private static final Locale AUSTRIA = Locale.forLanguageTag("de-AT");
    private static final ProductRef PRODUCT = ProductRef.of("p");
    private static final ProductRef VARIANT = ProductRef.of("p", "v");

    /** From the closest one, for a customer in Austria who bought the variant. */
    private static final List<TextScope> SCOPES = List.of(
            TextScope.of(VARIANT).in(AUSTRIA),
            TextScope.of(VARIANT).in(Locale.GERMAN),
            TextScope.of(VARIANT),
            TextScope.of(PRODUCT).in(AUSTRIA),
            TextScope.of(PRODUCT).in(Locale.GERMAN),
            TextScope.of(PRODUCT),
            TextScope.shop().in(AUSTRIA),
            TextScope.shop().in(Locale.GERMAN),
            TextScope.shop());

    private static final List<String> ODD = List.of(
            "<script>alert('1')</script>",
            "\"quotes\" & 'quotes' -- %s %n \\n \\ /* ? :name $1",
            "\u05DE\u05E4\u05EA\u05D7 \u202Bright to left",
            "\uD83D\uDD11 \uD83D\uDC68\u200D\uD83D\uDCBB \uD800\uDF48",
            "e\u0301 and \u00E9, \u00DF and \u1E9E, \u0130 and \u0131",
            "  spaces  at its ends  ",
            "\u00A0\u200B.\uFEFF",
            "} a brace { or :-{",
            "\uD83D\uDD11".repeat(DisplayTexts.MAX_LENGTH),
            "\u6F22".repeat(DisplayTexts.MAX_LENGTH));

    private OwnWords() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.EVERY_UNIT_ANSWERED, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("display, words", name, promise, body);
    }

    private static DisplayTexts button(String words) {
        return DisplayTexts.none().with(DisplayText.KEY_BUTTON, words);
    }

    private static String button(LicenceKeys keys, ProductRef product, Locale language) {
        return keys.display().preview(product, LineState.READY, NAMES, language).button();
    }

    private static void readAsWritten(TestShop shop) {
        Map<TextScope, DisplayTexts> written = new HashMap<>();
        for (TextScope scope : SCOPES) {
            DisplayTexts texts = DisplayTexts.none();
            for (DisplayText text : DisplayText.values()) {
                texts = shop.random().nextBoolean() ? texts.with(text, text + " of " + scope) : texts;
            }
            written.put(scope, texts.with(DisplayText.DIALOG_TITLE, "{product} of {order}"));
            shop.keys().display().set(scope, written.get(scope));
        }
        Display read = shop.onAnotherNode().display();
        written.forEach(
                (scope, texts) -> assertThat(read.texts(scope)).as("%s", scope).isEqualTo(texts));
        for (TextScope scope : List.of(
                TextScope.shop().in(Locale.FRENCH),
                TextScope.of(ProductRef.of("p", "w")),
                TextScope.of(ProductRef.of("v")),
                TextScope.of(ProductRef.of("v", "p")))) {
            assertThat(read.texts(scope)).as("%s", scope).isEqualTo(DisplayTexts.none());
        }
    }

    private static void closest(TestShop shop) {
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        shop.keys().fulfil(Order.of("1", new OrderLine("1", VARIANT, 1)));
        for (int round = 0; round < 20; round++) {
            Map<TextScope, DisplayTexts> own = new HashMap<>();
            for (TextScope scope : SCOPES) {
                DisplayTexts texts = DisplayTexts.none();
                for (DisplayText text : List.of(DisplayText.KEY_BUTTON, DisplayText.COPY)) {
                    texts = shop.random().nextInt(4) == 0 ? texts.with(text, text + " of " + scope) : texts;
                }
                own.put(scope, texts);
                shop.keys().display().set(scope, texts);
            }
            LicenceKeys node = shop.onAnotherNode();
            LineView line = node.display().page("1", NAMES, AUSTRIA).lines().get(0);
            assertThat(line.button()).isEqualTo(expected(own, DisplayText.KEY_BUTTON, SCOPES));
            assertThat(node.display().reveal("1", "1", NAMES, AUSTRIA).copy())
                    .isEqualTo(expected(own, DisplayText.COPY, SCOPES));
            assertThat(button(node, ProductRef.of("p", "w"), Locale.GERMANY))
                    .isEqualTo(expected(
                            own,
                            DisplayText.KEY_BUTTON,
                            List.of(SCOPES.get(4), SCOPES.get(5), SCOPES.get(7), SCOPES.get(8))));
        }
    }

    private static String expected(Map<TextScope, DisplayTexts> own, DisplayText text, List<TextScope> fromClosest) {
        for (TextScope scope : fromClosest) {
            DisplayTexts texts = own.getOrDefault(scope, DisplayTexts.none());
            if (texts.get(text).isPresent()) {
                return texts.get(text).get();
            }
        }
        return DisplayTexts.standard(Locale.GERMAN).get(text).orElseThrow();
    }

    private static void replaced(TestShop shop) {
        for (TextScope scope : SCOPES) {
            shop.keys().display().set(scope, button("first").with(DisplayText.CLOSE, "first"));
        }
        for (TextScope scope : SCOPES) {
            shop.keys().display().set(scope, button("second"));
            assertThat(shop.onAnotherNode().display().texts(scope)).isEqualTo(button("second"));
        }
        for (TextScope scope : SCOPES) {
            shop.keys().display().set(scope, DisplayTexts.none());
            shop.keys().display().set(scope, DisplayTexts.none());
            assertThat(shop.onAnotherNode().display().texts(scope)).isEqualTo(DisplayTexts.none());
        }
        assertThat(button(shop.onAnotherNode(), VARIANT, AUSTRIA)).isEqualTo("Lizenzschl\u00FCssel");
    }

    private static void exact(TestShop shop) {
        TextScope scope = TextScope.of(VARIANT).in(Locale.forLanguageTag("zh-Hant-TW"));
        for (String words : ODD) {
            DisplayTexts texts = DisplayTexts.none();
            for (DisplayText text : DisplayText.values()) {
                texts = text.placeholders().isEmpty() || !words.contains("{") ? texts.with(text, words) : texts;
            }
            shop.keys().display().set(scope, texts);
            assertThat(shop.onAnotherNode().display().texts(scope)).isEqualTo(texts);
            assertThat(button(shop.onAnotherNode(), VARIANT, Locale.forLanguageTag("zh-Hant-TW")))
                    .isEqualTo(words);
        }
    }

    private static void alike(TestShop shop) {
        Map<ProductRef, String> own = new HashMap<>();
        for (String id : Ids.ALIKE) {
            own.put(ProductRef.of(id), "product " + own.size());
            own.put(ProductRef.of("p", id), "variant " + own.size());
        }
        own.forEach((product, words) -> shop.keys().display().set(TextScope.of(product), button(words)));
        LicenceKeys node = shop.onAnotherNode();
        own.forEach((product, words) -> assertThat(button(node, product, Locale.ENGLISH))
                .as("%s", product)
                .isEqualTo(words));
    }

    private static void otherShop(TestShop shop) {
        TestShop other = shop.neighbour();
        for (TextScope scope : SCOPES) {
            shop.keys().display().set(scope, button("ours"));
        }
        assertThat(button(other.keys(), VARIANT, AUSTRIA)).isEqualTo("Lizenzschl\u00FCssel");
        for (TextScope scope : SCOPES) {
            assertThat(other.keys().display().texts(scope)).isEqualTo(DisplayTexts.none());
            other.keys().display().set(scope, button("theirs"));
            other.keys().display().set(scope, DisplayTexts.none());
            assertThat(shop.keys().display().texts(scope)).isEqualTo(button("ours"));
        }
    }

    private static void rolledBack(TestShop shop) {
        TextScope before = TextScope.shop();
        TextScope never = TextScope.of(PRODUCT);
        shop.keys().display().set(before, button("before"));
        shop.rolledBack(keys -> {
            keys.display().set(before, DisplayTexts.none().with(DisplayText.COPY, "rolled back"));
            keys.display().set(never, button("rolled back"));
            assertThat(button(keys, PRODUCT, Locale.ENGLISH)).isEqualTo("rolled back");
        });
        assertThat(shop.onAnotherNode().display().texts(before)).isEqualTo(button("before"));
        assertThat(shop.onAnotherNode().display().texts(never)).isEqualTo(DisplayTexts.none());
    }

    private static void many(TestShop shop) {
        List<ProductRef> products = new ArrayList<>(IntStream.range(0, 1_200)
                .mapToObj(i -> i % 2 == 0 ? ProductRef.of("p-" + i) : ProductRef.of("p", "v-" + i))
                .toList());
        shop.keys().display().set(TextScope.shop(), button("shop"));
        shop.inTransaction(keys -> {
            products.forEach(product -> keys.display().set(TextScope.of(product), button("of " + product)));
            return products.size();
        });
        Collections.shuffle(products, shop.random());
        Set<ProductRef> some = new HashSet<>(products.subList(0, 1_100));
        some.add(ProductRef.of("unknown"));
        List<StoredText> found = shop.store().transact(tx -> tx.texts(shop.id(), some));
        List<StoredText> expected =
                new ArrayList<>(List.of(new StoredText(TextScope.shop(), DisplayText.KEY_BUTTON.name(), "shop")));
        products.subList(0, 1_100)
                .forEach(product -> expected.add(
                        new StoredText(TextScope.of(product), DisplayText.KEY_BUTTON.name(), "of " + product)));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void atOnce(TestShop shop) throws InterruptedException {
        DisplayTexts one = DisplayTexts.none().with(DisplayText.COPY, "one").with(DisplayText.CLOSE, "one");
        DisplayTexts other = button("other").with(DisplayText.COPIED, "other");
        for (int round = 0; round < 10; round++) {
            TextScope scope = TextScope.of(ProductRef.of("p-" + round / 2));
            Race<Boolean> race = new Race<>();
            for (DisplayTexts texts : List.of(one, other, one, other)) {
                LicenceKeys node = shop.onAnotherNode();
                race.with(() -> {
                    node.display().set(scope, texts);
                    return true;
                });
            }
            assertThat(race.run()).as("words saved").hasSize(4);
            assertThat(shop.keys().display().texts(scope)).isIn(one, other);
        }
    }
}
