package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest extends MerchantTest {
    @Test
    void whatHappenedReadsAsSentencesWithWhoAndWhy() {
        sell("audited", 1);
        order("audited-1", "audited", 2);
        KeyId key = keys.orders().lines("audited-1").get(0).keys().get(0).id();
        keys.support().revoke(key, new Act("bert", "sold on a market"));
        logIn("/admin/audit");

        assertThat(row("sold on a market")).containsText("bert");
        assertThat(row("order audited-1, line 1 began to wait for 1 key")).containsText("by itself");
        assertThat(row("order audited-1, line 1 began to wait for 1 key")).containsText("look");
        row("sold on a market")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Its history"))
                .click();
        assertThat(page.locator(".history li")).hasCount(3);
    }

    @Test
    void earlierEventsAreOnTheNextPage() {
        keys.stock().createPool("paged");
        stock("paged", 60);
        List<KeyId> some = keys
                .inventory()
                .keys(
                        Pool.tagged("paged"),
                        dev.licencekeys.key.KeyState.AVAILABLE,
                        dev.licencekeys.pool.KeyCursor.START,
                        60)
                .keys()
                .stream()
                .map(key -> key.id())
                .toList();
        some.forEach(key -> keys.inventory().show(key, new Act("bert", "paged")));
        logIn("/admin/audit");

        assertThat(row("paged")).hasCount(50);
        link("Earlier ones").click();
        assertThat(row("paged").first()).isVisible();
        link("The latest").click();
        assertThat(row("paged")).hasCount(50);
    }
}
