/** What happened, for the merchant and for the audit. */
@NullMarked
package dev.licencekeys.event;

import org.jspecify.annotations.NullMarked;
