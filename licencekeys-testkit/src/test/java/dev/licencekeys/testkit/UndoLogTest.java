package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndoLogTest {
    private final Map<String, Integer> map = new HashMap<>(Map.of("kept", 1, "changed", 2, "removed", 3));
    private final UndoLog undo = new UndoLog();

    @Test
    void takesBackTheLastFirst() {
        Map<String, Integer> before = Map.copyOf(map);
        assertThat(undo.put(map, "changed", 20)).isEqualTo(2);
        assertThat(undo.put(map, "changed", 200)).isEqualTo(20);
        assertThat(undo.put(map, "new", 4)).isNull();
        assertThat(undo.remove(map, "removed")).isEqualTo(3);
        assertThat(undo.remove(map, "never there")).isNull();
        assertThat(undo.put(map, "removed", 30)).isNull();
        assertThat(undo.remove(map, "new")).isEqualTo(4);
        assertThat(map).isEqualTo(Map.of("kept", 1, "changed", 200, "removed", 30));
        undo.undo();
        assertThat(map).isEqualTo(before);
    }
}
