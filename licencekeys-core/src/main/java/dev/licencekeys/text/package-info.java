/** What counts as well-formed text, the same for every database; not exported. */
@NullMarked
package dev.licencekeys.text;

import org.jspecify.annotations.NullMarked;
