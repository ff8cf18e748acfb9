package dev.licencekeys.examples.hosts;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a host runs.
 *
 * @param autoCommit whether its pool hands out connections with autocommit on
 */
record Setting(TestDatabase database, boolean autoCommit) {
    static List<Setting> all() {
        return TestDatabase.all().stream()
                .flatMap(database -> Stream.of(new Setting(database, true), new Setting(database, false)))
                .toList();
    }

    @Override
    public String toString() {
        return database + ", autocommit " + (autoCommit ? "on" : "off");
    }
}
