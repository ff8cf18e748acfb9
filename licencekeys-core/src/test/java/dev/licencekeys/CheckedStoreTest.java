package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an operator is told of the tries of a transaction. */
class CheckedStoreTest {
    private final LogLines log = new LogLines();
    private final Told told = new Told();

    /** A transaction of a shop that has no keys yet, so that there is nothing to check. */
    private static final StoreTransaction TX = (StoreTransaction) Proxy.newProxyInstance(
            StoreTransaction.class.getClassLoader(),
            new Class<?>[] {StoreTransaction.class},
            (proxy, method, args) -> method.getReturnType() == Optional.class ? Optional.empty() : List.of());

    /** Calls the work so often, and then answers or fails. */
    private CheckedStore store(int tries, Supplier<Optional<RuntimeException>> end) {
        LicenceKeyStore store = new LicenceKeyStore() {
            @Override
            public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
                R result = work.apply(TX);
                for (int i = 1; i < tries; i++) {
                    result = work.apply(TX);
                }
                end.get().ifPresent(failure -> {
                    throw failure;
                });
                return result;
            }

            @Override
            public Optional<LicenceKeyStore> forGroups() {
                return Optional.of(this);
            }
        };
        return new CheckedStore(store, Run.context(10), new Watch("shop", told, false, log));
    }

    private static Supplier<Optional<RuntimeException>> failing(RuntimeException failure) {
        return () -> Optional.of(failure);
    }

    private List<String> lines() {
        return log.lines().stream()
                .map(line -> line.replaceAll("\\d+ ms", "… ms"))
                .toList();
    }

    @Test
    void oneTryIsNothingUnusual() {
        assertThat(store(1, Optional::empty).<String>transact(tx -> "done")).isEqualTo("done");
        assertThat(told.facts()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void everyFurtherTryIsCountedOnceItEnded() {
        store(3, Optional::empty).transact(tx -> {
            assertThat(told.facts()).isEmpty();
            return "done";
        });
        assertThat(told.facts()).containsExactly("shop: 2 retries");
        assertThat(lines())
                .containsExactly(
                        "DEBUG shop shop: try 2 of a transaction, … ms after the first",
                        "DEBUG shop shop: try 3 of a transaction, … ms after the first");
    }

    @Test
    void whoGivesUpAsBusyIsWarnedOf() {
        BusyException busy = new BusyException("held");
        assertThatThrownBy(() -> store(2, failing(busy)).transact(tx -> "done")).isSameAs(busy);
        assertThat(told.facts()).containsExactly("shop: busy", "shop: 1 retries");
        assertThat(lines())
                .containsExactly(
                        "DEBUG shop shop: try 2 of a transaction, … ms after the first",
                        "WARN shop shop: a call failed as busy after … ms and 2 tries; what it needs is locked by"
                                + " others");
    }

    @Test
    void otherFailuresAreTheHostsToLog() {
        StoreException failure = new StoreException("broken", false);
        assertThatThrownBy(() -> store(2, failing(failure)).transact(tx -> "done"))
                .isSameAs(failure);
        assertThat(told.facts()).containsExactly("shop: 1 retries");
        assertThat(log.lines()).hasSize(1);
    }

    /** Its orders are served by themselves, and then each is told what came of it. */
    @Test
    void aGroupThatIsBusyIsNoCall() {
        BusyException busy = new BusyException("held");
        LicenceKeyStore groups = store(2, failing(busy)).forGroups().orElseThrow();
        assertThatThrownBy(() -> groups.transact(tx -> "done")).isSameAs(busy);
        assertThat(told.facts()).containsExactly("shop: 1 retries");
        assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
    }
}
