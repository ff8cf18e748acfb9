package dev.licencekeys.examples.shoptests;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.key.KeyId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A shop's own code: what it does when an order is paid. For one thread. */
final class Checkout {
    private static final int TRIES = 3;

    private final LicenceKeys keys;
    private final Consumer<AssignedKey> mail;
    private final Set<KeyId> mailed = new HashSet<>();

    Checkout(LicenceKeys keys, Consumer<AssignedKey> mail) {
        this.keys = keys;
        this.mail = mail;
    }

    /** Mails each key of the order once, however often the order is told. */
    Fulfilment paid(Order order) {
        Fulfilment fulfilment = fulfil(order);
        for (AssignedKey key : fulfilment.keys()) {
            // Not isNew(): after an answer that was lost no key is new, and nobody had a mail.
            if (mailed.add(key.id())) {
                mail.accept(key);
            }
        }
        return fulfilment;
    }

    private Fulfilment fulfil(Order order) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return keys.fulfil(order);
            } catch (LicenceKeysException e) {
                if (!e.isTransient() || left == 0) {
                    throw e;
                }
            }
        }
    }
}
