package dev.licencekeys.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProductRefTest {
    @Test
    void variantIsAnotherThingThanItsProduct() {
        ProductRef product = ProductRef.of("editor");
        ProductRef variant = ProductRef.of("editor", "team");

        assertThat(variant).isNotEqualTo(product).isEqualTo(ProductRef.of("editor", "team"));
        assertThat(variant.withoutVariant()).isEqualTo(product);
        assertThat(product.withoutVariant()).isSameAs(product);
    }

    @Test
    void refsReadLikeAPath() {
        assertThat(ProductRef.of("editor")).hasToString("editor");
        assertThat(ProductRef.of("editor", "team")).hasToString("editor/team");
    }

    @Test
    void productComesBeforeItsVariants() {
        assertThat(ProductRef.of("editor")).isLessThan(ProductRef.of("editor", "home"));
        assertThat(ProductRef.of("editor", "home")).isLessThan(ProductRef.of("editor", "team"));
        assertThat(ProductRef.of("editor", "team")).isLessThan(ProductRef.of("game"));
    }

    @Test
    void bothIdsAreChecked() {
        assertRefused("product", () -> ProductRef.of(" ")).hasMessageContaining("is blank");
        assertRefused("product", () -> ProductRef.of("x".repeat(101), "team")).hasMessageContaining("at most 100");
        assertRefused("variant", () -> ProductRef.of("editor", "")).hasMessageContaining("is blank");
        assertRefused("variant", () -> ProductRef.of("editor", "te\u0000am")).hasMessageContaining("U+0000");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String field, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
