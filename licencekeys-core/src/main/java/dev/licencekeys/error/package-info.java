/**
 * What can go wrong, as types that a host can catch and messages that say what to do.
 *
 * <p>Running out of keys is not among them: that is an answer, see {@link dev.licencekeys.Fulfilment}.
 */
@NullMarked
package dev.licencekeys.error;

import org.jspecify.annotations.NullMarked;
