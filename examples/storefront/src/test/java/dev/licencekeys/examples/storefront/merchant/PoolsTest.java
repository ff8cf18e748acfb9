package dev.licencekeys.examples.storefront.merchant;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolsTest extends MerchantTest {
    @Test
    void eachPoolTellsHowMuchIsLeftAndWhoWaits() {
        sell("figures", 10);
        order("figures-1", "figures", 9);
        sell("figures-gone", 2);
        order("figures-2", "figures-gone", 3);
        logIn("/admin/pools?q=figures");

        assertThat(row("running low")).containsText("1 of 10");
        assertThat(row("running low")).containsText("90 %");
        assertThat(row("used up")).containsText("1 waiting");
        assertGoodForEverybody("pools");

        link("figures-gone").click();
        assertThat(page.getByRole(AriaRole.LISTITEM)
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Order figures-2")))
                .containsText("waits for 1 key");
        field("Which").selectOption("ASSIGNED");
        button("Show").click();
        assertThat(row("figures-2")).hasCount(2);
        assertThat(page.content()).doesNotContain("FIGURES-GONE-000000");
        assertGoodForEverybody("pool");
    }

    @Test
    void aHundredPoolsWithLongTagsAreFoundByTheirTag() {
        IntStream.range(0, 105).forEach(i -> keys.stock().createPool("many-%03d".formatted(i)));
        sell(LONG_TAG, 2);
        order("long-tag-1", LONG_TAG, 3);
        logIn("/admin/pools?q=many");
        assertThat(page.getByText("The first 100 are shown.")).isVisible();

        field("Find a tag").fill("LONG-TAG");
        button("Find").click();
        assertThat(row(LONG_TAG)).containsText("used up");
        assertGoodForEverybody("pools-long-tag");
        field("Find a tag").fill("no such tag");
        button("Find").click();
        assertThat(page.locator(".empty")).containsText("No such tag");
        assertGoodForEverybody("pools-none");
    }

    @Test
    void aPoolIsMadeWarnedAboutRenamedAndDeleted() {
        logIn("/admin/pools");
        open("Create an empty pool");
        field("Its tag").fill("made-by-hand");
        button("Create it").click();
        assertThat(said()).containsText("There is a pool made-by-hand now.");

        page.navigate("/admin/pools/pool?tag=made-by-hand");
        field("By levels of its own:").check();
        field("When so many per cent are used").fill("50, 90");
        field("Or when so many keys are left").fill("5");
        button("Save").click();
        assertThat(said()).containsText("by its own levels");
        assertThat(keys.stock().pool(Pool.tagged("made-by-hand")).threshold())
                .isEqualTo(ThresholdPolicy.atPercent(50, 90).and(ThresholdLevel.keysLeft(5)));

        open("Rename or delete this pool");
        field("New tag").fill("named-by-hand");
        field("Reason").first().fill("a better name");
        button("Rename it").click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("named-by-hand");

        keys.products().set("names-a-pool", dev.licencekeys.product.AssignmentMethod.specificTag("named-by-hand"));
        delete();
        assertThat(said()).containsText("names-a-pool");
        keys.products().remove(dev.licencekeys.product.ProductRef.of("names-a-pool"));
        delete();
        assertThat(said()).hasText("There is no pool named-by-hand any more.");
        assertThat(keys.stock().pools("named-by-hand")).isEmpty();
    }

    private void delete() {
        open("Rename or delete this pool");
        field("Reason").nth(1).fill("no longer sold");
        button("Delete it").click();
    }

    @Test
    void aPoolThatIsNotThereIsToldOf() {
        logIn("/admin/pools/pool?tag=nowhere");

        assertThat(said()).hasText("There is no pool nowhere.");
    }

    @Test
    void anAddressWithAMistakeSaysSo() {
        logIn("/admin/pools/pool?after=here");

        assertThat(said()).containsText("Cursor is not a place in a list");
        assertThat(takeComplaints()).hasSize(1);
        assertGoodForEverybody("failed");
    }
}
