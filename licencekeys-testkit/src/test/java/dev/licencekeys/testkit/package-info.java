/** Tests of the kit itself. */
@NullMarked
package dev.licencekeys.testkit;

import org.jspecify.annotations.NullMarked;
