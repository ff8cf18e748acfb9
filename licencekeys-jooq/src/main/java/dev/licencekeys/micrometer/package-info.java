/**
 * Shows what the library does in Micrometer: {@link dev.licencekeys.micrometer.MicrometerMetrics}.
 *
 * <p>Apart, so that hosts without Micrometer don't need it: nothing else refers to this package.
 */
@NullMarked
package dev.licencekeys.micrometer;

import org.jspecify.annotations.NullMarked;
