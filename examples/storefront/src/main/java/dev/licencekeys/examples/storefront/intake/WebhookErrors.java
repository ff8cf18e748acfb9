package dev.licencekeys.examples.storefront.intake;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.examples.storefront.shop.RetryingCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** What platforms are told when a webhook was not taken. Nothing of it was saved. */
@RestControllerAdvice(assignableTypes = Webhooks.class)
class WebhookErrors {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookErrors.class);
    private static final String SECONDS_TO_WAIT = "5";

    @ExceptionHandler
    ProblemDetail notJson(JacksonException e) {
        String field = e.getPath().isEmpty() ? "the body" : path(e);
        return refused(HttpStatus.BAD_REQUEST, field + " can't be read: " + e.getOriginalMessage());
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step -> path.append(
                        step.getPropertyName() == null
                                ? "[" + step.getIndex() + "]"
                                : (path.isEmpty() ? "" : ".") + step.getPropertyName()));
        return path.toString();
    }

    @ExceptionHandler({UnreadableWebhookException.class, InvalidInputException.class})
    ProblemDetail unreadable(RuntimeException e) {
        return refused(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler({LicenceKeysException.class, DataAccessException.class})
    ResponseEntity<ProblemDetail> failed(RuntimeException e) {
        if (RetryingCheckout.isTransient(e)) {
            LOG.warn("a webhook was not taken, and may come again: {}", e.getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.SERVICE_UNAVAILABLE, "busy; send the same again a little later"));
        }
        LOG.error("a webhook was not taken", e);
        HttpStatus status = e instanceof LicenceKeysException ? HttpStatus.CONFLICT : HttpStatus.INTERNAL_SERVER_ERROR;
        String detail = e instanceof LicenceKeysException ? e.getMessage() : "the shop's database failed";
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private static ProblemDetail refused(HttpStatus status, String detail) {
        LOG.warn("a webhook was refused: {}", detail);
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
