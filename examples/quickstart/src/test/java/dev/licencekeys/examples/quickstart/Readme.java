package dev.licencekeys.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The README and the guides, of which the tests see that they tell the truth. */
final class Readme {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path FILE = ROOT.resolve("README.md");

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
        return blocks(FILE);
    }

    /** Those of the README and of the guides. */
    static List<Block> blocksOfAllPages() throws IOException {
        List<Block> blocks = new ArrayList<>(blocks());
        for (Path guide : guides()) {
            blocks.addAll(blocks(guide));
        }
        return blocks;
    }

    private static List<Block> blocks(Path page) throws IOException {
        String text = Files.readString(page);
        return BLOCK.matcher(text).results().map(Readme::block).toList();
    }

    /** All pages that are for users or contributors. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(guides());
        for (String page : List.of(
                "README.md",
                "CHANGELOG.md",
                "CONTRIBUTING.md",
                "examples/quickstart/README.md",
                "examples/storefront/README.md")) {
            pages.add(ROOT.resolve(page));
        }
        return pages;
    }

    private static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
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
