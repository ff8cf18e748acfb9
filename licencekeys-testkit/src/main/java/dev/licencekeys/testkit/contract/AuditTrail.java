package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyExpired;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.event.KeyRetired;
import dev.licencekeys.event.KeyShown;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.PoolDeleted;
import dev.licencekeys.event.PoolRenamed;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.CsvStyle;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a person did is on record. */
final class AuditTrail {
    static final List<Contract> CONTRACTS = List.of(
            contract("imports and what is undone of them are on record", AuditTrail::imports),
            contract("every act is on record, with who did it and why", AuditTrail::everyAct),
            contract("an event is read back as it was written", AuditTrail::asWritten),
            contract("a key that expired is on record as retired", AuditTrail::expired),
            contract("the record is read part by part, the latest first", AuditTrail::inParts),
            contract("a warning is on record", Promise.ONE_WARNING, AuditTrail::warning),
            contract(
                    "an export is on record before its first value goes out",
                    Promise.NOTHING_LEAKS,
                    AuditTrail::firstRecorded),
            contract("nothing is on record of what did not happen", Promise.YOUR_TRANSACTION, AuditTrail::nothing),
            contract("no shop reads the record of another", Promise.NOTHING_LEAKS, AuditTrail::apart));

    private AuditTrail() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("audit", name, promise, body);
    }

    private static KeyId id(TestShop shop, String value) {
        return shop.keys().inventory().find(value).orElseThrow().id();
    }

    private static void everyAct(TestShop shop) {
        Pool a = Pool.tagged("a");
        Pool b = Pool.tagged("b");
        shop.keys().stock().upload(a, Stream.of("ZEBRA-1", "ZEBRA-2"));
        shop.keys().stock().upload(Pool.untagged(), Stream.of("ZEBRA-3"));
        shop.keys().stock().createPool("b");
        Instant now = shop.keys().inventory().find("ZEBRA-1").orElseThrow().storedAt();
        Act act = new Act("J\u00F6rg \uD83D\uDD11", "'; drop table licence_event; --");
        shop.keys().inventory().move(List.of(id(shop, "ZEBRA-1")), b, act);
        shop.keys().inventory().retire(List.of(id(shop, "ZEBRA-3")), act);
        shop.keys().inventory().show(id(shop, "ZEBRA-2"), act);
        shop.keys().inventory().export(a, KeyState.ASSIGNED, CsvStyle.EXACT, Writer.nullWriter(), act);
        shop.keys().inventory().retireAll(b, act);
        shop.keys().inventory().delete("b", act);
        shop.keys().inventory().rename("a", "c", act);
        List<Event> events = shop.eventsButImports();
        assertThat(events).allMatch(event -> event.act().equals(Optional.of(act)));
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events.stream().map(event -> content(event, act)).toList())
                .containsExactly(
                        content(new PoolRenamed(events.get(0).id(), now, act, a, Pool.tagged("c")), act),
                        content(new PoolDeleted(events.get(1).id(), now, act, b), act),
                        content(new KeyRetired(events.get(2).id(), now, act, id(shop, "ZEBRA-1"), b), act),
                        content(new KeysExported(events.get(3).id(), now, act, a, KeyState.ASSIGNED), act),
                        content(new KeyShown(events.get(4).id(), now, act, id(shop, "ZEBRA-2")), act),
                        content(
                                new KeyRetired(events.get(5).id(), now, act, id(shop, "ZEBRA-3"), Pool.untagged()),
                                act),
                        content(new KeyMoved(events.get(6).id(), now, act, id(shop, "ZEBRA-1"), a, b), act));
        assertThat(events.toString()).as("the record as text").doesNotContain("ZEBRA");
    }

    /** Without the time, which goes on in the test. */
    private static String content(Event event, Act act) {
        return event.toString().replace(event.at().toString(), "now").replace(act.toString(), "act");
    }

    private static void asWritten(TestShop shop) {
        shop.sells("a", 10);
        Act act = new Act("x".repeat(100), "y".repeat(500));
        shop.keys().inventory().retireAll(Pool.tagged("a"), act);
        List<Event> written = shop.eventsButImports();
        assertThat(written).hasSize(10);
        assertThat(shop.eventsButImports()).isEqualTo(written);
        assertThat(written.get(0).at())
                .isAfterOrEqualTo(
                        shop.keys().inventory().find("a-1").orElseThrow().storedAt());
        assertThatThrownBy(() -> new Act("", "why")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Act("x".repeat(101), "why")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Act("who", "y".repeat(501))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Act("who", "nu\0l")).isInstanceOf(InvalidInputException.class);
    }

    private static void inParts(TestShop shop) {
        shop.upload("a", 3);
        KeyId key = id(shop, "a-2");
        List<String> reasons =
                IntStream.range(0, 25).mapToObj(i -> "reason " + i).toList();
        reasons.forEach(reason -> shop.keys().inventory().show(key, new Act("who", reason)));
        List<String> read = new ArrayList<>();
        List<Event> part = shop.keys().audit().latest(7);
        while (!part.isEmpty() && read.size() <= reasons.size()) {
            part.forEach(event -> event.act().ifPresent(act -> read.add(0, act.reason())));
            part = shop.keys().audit().before(part.get(part.size() - 1).id(), 7);
        }
        assertThat(read).isEqualTo(reasons);
        for (int limit : new int[] {0, 1_001}) {
            assertThatThrownBy(() -> shop.keys().audit().latest(limit)).isInstanceOf(InvalidInputException.class);
        }
    }

    private static void warning(TestShop shop) {
        shop.sells("a", 10);
        List<ThresholdReached> warnings = shop.order("1", "a", 8).warnings();
        assertThat(warnings).as("warnings").hasSize(1);
        assertThat(shop.eventsButImports()).isEqualTo(List.copyOf(warnings));
        assertThat(warnings.get(0).act()).isEmpty();
    }

    private static void expired(TestShop shop) {
        shop.importKeys(Supplied.csv("key,expiry\nold,2026-03-30\nolder,2026-03-29\ngood,\n"), ImportOptions.into("a"));
        KeyId old = id(shop, "old");
        KeyId older = id(shop, "older");
        shop.sellsFrom("p", "a");
        shop.clock().set(Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(TestShop.values(shop.order("1", "p", 1))).containsExactly("good");
        assertThat(shop.eventsButImports())
                .filteredOn(KeyExpired.class::isInstance)
                .extracting(event -> ((KeyExpired) event).key())
                .containsExactlyInAnyOrder(old, older);
        assertThat(KeyLists.all(shop, Pool.tagged("a"), KeyState.RETIRED))
                .extracting(KeyRecord::id)
                .containsExactlyInAnyOrder(old, older);
        assertThat(shop.keys().inventory().key(old).orElseThrow().expiresAt())
                .contains(Instant.parse("2026-03-31T00:00:00Z"));
    }

    private static void firstRecorded(TestShop shop) {
        shop.upload("a", 3);
        Writer broken = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("planted");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> shop.keys()
                        .inventory()
                        .export(Pool.tagged("a"), KeyState.AVAILABLE, CsvStyle.EXACT, broken, ByHand.ACT))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(shop.eventsButImports()).hasSize(1).first().isInstanceOf(KeysExported.class);
    }

    private static void imports(TestShop shop) {
        shop.importKeys(
                Supplied.csv("key,tag\nk1,a\nk2,b\nk3,a\n"),
                ImportOptions.into("a").by(ByHand.ACT));
        shop.importKeys(Supplied.csv("key\nk1\n"), ImportOptions.into("a"));
        ImportReport report = shop.importKeys(Supplied.csv("key\nk4\nk5\n"), ImportOptions.into("a"));
        shop.keys().stock().undoImport(report.id(), ByHand.ACT);
        shop.keys().stock().undoImport(report.id(), ByHand.ACT);
        String undone = report.id().toString();
        List<Event> events = shop.onAnotherNode().audit().latest(100);
        assertThat(events)
                .extracting(Event::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).doesNotContain(undone).endsWith(" put 2 keys into a"),
                        what -> assertThat(what).doesNotContain(undone).endsWith(" put 1 key into b"),
                        what -> assertThat(what).isEqualTo("the import " + undone + " put 2 keys into a"),
                        what -> assertThat(what).isEqualTo("the import " + undone + " was undone: 2 keys less in a"));
        assertThat(events).filteredOn(event -> event.act().isPresent()).hasSize(3);
    }

    private static void nothing(TestShop shop) {
        shop.upload("a", 3);
        KeyId key = id(shop, "a-1");
        shop.rolledBackWork(tx ->
                tx.addEvents(shop.id(), List.of(new KeyShown(UUID.randomUUID(), Instant.EPOCH, ByHand.ACT, key))));
        assertThat(shop.eventsButImports()).as("events after a rollback").isEmpty();
        shop.sells("p", "a");
        assertThatThrownBy(() -> shop.keys().inventory().delete("a", ByHand.ACT));
        assertThatThrownBy(() -> shop.keys().inventory().rename("a", "a", ByHand.ACT));
        shop.keys().inventory().move(List.of(key), Pool.tagged("a"), ByHand.ACT);
        assertThat(shop.eventsButImports()).as("events of what was refused").isEmpty();
    }

    private static void apart(TestShop shop) {
        shop.upload("a", 1);
        shop.keys().inventory().show(id(shop, "a-1"), ByHand.ACT);
        TestShop other = shop.neighbour();
        assertThat(other.eventsButImports()).isEmpty();
        other.upload("a", 1);
        other.keys().inventory().show(id(other, "a-1"), ByHand.ACT);
        assertThat(shop.eventsButImports()).hasSize(1);
    }
}
