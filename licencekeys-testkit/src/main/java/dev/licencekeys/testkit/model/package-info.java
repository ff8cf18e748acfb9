/**
 * Lives that the orders of a shop may lead after the sale, and a plain model of what is right: {@link
 * dev.licencekeys.testkit.model.OrderLife} leads random ones on a store, and compares after every step.
 */
@NullMarked
package dev.licencekeys.testkit.model;

import org.jspecify.annotations.NullMarked;
