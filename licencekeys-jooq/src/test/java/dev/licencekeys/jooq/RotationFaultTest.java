package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Secrets.AFTER;
import static dev.licencekeys.jooq.Secrets.NOW;
import static dev.licencekeys.jooq.Secrets.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.jooq.Faults.Fault;
import dev.licencekeys.jooq.Faults.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of a rotation to the server fails once, before and after it took effect: no key is lost, and the next ends it. */
class RotationFaultTest {
    private static final int KEYS = 12;

    private final Faults faults = new Faults();

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void theNextRotationCompletesIt(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), faults));
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config))) {
            Shop reference = filled(store);
            faults.none();
            reference.keys().protection().rotate();
            int calls = faults.calls();
            assertThat(calls).as("calls of a rotation").isGreaterThan(15);
            for (int call = 1; call <= calls; call++) {
                for (Kind kind : Kind.values()) {
                    for (boolean reachingServer : new boolean[] {false, true}) {
                        verify(store, new Fault(call, 1, kind, reachingServer));
                    }
                }
            }
        }
    }

    private static Shop filled(JooqLicenceKeyStore store) {
        Shop old = Shop.on(store, OLD);
        old.sells("p", KEYS);
        old.order("1", "p", 3);
        return Shop.of(old.id(), store, AFTER);
    }

    private void verify(JooqLicenceKeyStore store, Fault fault) {
        Shop shop = filled(store);
        faults.plant(fault);
        Throwable thrown = catchThrowable(() -> shop.keys().protection().rotate());
        faults.none();
        if (thrown != null) {
            assertThat(thrown).as("%s", fault).isInstanceOf(LicenceKeysException.class);
            assertThat(fault.kind()).as("what is not tried again").isEqualTo(Kind.REFUSED);
        }
        assertThat(Shop.values(shop.order("1", "p", 3))).as("%s", fault).containsExactly("p-1", "p-2", "p-3");
        assertThat(shop.keys().protection().rotate().isComplete())
                .as("complete after %s", fault)
                .isTrue();
        Shop alone = Shop.of(shop.id(), store, NOW);
        assertThat(Shop.values(alone.order("1", "p", 3))).as("%s", fault).containsExactly("p-1", "p-2", "p-3");
        assertThat(Shop.values(alone.order("2", "p", KEYS)))
                .as("%s", fault)
                .isEqualTo(List.of("p-4", "p-5", "p-6", "p-7", "p-8", "p-9", "p-10", "p-11", "p-12"));
    }
}
