package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.CsvStyle;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyPage;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.LookAlikes;
import dev.licencekeys.pool.Pool;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Looking at the keys of a shop. */
final class KeyLists {
    static final List<Contract> CONTRACTS = List.of(
            contract("available keys are listed as they will be given", KeyLists::available),
            contract("a list goes on where it was, whatever is given meanwhile", KeyLists::goesOn),
            contract("assigned keys are listed with the lines that have them", KeyLists::assigned),
            contract("retired keys are listed apart", KeyLists::retired),
            contract("a list shows no value", Promise.NOTHING_LEAKS, KeyLists::masked),
            contract("a key is found by its value, whatever its state", KeyLists::found),
            contract("a value is shown by an act", Promise.NOTHING_LEAKS, KeyLists::shown),
            contract("an export has every key of the state, with its note and line", KeyLists::exported),
            contract("an export for spreadsheets runs no formula", Promise.NOTHING_LEAKS, KeyLists::formulas),
            contract("keys that look alike are found, and no others", KeyLists::lookAlikes),
            contract("pools are found by a part of their tag", KeyLists::pools));

    private KeyLists() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.HONEST_STOCK, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("keys, listed", name, promise, body);
    }

    /** All parts of a list, of random sizes. */
    static List<KeyRecord> all(TestShop shop, Pool pool, KeyState state) {
        List<KeyRecord> keys = new ArrayList<>();
        Optional<KeyCursor> next = Optional.of(KeyCursor.START);
        while (next.isPresent()) {
            // As a host has it, which keeps the place in the address of a page.
            KeyCursor after = KeyCursor.parse(next.get().toString());
            KeyPage page = shop.onAnotherNode()
                    .inventory()
                    .keys(pool, state, after, 1 + shop.random().nextInt(40));
            keys.addAll(page.keys());
            assertThat(keys.size()).as("keys of a list that ends").isLessThan(5_000);
            next = page.next();
        }
        return keys;
    }

    /** The values of listed keys; each look is an act. */
    static List<String> shown(TestShop shop, List<KeyRecord> keys) {
        return keys.stream()
                .map(key -> shop.keys().inventory().show(key.id(), ByHand.ACT).reveal())
                .toList();
    }

    private static void available(TestShop shop) {
        List<String> keys = new ArrayList<>(shop.upload("a", 70));
        shop.upload("b", 3);
        shop.sells("p", "a");
        shop.order("1", "p", 5);
        keys.addAll(shop.upload("a", 20));
        List<KeyRecord> listed = all(shop, Pool.tagged("a"), KeyState.AVAILABLE);
        assertThat(shown(shop, listed)).isEqualTo(keys.subList(5, 90));
        assertThat(listed)
                .as("keys listed")
                .allMatch(key -> key.state() == KeyState.AVAILABLE
                        && key.pool().equals(Optional.of(Pool.tagged("a")))
                        && key.holder().isEmpty());
        assertThatThrownBy(() -> all(shop, Pool.tagged("none"), KeyState.AVAILABLE))
                .isInstanceOf(UnknownPoolException.class);
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() ->
                            shop.keys().inventory().keys(Pool.tagged("a"), KeyState.AVAILABLE, KeyCursor.START, limit))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    private static void goesOn(TestShop shop) {
        List<String> keys = shop.sells("a", 30);
        KeyPage first = shop.keys().inventory().keys(Pool.tagged("a"), KeyState.AVAILABLE, KeyCursor.START, 10);
        // Also the key before the place is gone then.
        shop.order("1", "a", 15);
        KeyPage second = shop.keys()
                .inventory()
                .keys(Pool.tagged("a"), KeyState.AVAILABLE, first.next().orElseThrow(), 10);
        assertThat(shown(shop, second.keys())).isEqualTo(keys.subList(15, 25));
    }

    private static void assigned(TestShop shop) {
        shop.sells("a", 30);
        shop.sells("b", 5);
        shop.order("1", "a", 12);
        shop.order("2", "b", 5);
        List<AssignedKey> last = shop.order("3", "a", 2).keys();
        List<KeyRecord> listed = all(shop, Pool.tagged("a"), KeyState.ASSIGNED);
        assertThat(listed).as("keys listed").hasSize(14);
        assertThat(listed).extracting(KeyRecord::id).doesNotHaveDuplicates().isSorted();
        for (AssignedKey key : last) {
            KeyRecord entry = listed.stream()
                    .filter(record -> record.id().equals(key.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.holder())
                    .contains(new KeyRecord.Holder(
                            "3", "1", Optional.empty(), key.assignedAt(), Optional.empty(), Optional.empty()));
            assertThat(entry.state()).isEqualTo(KeyState.ASSIGNED);
            assertThat(entry.pool()).contains(Pool.tagged("a"));
            assertThat(shop.keys().inventory().key(key.id())).contains(entry);
        }
    }

    private static void retired(TestShop shop) {
        shop.upload("a", 30);
        shop.upload("b", 2);
        List<KeyRecord> keys = all(shop, Pool.tagged("a"), KeyState.AVAILABLE);
        List<KeyId> wrong =
                keys.subList(3, 20).stream().map(KeyRecord::id).sorted().toList();
        shop.keys().inventory().retire(wrong, ByHand.ACT);
        shop.keys().inventory().retireAll(Pool.tagged("b"), ByHand.ACT);
        List<KeyRecord> listed = all(shop, Pool.tagged("a"), KeyState.RETIRED);
        assertThat(listed).extracting(KeyRecord::id).isEqualTo(wrong);
        assertThat(listed)
                .as("keys listed")
                .allMatch(key -> key.state() == KeyState.RETIRED && key.pool().equals(Optional.of(Pool.tagged("a"))));
        assertThat(all(shop, Pool.tagged("a"), KeyState.AVAILABLE)).hasSize(13);
    }

    private static void masked(TestShop shop) {
        shop.keys().stock().upload("a", Stream.of("LONG-ENOUGH-TO-SHOW", "SHORT"));
        List<KeyRecord> listed = all(shop, Pool.tagged("a"), KeyState.AVAILABLE);
        assertThat(listed).extracting(KeyRecord::masked).containsExactly("****SHOW", "****");
        assertThat(listed.toString()).as("the list as text").doesNotContain("ENOUGH", "SHORT");
    }

    private static void found(TestShop shop) {
        shop.sells("p", "a");
        shop.keys().stock().upload("a", Stream.of("given", "e\u0301", "free"));
        AssignedKey given = shop.order("1", "p", 1).keys().get(0);
        assertThat(shop.keys().inventory().find("given").map(KeyRecord::id)).contains(given.id());
        assertThat(shop.keys().inventory().find(" free\t").map(KeyRecord::state))
                .contains(KeyState.AVAILABLE);
        KeyRecord composed = shop.onAnotherNode().inventory().find("\u00E9").orElseThrow();
        assertThat(shown(shop, List.of(composed))).containsExactly("e\u0301");
        shop.keys().inventory().retire(List.of(composed.id()), ByHand.ACT);
        assertThat(shop.keys().inventory().find("\u00E9").map(KeyRecord::state)).contains(KeyState.RETIRED);
        for (String unknown : List.of("Given", "unknown", "", " ", "nu\0l", "half\uD83D", "x".repeat(2_000))) {
            assertThat(shop.keys().inventory().find(unknown)).isEmpty();
        }
        assertThat(shop.neighbour().keys().inventory().find("free"))
                .as("found by another shop")
                .isEmpty();
        assertThat(shop.neighbour().keys().inventory().key(given.id()))
                .as("known to another shop")
                .isEmpty();
    }

    private static void shown(TestShop shop) {
        List<String> keys = shop.upload("a", 1);
        KeyId key = all(shop, Pool.tagged("a"), KeyState.AVAILABLE).get(0).id();
        int before = shop.keys().audit().latest(100).size();
        assertThat(shop.keys().inventory().show(key, ByHand.ACT).reveal()).isEqualTo(keys.get(0));
        assertThat(shop.keys().audit().latest(100)).as("events").hasSize(before + 1);
        KeyId unknown = new KeyId(UUID.randomUUID());
        assertThatThrownBy(() -> shop.keys().inventory().show(unknown, ByHand.ACT))
                .isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> shop.neighbour().keys().inventory().show(key, ByHand.ACT))
                .isInstanceOf(UnknownKeyException.class);
        assertThat(shop.keys().audit().latest(100)).as("events").hasSize(before + 1);
    }

    private static String export(TestShop shop, String tag, KeyState state, CsvStyle style) {
        StringWriter out = new StringWriter();
        long count = shop.keys().inventory().export(Pool.tagged(tag), state, style, out, ByHand.ACT);
        assertThat(out.toString().lines().count() - 1).as("rows").isEqualTo(count);
        return out.toString();
    }

    private static void exported(TestShop shop) {
        shop.importKeys(
                Supplied.csv("key,note\n\"a,b\",first\n\"say \"\"x\"\"\",\nplain,\"=1\"\n"), ImportOptions.into("a"));
        shop.sells("p", "a");
        assertThat(export(shop, "a", KeyState.AVAILABLE, CsvStyle.EXACT).lines())
                .containsExactly(
                        "key,tag,note,expiry,order,line,assigned_at",
                        "\"a,b\",a,first,,,,",
                        "\"say \"\"x\"\"\",a,,,,,",
                        "plain,a,=1,,,,");
        AssignedKey given = shop.order("1", "p", 1).keys().get(0);
        assertThat(export(shop, "a", KeyState.ASSIGNED, CsvStyle.EXACT).lines())
                .containsExactly(
                        "key,tag,note,expiry,order,line,assigned_at", "\"a,b\",a,first,,1,1," + given.assignedAt());
        String many = String.join("\n", shop.upload("many", 2_300));
        String csv = export(shop, "many", KeyState.AVAILABLE, CsvStyle.EXACT);
        assertThat(csv.replace(",many,,,,,", "")
                        .replace("key,tag,note,expiry,order,line,assigned_at\r\n", "")
                        .replace("\r", ""))
                .isEqualTo(many + "\n");
        StringWriter out = new StringWriter();
        assertThatThrownBy(() -> shop.keys()
                        .inventory()
                        .export(Pool.tagged("none"), KeyState.AVAILABLE, CsvStyle.EXACT, out, ByHand.ACT))
                .isInstanceOf(UnknownPoolException.class);
        assertThat(out.toString()).as("written of a pool that does not exist").isEmpty();
    }

    private static void formulas(TestShop shop) {
        List<String> formulas =
                List.of("=HYPERLINK(\"x\")", "+1", "-1", "@x", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201");
        shop.keys().stock().upload("a", formulas.stream());
        shop.keys().stock().upload("a", Stream.of("a=1", "1-1"));
        List<String> rows = export(shop, "a", KeyState.AVAILABLE, CsvStyle.FOR_SPREADSHEETS)
                .lines()
                .skip(1)
                .toList();
        for (int i = 0; i < formulas.size(); i++) {
            assertThat(rows.get(i)).as("row %d", i).startsWith(i == 0 ? "\"'=HYPER" : "'" + formulas.get(i));
        }
        assertThat(rows.subList(formulas.size(), rows.size())).containsExactly("a=1,a,,,,,", "1-1,a,,,,,");
        assertThat(export(shop, "a", KeyState.AVAILABLE, CsvStyle.EXACT).lines().toList())
                .as("an exact export")
                .contains("+1,a,,,,,", "-1,a,,,,,", "@x,a,,,,,");
    }

    private static void lookAlikes(TestShop shop) {
        shop.keys().stock().upload("a", Stream.of("ABCD-0O1", "other", "AbCd-0o1", "----", "....", "\uFF21\uFF22"));
        shop.keys().stock().upload("b", Stream.of("ab cd 00l", "ab", "others", "\u05D0"));
        shop.upload("c", 1_100);
        List<LookAlikes> found = shop.keys().inventory().lookAlikes(100);
        assertThat(found.stream().map(group -> shown(shop, group.keys())).toList())
                .containsExactly(List.of("ABCD-0O1", "AbCd-0o1", "ab cd 00l"), List.of("\uFF21\uFF22", "ab"));
        assertThat(shop.keys().inventory().lookAlikes(1)).hasSize(1);
        List<KeyId> tooMuch = found.stream()
                .flatMap(group -> group.keys().stream().skip(1))
                .map(KeyRecord::id)
                .toList();
        shop.keys().inventory().retire(tooMuch, ByHand.ACT);
        assertThat(shop.keys().inventory().lookAlikes(100)).isEmpty();
        assertThat(values(shop.order("1", sold(shop, "b"), 9))).containsExactly("others", "\u05D0");
    }

    private static String sold(TestShop shop, String tag) {
        shop.sellsFrom("all-of-" + tag, tag);
        return "all-of-" + tag;
    }

    private static void pools(TestShop shop) {
        for (String tag : List.of("photo-v1", "photo-v2", "100%_\\", "office")) {
            shop.keys().stock().createPool(tag);
        }
        shop.upload(Pool.untagged(), 1);
        shop.neighbour().keys().stock().createPool("photo-v3");
        assertThat(found(shop, "photo")).containsExactly("photo-v1", "photo-v2");
        assertThat(found(shop, "OTO-V2")).containsExactly("photo-v2");
        assertThat(found(shop, "%_\\")).containsExactly("100%_\\");
        assertThat(found(shop, "_")).containsExactly("100%_\\");
        assertThat(found(shop, "")).hasSize(5).first().isEqualTo("(untagged)");
        for (String none : List.of("\0", "\uD83D", "x".repeat(2_000), "'")) {
            assertThat(found(shop, none)).isEmpty();
        }
    }

    private static List<String> found(TestShop shop, String part) {
        return shop.keys().stock().pools(part).stream()
                .map(stock -> stock.pool().toString())
                .toList();
    }
}
