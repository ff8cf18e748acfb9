package dev.licencekeys.examples.springshop;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where the shop platform reports paid orders. It sends each at least once, and again until it gets a good answer. */
@RestController
class OrderWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(OrderWebhook.class);

    private final Signature signature;
    private final JsonMapper json;
    private final RetryingCheckout checkout;

    OrderWebhook(Signature signature, JsonMapper json, RetryingCheckout checkout) {
        this.signature = signature;
        this.json = json;
        this.checkout = checkout;
    }

    @PostMapping("/webhooks/orders")
    ResponseEntity<Delivery> paid(
            @RequestBody byte[] body, @RequestHeader(name = "X-Shopify-Hmac-Sha256", defaultValue = "") String signed) {
        if (!signature.matches(body, signed)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        return ResponseEntity.ok(checkout.deliver(json.readValue(body, PaidOrder.class)));
    }

    /** Sending the same again won't help. */
    @ExceptionHandler({JacksonException.class, InvalidInputException.class})
    @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
    void unreadable(RuntimeException e) {
        LOG.warn("an order could not be read: {}", e.getMessage());
    }

    /** Nothing was saved. Where sending the same again may help, the answer says so. */
    @ExceptionHandler
    ResponseEntity<Void> failed(LicenceKeysException e) {
        LOG.warn("an order was not delivered", e);
        return ResponseEntity.status(e.isTransient() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.CONFLICT)
                .build();
    }
}
