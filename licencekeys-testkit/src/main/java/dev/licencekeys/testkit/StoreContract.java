package dev.licencekeys.testkit;

import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every promise that a store has to keep, as JUnit tests. The test class of a store is three lines:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *     protected StoreFixture fixture() {
 *         return () -> new MyStore(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing is skipped, and no store can opt out of a promise. Random choices are drawn from one seed, which every
 * failure names; the system property {@code licencekeys.seed} sets it.
 */
public abstract class StoreContract {
    /** {@return how to get the store under test} */
    protected abstract StoreFixture fixture();

    /** The contracts, by topic. */
    @TestFactory
    Stream<DynamicContainer> keeps() {
        StoreFixture fixture = fixture();
        return Contracts.byTopic().entrySet().stream()
                .map(topic -> DynamicContainer.dynamicContainer(topic.getKey(), tests(topic.getValue(), fixture)));
    }

    private static Stream<DynamicTest> tests(List<Contract> contracts, StoreFixture fixture) {
        return contracts.stream()
                .map(contract -> DynamicTest.dynamicTest(contract.name(), () -> contract.check(fixture)));
    }
}
