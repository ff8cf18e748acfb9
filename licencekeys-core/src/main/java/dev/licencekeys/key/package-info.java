/** A licence key: what it is, how it is made, and how it is kept. */
@NullMarked
package dev.licencekeys.key;

import org.jspecify.annotations.NullMarked;
