/** What the work costs, as ratios measured in one run. */
@NullMarked
package dev.licencekeys.benchmarks;

import org.jspecify.annotations.NullMarked;
