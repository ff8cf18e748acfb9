/**
 * Proves that a store keeps what the library promises, and offers one that lives in memory.
 *
 * <ul>
 *   <li>{@link dev.licencekeys.testkit.LicenceKeysExtension}: for the tests of a shop, licence keys as parameters.
 *   <li>{@link dev.licencekeys.testkit.InMemoryLicenceKeyStore}: for the tests of a shop, without a database.
 *   <li>{@link dev.licencekeys.testkit.assertion.FulfilmentAssert}, {@link dev.licencekeys.testkit.fault.FaultyStore} and {@link
 *       dev.licencekeys.testkit.arbitrary.Webhooks}: for the same tests, what was wrong, what goes wrong, and what comes twice.
 *   <li>{@link dev.licencekeys.testkit.StoreContract}: for the author of a store, every promise as a test.
 *   <li>{@link dev.licencekeys.testkit.model.OrderLife}: the same author's orders lead random lives, next to a plain model.
 *   <li>{@link dev.licencekeys.testkit.history.Recorder}: for whoever calls a shop from several threads, what went wrong.
 * </ul>
 */
@NullMarked
package dev.licencekeys.testkit;

import org.jspecify.annotations.NullMarked;
