package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A kit that lets a broken store pass proves nothing: here stores are broken on purpose. */
class KitCatchesSaboteursTest {
    @TestFactory
    Stream<DynamicTest> catches() {
        return Saboteurs.ALL.stream()
                .map(saboteur -> DynamicTest.dynamicTest(saboteur.toString(), () -> requireCaught(saboteur)));
    }

    private static void requireCaught(Saboteur saboteur) {
        List<Contract> topic = Saboteurs.contracts(saboteur);
        assertThat(topic).as("contracts about %s", saboteur.topic()).isNotEmpty();
        List<String> broken = topic.stream()
                .flatMap(contract -> Saboteurs.verdict(contract, saboteur).stream())
                .toList();
        assertThat(broken).as("contracts that %s breaks", saboteur).isNotEmpty();
        assertThat(broken)
                .allSatisfy(message ->
                        assertThat(message).contains("promise ", "is broken", saboteur.topic(), "-Dlicencekeys.seed="));
    }

    /** How long it took is for {@link SaboteursPage} to say. */
    @Test
    void thePageHasThemAll() throws IOException {
        if (Boolean.getBoolean("licencekeys.saboteurs")) {
            SaboteursPage.write();
        }
        List<String> listed = SaboteursPage.faultsAndTopics(Files.readString(SaboteursPage.FILE));
        assertThat(listed)
                .as("rows of docs/saboteurs.md; CONTRIBUTING.md says how to write it anew")
                .isEqualTo(
                        Saboteurs.ALL.stream().map(SaboteursPage::faultAndTopic).toList());
    }

    @Test
    void namesAreUnique() {
        assertThat(Contracts.all()).extracting(Contract::toString).doesNotHaveDuplicates();
    }
}
