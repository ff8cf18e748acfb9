/**
 * What goes wrong with databases, on purpose: {@link dev.licencekeys.testkit.fault.FaultyStore} fails transactions as a test
 * tells it to, so that a shop can test its own retries.
 */
@NullMarked
package dev.licencekeys.testkit.fault;

import org.jspecify.annotations.NullMarked;
