/** Tests of what contracts are made of. */
@NullMarked
package dev.licencekeys.testkit.contract;

import org.jspecify.annotations.NullMarked;
