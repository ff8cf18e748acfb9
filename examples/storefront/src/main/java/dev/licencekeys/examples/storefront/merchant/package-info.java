/**
 * What the shop's merchant does, behind the login: keys, products, orders, settings, and what is on record of all that.
 *
 * <p>Each call of the library is a transaction of its own. A page shows what it answers, and what it refuses as it says it.
 */
package dev.licencekeys.examples.storefront.merchant;
