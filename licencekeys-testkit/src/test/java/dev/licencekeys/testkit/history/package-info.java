/** Tests of the checks of histories. */
@NullMarked
package dev.licencekeys.testkit.history;

import org.jspecify.annotations.NullMarked;
