/**
 * The one port: what the domain asks of a database. The domain decides; a store only locks, reads and writes.
 *
 * <p>An order passes {@link dev.licencekeys.store.StoreTransaction#open open}, {@link
 * dev.licencekeys.store.StoreTransaction#claim claim} and {@link dev.licencekeys.store.StoreTransaction#record record},
 * in this order. Host applications don't use this package; authors of stores implement it and run the testkit's
 * contract suites.
 */
@NullMarked
package dev.licencekeys.store;

import org.jspecify.annotations.NullMarked;
