package dev.licencekeys.examples.springshop;

import dev.licencekeys.Fulfilment;

/** Told within the transaction that delivers an order; who listens hears of it after the commit. */
record OrderDelivered(PaidOrder paid, Fulfilment fulfilment) {}
