package dev.licencekeys.testkit.contract;

import dev.licencekeys.testkit.model.OrderLife;
import java.util.List;

/** All that may happen to orders, in any order, one thing after the other. */
final class OrderLives {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "life",
            "whatever happens to orders and their keys, everything is as a plain model says",
            Promise.EVERY_UNIT_ANSWERED,
            shop -> OrderLife.check(shop::store, shop.random().nextLong(), 30)));

    private OrderLives() {}
}
