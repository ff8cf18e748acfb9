/** Tests of the package with the same name. */
@NullMarked
package dev.licencekeys.testkit.assertion;

import org.jspecify.annotations.NullMarked;
