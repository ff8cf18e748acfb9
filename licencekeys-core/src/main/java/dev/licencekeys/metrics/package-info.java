/** What an operator's monitoring is told of the library's work: implement {@link dev.licencekeys.metrics.Metrics}. */
@NullMarked
package dev.licencekeys.metrics;

import org.jspecify.annotations.NullMarked;
