package dev.licencekeys.examples.storefront.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;

class WebhookErrorsTest {
    private final WebhookErrors errors = new WebhookErrors();

    @Test
    void whatFailedInPassingMayComeAgain() {
        for (RuntimeException passing :
                new RuntimeException[] {new BusyException("busy"), new QueryTimeoutException("slow")}) {
            var answer = errors.failed(passing);
            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        }
    }

    @Test
    void whatStaysWrongIsToldSo() {
        var answer = errors.failed(new ConflictingOrderException("1001", "1", "is of another product"));

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().getDetail()).contains("is of another product");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNull();
    }
}
