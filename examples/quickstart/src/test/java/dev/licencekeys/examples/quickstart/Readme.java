package dev.licencekeys.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README, of which the tests see that it tells the truth. */
final class Readme {
    private static final Path FILE = Path.of("..", "..", "README.md");

    private static final Pattern BLOCK =
            Pattern.compile("(?:^<!-- ([^\\n]+) -->\\n)?^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private Readme() {}

    /**
     * A fenced block.
     *
     * @param name what stands in a comment directly above it, or empty
     * @param language what stands behind its fence
     */
    record Block(String name, String language, List<String> lines) {}

    static List<Block> blocks() throws IOException {
        String text = Files.readString(FILE);
        return BLOCK.matcher(text).results().map(Readme::block).toList();
    }

    private static Block block(MatchResult found) {
        String name = found.group(1) == null ? "" : found.group(1);
        return new Block(name, found.group(2), found.group(3).lines().toList());
    }

    static Block block(String name) throws IOException {
        return blocks().stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
