/** Products and how each gets its keys. */
@NullMarked
package dev.licencekeys.product;

import org.jspecify.annotations.NullMarked;
