/** Tests of the package with the same name. */
@NullMarked
package dev.licencekeys.testkit.fault;

import org.jspecify.annotations.NullMarked;
