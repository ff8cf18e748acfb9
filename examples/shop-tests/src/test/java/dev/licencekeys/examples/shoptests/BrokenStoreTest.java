package dev.licencekeys.examples.shoptests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.InMemoryTransaction;
import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a failure reads in the guide is how it reads. */
class BrokenStoreTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "write-a-store.md");

    /** Commits what failed. */
    private static final class CommitsFailures implements LicenceKeyStore {
        private final InMemoryLicenceKeyStore database = new InMemoryLicenceKeyStore();

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            InMemoryTransaction transaction = database.begin();
            try {
                return transaction.store().transact(work);
            } finally {
                transaction.commit();
            }
        }
    }

    @Test
    void theGuideShowsWhatIsSaid() throws IOException {
        Contract contract = Contracts.byTopic().get("transactions").get(0);
        String guide = Files.readString(GUIDE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.check(CommitsFailures::new, 4711))
                .satisfies(e -> assertThat(guide).contains(trimmed(e.getMessage())));
    }

    /** Lines without the spaces at their ends, which no page shows. */
    private static String trimmed(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
