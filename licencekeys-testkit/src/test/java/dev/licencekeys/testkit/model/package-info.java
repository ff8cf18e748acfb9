/** Tests of the model, on the in-memory store. */
@NullMarked
package dev.licencekeys.testkit.model;

import org.jspecify.annotations.NullMarked;
