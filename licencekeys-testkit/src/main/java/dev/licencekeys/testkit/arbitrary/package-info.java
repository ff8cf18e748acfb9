/**
 * What a shop may meet, as jqwik's arbitraries: ids, keys, products, uploads, orders, and webhooks that come several times and
 * in no order.
 *
 * <p>What they make is valid unless their name says that it is refused. They shrink to the plainest example, and their edge
 * cases are tried first. {@link dev.licencekeys.testkit.arbitrary.LicenceKeysDomain} brings them to the parameters of a
 * property; {@link dev.licencekeys.testkit.arbitrary.Samples} draws them without jqwik's engine.
 */
@NullMarked
package dev.licencekeys.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
