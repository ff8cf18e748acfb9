package dev.licencekeys.examples.storefront;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The system's own Chromium, one for the whole run. Where there is none, or no Node for its driver, the tests that need it are
 * skipped, except where {@code CI=true} says that it has to be there.
 */
final class Chromium implements BeforeAllCallback, AutoCloseable {
    private static final List<String> FLAGS =
            List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run");

    private static Optional<Chromium> running = Optional.empty();

    private final Playwright playwright;
    private final Browser browser;

    /** For JUnit. */
    Chromium() {
        this.playwright = null;
        this.browser = null;
    }

    private Chromium(Path chromium, Path node) {
        this.playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> chromium = program("CHROMIUM", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = program("PLAYWRIGHT_NODEJS_PATH", "node", "nodejs");
        List<String> missing = new ArrayList<>();
        if (chromium.isEmpty()) {
            missing.add("chromium");
        }
        if (node.isEmpty()) {
            missing.add("nodejs");
        }
        if (!missing.isEmpty()) {
            String message = "The browser tests need " + String.join(" and ", missing)
                    + ", for example from: apt-get install --no-install-recommends " + String.join(" ", missing);
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        // Closed with the root of all tests.
        running = Optional.of(context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .computeIfAbsent(Chromium.class, key -> new Chromium(chromium.get(), node.get()), Chromium.class));
    }

    static Browser browser() {
        return running.orElseThrow().browser;
    }

    private static Optional<Path> program(String variable, String... names) {
        Stream<Path> named = Stream.ofNullable(System.getenv(variable)).map(Path::of);
        Stream<Path> found = Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() {
        if (playwright != null) {
            playwright.close();
        }
    }
}
