/**
 * Judges what several callers did to a shop at once: a {@link dev.licencekeys.testkit.history.Recorder} writes calls and
 * answers down, and {@link dev.licencekeys.testkit.history.Check#all()} says what is wrong with the history.
 */
@NullMarked
package dev.licencekeys.testkit.history;

import org.jspecify.annotations.NullMarked;
