/**
 * Keeps licence keys in a SQL database: the adapter of the port {@link dev.licencekeys.store}.
 *
 * <p>{@link dev.licencekeys.jooq.JooqLicenceKeyStore} is the store, {@link dev.licencekeys.jooq.Transactions} says whose
 * transaction it works in, and {@link dev.licencekeys.jooq.Schema} looks after the tables.
 */
@NullMarked
package dev.licencekeys.jooq;

import org.jspecify.annotations.NullMarked;
