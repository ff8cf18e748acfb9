/**
 * Delivers licence keys for the orders of a shop, inside the shop's own transaction.
 *
 * <p>Begin with {@link dev.licencekeys.LicenceKeys}. An order takes one path through this package:
 *
 * <ol>
 *   <li>{@code Plan}: what each line is still owed, after one look at what is on record. A repeat ends here.
 *   <li>{@code Allocation}: how many keys of which pool that takes, and, once the store has locked them, which line gets
 *       which key and what has to wait. Pure, like the plan.
 *   <li>{@code OrderPath}: leads orders through both, and has the decision recorded in one step.
 *   <li>{@link dev.licencekeys.Fulfilment}: the answer.
 * </ol>
 */
@NullMarked
package dev.licencekeys;

import org.jspecify.annotations.NullMarked;
