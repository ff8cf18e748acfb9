package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A time stays what it was, whatever zones the JVM and the session are in when it is written and when it is read. */
class TimeZonesTest {
    private static final String PRODUCT = "a";

    /** Around both changes of the clocks, by the UTC time and by the local time that looks the same. */
    private static final List<Instant> TIMES = Stream.of(
                    // Berlin goes to summer at 01:00 UTC; 02:00 to 03:00 local does not exist.
                    "2026-03-29T00:59:59.999999Z",
                    "2026-03-29T01:00:00.000001Z",
                    "2026-03-29T01:30:00.123456Z",
                    "2026-03-29T01:59:59.999999Z",
                    "2026-03-29T02:30:00.123456Z",
                    "2026-03-29T03:00:00.000001Z",
                    // And back at 01:00 UTC; 02:00 to 03:00 local is there twice.
                    "2026-10-25T00:30:00.123456Z",
                    "2026-10-25T00:59:59.999999Z",
                    "2026-10-25T01:00:00.000001Z",
                    "2026-10-25T01:30:00.123456Z",
                    "2026-10-25T02:30:00.123456Z",
                    "2026-10-25T03:00:00.000001Z",
                    // New York goes to summer at 07:00 UTC; 02:00 to 03:00 local does not exist.
                    "2026-03-08T01:59:59.999999Z",
                    "2026-03-08T02:30:00.123456Z",
                    "2026-03-08T06:59:59.999999Z",
                    "2026-03-08T07:00:00.000001Z",
                    "2026-03-08T07:30:00.123456Z",
                    // And back at 06:00 UTC; 01:00 to 02:00 local is there twice.
                    "2026-11-01T01:30:00.123456Z",
                    "2026-11-01T05:30:00.123456Z",
                    "2026-11-01T05:59:59.999999Z",
                    "2026-11-01T06:00:00.000001Z",
                    "2026-11-01T06:30:00.123456Z",
                    // Auckland: 02:00 to 03:00 local is there twice in April, and not at all in September.
                    "2026-04-05T02:30:00.123456Z",
                    "2026-04-04T14:30:00.123456Z",
                    "2026-09-27T02:30:00.123456Z",
                    "2026-09-26T13:59:59.999999Z")
            .map(Instant::parse)
            .toList();

    static Stream<Arguments> databasesAndZones() {
        List<String> zones = List.of("Europe/Berlin", "America/New_York", "Pacific/Auckland");
        return Stream.of(TestDatabase.values())
                .flatMap(database -> IntStream.range(0, zones.size())
                        .mapToObj(i -> Arguments.of(database, zones.get(i), zones.get((i + 1) % zones.size()))));
    }

    @ParameterizedTest
    @MethodSource("databasesAndZones")
    void aRepeatNamesTheSameTime(TestDatabase database, String writing, String reading) throws SQLException {
        String shop = "shop-" + UUID.randomUUID();
        in(writing, database, "Pacific/Auckland", "+13:00", store -> {
            LicenceKeys keys = at(store, shop, Instant.EPOCH);
            keys.stock().upload(PRODUCT, IntStream.range(0, TIMES.size()).mapToObj(i -> PRODUCT + i));
            keys.products().set(PRODUCT, AssignmentMethod.specificTag(PRODUCT));
            for (Instant time : TIMES) {
                assertThat(assignedAt(at(store, shop, time), time)).isEqualTo(time);
            }
        });
        for (Instant time : TIMES) {
            assertThat(written(database, shop, time)).isEqualTo(text(time));
        }
        Instant later = Instant.parse("2027-01-01T00:00:00Z");
        in(reading, database, "America/St_Johns", "-03:30", store -> {
            for (Instant time : TIMES) {
                assertThat(assignedAt(at(store, shop, later), time)).isEqualTo(time);
            }
        });
    }

    /** What the clock knows beyond that would not come back, so the first answer leaves it out too. */
    @ParameterizedTest
    @EnumSource
    void timesAreCutToMicroseconds(TestDatabase database) {
        Shop shop = Shop.on(database.store());
        shop.sells(PRODUCT, 1);
        Instant exact = Instant.parse("2026-10-25T00:59:59.999999999Z");
        Instant cut = Instant.parse("2026-10-25T00:59:59.999999Z");
        LicenceKeys keys = at(database.store(), shop.id(), exact);
        assertThat(assignedAt(keys, cut)).isEqualTo(cut);
        assertThat(assignedAt(keys, cut)).isEqualTo(cut);
    }

    private static void in(
            String zone, TestDatabase database, String session, String offset, Consumer<JooqLicenceKeyStore> work) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        HikariConfig config = database.address().pool(1);
        config.setConnectionInitSql(
                database == TestDatabase.MARIADB
                        ? "set time_zone = '" + offset + "'"
                        : "set time zone '" + session + "'");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            work.accept(JooqLicenceKeyStore.open(Transactions.own(pool)));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static LicenceKeys at(JooqLicenceKeyStore store, String shop, Instant now) {
        return LicenceKeys.builder(store, KeyProtection.plaintext())
                .shop(shop)
                .clock(() -> now)
                .build();
    }

    private static Instant assignedAt(LicenceKeys keys, Instant order) {
        Fulfilment fulfilment = keys.fulfil(Order.of(order.toString(), OrderLine.of("1", PRODUCT, 1)));
        assertThat(fulfilment.keys()).hasSize(1);
        return fulfilment.keys().get(0).assignedAt();
    }

    /** What stands in the table, as the database itself writes it. */
    private static String written(TestDatabase database, String shop, Instant order) throws SQLException {
        try (Connection connection = database.address().connect();
                PreparedStatement statement = connection.prepareStatement("select cast(assigned_at as char(26))"
                        + " from licence_assignment where shop_id = ? and order_id = ?")) {
            statement.setString(1, shop);
            statement.setString(2, order.toString());
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }

    private static String text(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }
}
