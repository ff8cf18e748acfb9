package dev.licencekeys.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A person with a browser of their own in each test. Whatever the browser complains of fails the test: an error in a script,
 * something that the content security policy refused, a file that isn't there, a dialog that a page opened by itself.
 */
@StorefrontTest
@ExtendWith(Chromium.class)
public abstract class BrowserTest {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;
    private static final int HEIGHT = 844;
    private static final double LIMIT_MILLIS = 20_000;

    private final List<String> complaints = new ArrayList<>();

    @LocalServerPort
    private int port;

    /** The world around the shop. */
    @Autowired
    protected TestShop shop;

    private BrowserContext context;

    /** What the person sees. */
    protected Page page;

    @BeforeEach
    void open() {
        page = openWith(new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
    }

    /** The same person in another browser, for example without JavaScript; the one before is closed. */
    protected final Page openWith(NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = Chromium.browser()
                .newContext(options.setBaseURL("http://localhost:" + port)
                        .setViewportSize(DESKTOP, HEIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(LIMIT_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> complain(message.type() + ": " + message.text(), message.type()));
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    private void complain(String message, String type) {
        if (type.equals("error") || type.equals("warning")) {
            complaints.add(message);
        }
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    /** What the browser complained of since the last time, for a test that wants it to: for example of a page that isn't there. */
    protected final List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    /** Logs in as the merchant, and is on the page that was asked for. */
    protected final void logIn(String path) {
        page.navigate(path);
        page.getByLabel("User").fill(StorefrontTest.USER);
        page.getByLabel("Password").fill(StorefrontTest.PASSWORD);
        page.locator("main button").click();
    }

    /**
     * That the page, as it is now, has no fault that keeps somebody out, light on a desktop and dark on a phone; and takes
     * pictures of both, to {@code target/screenshots}.
     */
    protected final void assertGoodForEverybody(String name) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture(name + "-desktop", DESKTOP);
        assertAccessible(name + ", light, on a desktop");
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(name + "-phone", PHONE);
        assertAccessible(name + ", dark, on a phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s fits on a phone", name)
                .isEqualTo(true);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(DESKTOP, HEIGHT);
    }

    private void assertAccessible(String what) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(fault -> List.of("serious", "critical").contains(fault.getImpact()))
                                .map(fault -> fault.getId() + ": " + fault.getNodes())
                                .toList())
                .as(what)
                .isEmpty();
    }

    private void picture(String name, int width) {
        page.setViewportSize(width, HEIGHT);
        page.screenshot(
                new ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
