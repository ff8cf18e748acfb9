/** Uploaded keys and the pools in which they lie until they are given. */
@NullMarked
package dev.licencekeys.pool;

import org.jspecify.annotations.NullMarked;
