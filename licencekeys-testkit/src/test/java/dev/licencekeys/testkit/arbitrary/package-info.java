/** Tests of the package with the same name. */
@NullMarked
package dev.licencekeys.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
