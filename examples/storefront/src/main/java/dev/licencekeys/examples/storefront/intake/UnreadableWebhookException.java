package dev.licencekeys.examples.storefront.intake;

/** A webhook was signed, and can't be understood. Sending the same again won't help. */
final class UnreadableWebhookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message goes to whoever sent it. */
    UnreadableWebhookException(String field, String problem) {
        super(field + " " + problem);
    }
}
