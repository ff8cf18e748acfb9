package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Allocation.Grant;
import dev.licencekeys.Assigner.Given;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Run.Served;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written for an allocation, and what is answered. */
class AssignerTest {
    @Provide
    Arbitrary<Run> runs() {
        return new Scenarios().get().map(Run::of);
    }

    @Property
    void everyNewLineIsWrittenOnceAscending(@ForAll("runs") Run run) {
        List<NewLine> expected = new ArrayList<>();
        for (Grant grant : run.grants()) {
            PlannedLine line = grant.line();
            if (line.known().isEmpty() && line.carriesKeys()) {
                expected.add(new NewLine(
                        line.ref(),
                        Optional.of(line.terms()),
                        line.counts().withWaiting(grant.waiting()),
                        queuesOf(grant),
                        Run.NOW));
            }
        }
        assertThat(run.decision().recording().newLines()).containsExactlyElementsOf(expected);
    }

    @Property
    void lineOnRecordIsWrittenOnlyWhenItChanges(@ForAll("runs") Run run) {
        List<ChangedLine> expected = new ArrayList<>();
        for (Grant grant : run.grants()) {
            PlannedLine line = grant.line();
            line.known()
                    .filter(known -> known.counts().quantity() != line.counts().quantity()
                            || known.waiting() != line.owed()
                            || (line.owed() > 0 && !line.inVain()))
                    .ifPresent(known -> expected.add(new ChangedLine(
                            line.ref(),
                            Optional.empty(),
                            line.counts().withWaiting(grant.waiting()),
                            queuesOf(grant))));
        }
        assertThat(run.decision().recording().changedLines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A line that lacks keys waits for every pool of its product; one that lacks none waits for no pool. */
    private static Set<Long> queuesOf(Grant grant) {
        Set<Long> pools = new HashSet<>(grant.line().sources());
        pools.remove(Recording.GENERATED);
        return grant.waiting() > 0 ? pools : Set.of();
    }

    @Property
    void onlyLinesThatWereLockedAreChanged(@ForAll("runs") Run run) {
        assertThat(run.plan().linesToLock())
                .containsAll(run.decision().recording().changedLines().stream()
                        .map(ChangedLine::line)
                        .toList());
    }

    @Property
    void everyGivenKeyIsAssignedOnceToItsLine(@ForAll("runs") Run run) {
        Recording recording = run.decision().recording();
        List<String> expected = new ArrayList<>();
        for (Grant grant : run.grants()) {
            grant.taken()
                    .forEach(row -> expected.add(grant.line().ref() + " gets " + row.key() + " of " + row.poolId()));
        }
        assertThat(recording.assignments())
                .filteredOn(assignment -> assignment.poolId() != Recording.GENERATED)
                .extracting(
                        assignment -> assignment.line() + " gets " + assignment.key() + " of " + assignment.poolId())
                .containsExactlyElementsOf(expected);
        assertThat(recording.assignments())
                .filteredOn(assignment -> assignment.poolId() == Recording.GENERATED)
                .extracting(Assignment::key)
                .containsExactlyElementsOf(
                        recording.newKeys().stream().map(NewKey::id).toList());
        assertThat(recording.assignments()).extracting(Assignment::key).doesNotHaveDuplicates();
        assertThat(recording.assignments())
                .allMatch(assignment -> assignment.at().equals(Run.NOW));
        assertThat(recording.taken()).isEqualTo(run.taken());
    }

    @Property
    void numbersGoOnFromThoseThatTheLineHasWithoutGaps(@ForAll("runs") Run run) {
        Map<LineRef, List<Integer>> numbers = new HashMap<>();
        run.decision()
                .recording()
                .assignments()
                .forEach(assignment -> numbers.computeIfAbsent(assignment.line(), line -> new ArrayList<>())
                        .add(assignment.number()));
        for (Grant grant : run.grants()) {
            int had = grant.line().known().map(known -> known.keys().size()).orElse(0);
            int gets = grant.taken().size() + grant.generated();
            assertThat(numbers.getOrDefault(grant.line().ref(), List.of()))
                    .isEqualTo(
                            IntStream.rangeClosed(had + 1, had + gets).boxed().toList());
        }
    }

    @Test
    void numberOfAKeyThatTheLineLostIsNotGivenAgain() {
        LineRef ref = new LineRef("order", "line");
        ProductRef product = ProductRef.of("editor");
        List<StoredKey> left = List.of(
                Scenarios.storedKeys(ref, 3).get(0),
                Scenarios.storedKeys(ref, 3).get(2));
        StoredLine known = new StoredLine(
                ref,
                Optional.of(new LineTerms(product, "", 1, ShortagePolicy.PARTIAL, false)),
                new LineCounts(2, 0, 0, 0),
                left,
                Run.NOW);
        Opened opened = new Opened(
                Map.of(product, ProductSettings.of(AssignmentMethod.autoGenerated())),
                Scenarios.emptyPools(),
                Map.of(ref, known));
        Order more = Order.of("order", OrderLine.of("line", "editor", 4));

        Run run = Run.of(new Scenario(List.of(more), opened, Map.of(), 10));
        assertThat(run.decision().recording().assignments())
                .extracting(Assignment::number)
                .containsExactly(4, 5);
    }

    @Property
    void everyMissingKeyIsMadeAndSealed(@ForAll("runs") Run run) {
        List<NewKey> made = run.decision().recording().newKeys();
        int expected = run.grants().stream().mapToInt(Grant::generated).sum();
        KeyProtection protection = KeyProtection.plaintext();
        assertThat(made)
                .extracting(
                        key -> protection.open(Run.SHOP, key.id(), key.value()).reveal())
                .isEqualTo(IntStream.rangeClosed(1, expected)
                        .mapToObj(number -> "MADE-" + number)
                        .toList());
        assertThat(made)
                .extracting(NewKey::fingerprint)
                .isEqualTo(IntStream.rangeClosed(1, expected)
                        .mapToObj(number -> protection.fingerprint(Run.SHOP, "MADE-" + number))
                        .toList());
        assertThat(made).allMatch(key -> key.generated() && key.at().equals(Run.NOW));
        assertThat(made).extracting(NewKey::id).doesNotHaveDuplicates();
    }

    @Property
    void answerIsWhatIsWritten(@ForAll("runs") Run run) {
        assertThat(run.orders().stream()
                        .flatMap(order -> order.given().stream())
                        .flatMap(given -> given.keys().stream()))
                .isEqualTo(Book.keys(run.decision().recording()));
    }

    @Property
    void answerFollowsTheOrdersAndTheirLines(@ForAll("runs") Run run) {
        for (Served order : run.orders()) {
            assertThat(order.given())
                    .extracting(given -> given.grant().line())
                    .isEqualTo(order.order().lines());
            assertThat(order.given()).allMatch(given -> given.rejected() == order.isRejected());
        }
    }

    @Property
    void nothingIsWrittenForARejectedOrder(@ForAll("runs") Run run) {
        Recording recording = run.decision().recording();
        Set<LineRef> written = new HashSet<>();
        recording.newLines().forEach(line -> written.add(line.line()));
        recording.changedLines().forEach(line -> written.add(line.line()));
        recording.assignments().forEach(assignment -> written.add(assignment.line()));
        for (Served order : run.orders()) {
            if (order.isRejected()) {
                assertThat(order.given()).extracting(Given::keys).allMatch(List::isEmpty);
                assertThat(order.order().lines()).extracting(PlannedLine::ref).noneMatch(written::contains);
            }
        }
    }
}
