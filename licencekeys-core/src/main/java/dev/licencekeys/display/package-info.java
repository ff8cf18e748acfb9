/**
 * What a customer sees of an order's keys, for any host's templates: {@link dev.licencekeys.Display} fills it, in the words of the
 * shop, of its products and of their variants.
 *
 * <p>All texts are as they were told, for a template to escape.
 */
@NullMarked
package dev.licencekeys.display;

import org.jspecify.annotations.NullMarked;
