package dev.licencekeys.jooq;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.LicenceKeyStore;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A shop that only one test uses. */
record Shop(String id, LicenceKeys keys) {
    static Shop on(LicenceKeyStore store) {
        return on(store, KeyProtection.plaintext());
    }

    static Shop on(LicenceKeyStore store, KeyProtection protection) {
        return of("shop-" + UUID.randomUUID(), store, protection);
    }

    /** The shop with this id. */
    static Shop of(String id, LicenceKeyStore store) {
        return of(id, store, KeyProtection.plaintext());
    }

    /** A shop as a program has it that protects keys in this way. */
    static Shop of(String id, LicenceKeyStore store, KeyProtection protection) {
        return new Shop(id, LicenceKeys.builder(store, protection).shop(id).build());
    }

    /** The same shop on another way to the store. */
    Shop with(LicenceKeyStore other) {
        return new Shop(id, keys.with(other));
    }

    /** Sells a product with so many keys of a pool that is called like it; returns the keys. */
    List<String> sells(String product, int stock) {
        List<String> values =
                IntStream.rangeClosed(1, stock).mapToObj(i -> product + "-" + i).toList();
        keys.stock().upload(product, values.stream());
        keys.products().set(product, AssignmentMethod.specificTag(product));
        return values;
    }

    /** An order of one line. */
    Fulfilment order(String order, String product, int quantity) {
        return keys.fulfil(Order.of(order, OrderLine.of("1", product, quantity)));
    }

    /** Keys that can be given. */
    long available(String product) {
        return keys.stock().pool(Pool.tagged(product)).available();
    }

    static List<String> values(Fulfilment fulfilment) {
        return fulfilment.keys().stream()
                .map(AssignedKey::key)
                .map(key -> key.reveal())
                .toList();
    }
}
