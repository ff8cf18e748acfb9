package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UploadTest extends MerchantTest {
    private final CountDownLatch turn = new CountDownLatch(1);

    @Autowired
    private Uploads uploads;

    @AfterEach
    void goOn() {
        turn.countDown();
    }

    /** Until {@link #goOn} no import begins. */
    private void holdImports() {
        uploads.execute(() -> {
            try {
                turn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Upload shown() {
        String url = page.url();
        return uploads.find(UUID.fromString(url.substring(url.lastIndexOf('/') + 1)))
                .orElseThrow();
    }

    private void paste(String tag, String pasted) {
        field("Tag").fill(tag);
        field("Or paste keys").fill(pasted);
        button("Check the keys").click();
    }

    @Test
    void pastedKeysAreCheckedThenImportedAndTheirProgressIsShown() {
        logIn("/admin/pools");
        paste("pasted", "PASTED-0001-AAAA\nPASTED-0002-BBBB\nPASTED-0001-AAAA\n");

        assertThat(page.getByRole(AriaRole.HEADING)).containsText(new String[] {"What this upload would do"});
        assertThat(keys.stock().pools("pasted")).isEmpty();
        holdImports();
        button("Import 2 keys").click();
        shown().progressed(new ImportProgress(1, 27, 1, Duration.ofSeconds(1)));
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "50");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 line read");
        assertGoodForEverybody("upload-running");
        goOn();

        assertThat(page.getByRole(AriaRole.HEADING)).containsText(new String[] {"Imported"});
        assertThat(keys.stock().pool(Pool.tagged("pasted")).available()).isEqualTo(2);
        assertGoodForEverybody("upload-done");
    }

    @Test
    void aRejectedLineIsToldByNumberAndReasonWithoutTheKey() {
        logIn("/admin/pools");
        String secret = "UNSEEN-BY-ANYBODY";
        field("Tag").fill("rejected");
        field("File")
                .setInputFiles(new FilePayload(
                        "keys.csv",
                        "text/csv",
                        ("key,note\nGOOD-0001-REJECT,first\n\n" + secret + "\u200b" + "X,\n" + secret
                                        + ",a,b\nGOOD-0001-REJECT,\n")
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("[data-chosen]")).containsText("keys.csv");
        button("Check the keys").click();

        assertThat(row("rejected").first()).containsText("4");
        assertThat(row("rejected").first()).containsText("U+200B");
        assertThat(row("rejected").nth(1)).containsText("5");
        assertThat(row("duplicate")).containsText("6");
        assertThat(page.content()).doesNotContain(secret);
        assertGoodForEverybody("upload-check");
        button("Discard").click();

        assertThat(said()).hasText("Nothing was imported.");
        assertThat(keys.stock().pools("rejected")).isEmpty();
    }

    @Test
    void aFileIsDroppedAnywhereOntoThePage() {
        logIn("/admin/pools");
        field("Tag").fill("dropped");
        page.evaluate("""
                () => {
                  const files = new DataTransfer();
                  files.items.add(new File(['DROPPED-0001-AAAA\\nDROPPED-0002-BBBB'], 'list.txt', { type: 'text/plain' }));
                  const to = document.querySelector('h1');
                  for (const type of ['dragover', 'drop']) {
                    to.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
                  }
                }""");
        assertThat(page.locator("[data-chosen]")).containsText("list.txt");
        button("Check the keys").click();
        button("Import 2 keys").click();

        assertThat(page.getByRole(AriaRole.HEADING)).containsText(new String[] {"Imported"});
        assertThat(keys.stock().pool(Pool.tagged("dropped")).available()).isEqualTo(2);
    }

    @Test
    void noScriptIsNeeded() {
        openWith(new NewContextOptions().setJavaScriptEnabled(false));
        logIn("/admin/pools");
        paste("scriptless", "SCRIPTLESS-0001-A\nSCRIPTLESS-0002-B");
        holdImports();
        button("Import 2 keys").click();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        goOn();

        // The page looks again by itself.
        assertThat(page.getByRole(AriaRole.HEADING)).containsText(new String[] {"Imported"});
    }

    @Test
    void anImportIsUndoneWithAReason() {
        logIn("/admin/pools");
        paste("undone", "UNDONE-0001-AAAA\nUNDONE-0002-BBBB");
        button("Import 2 keys").click();
        open("Undo this import");
        field("Reason").fill("the wrong list");
        button("Undo it").click();

        assertThat(said()).containsText("2 keys left the stock again");
        assertThat(keys.stock().pool(Pool.tagged("undone")).available()).isZero();
        page.navigate("/admin/audit");
        assertThat(row("the wrong list").first()).containsText("anna");
    }

    @Test
    void whoBringsNothingIsToldWhatToDo() {
        logIn("/admin/pools?tag=nothing");
        button("Check the keys").click();

        assertThat(page).hasURL(Pattern.compile(".*/admin/pools\\?tag=nothing$"));
        assertThat(said()).containsText("choose a file, or paste keys");
        assertThat(field("Tag")).hasValue("nothing");
        paste("Upper Case", "WHATEVER-0001");
        assertThat(said()).containsText("tags are lower case");
    }

    @Test
    void ofManyUploadsTheOldestAreForgotten() {
        List<Upload> many = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> uploads.check(
                        "list " + i,
                        "MANY-0001".getBytes(StandardCharsets.UTF_8),
                        false,
                        dev.licencekeys.pool.ImportOptions.into("many-uploads")))
                .toList();

        assertThat(uploads.find(many.get(0).id())).isEmpty();
        assertThat(uploads.find(many.get(11).id())).contains(many.get(11));
    }
}
