/**
 * What a store has to keep, as values: {@link dev.licencekeys.testkit.contract.Contracts} lists them, and each {@link
 * dev.licencekeys.testkit.contract.Contract} can be checked without a test framework.
 */
@NullMarked
package dev.licencekeys.testkit.contract;

import org.jspecify.annotations.NullMarked;
