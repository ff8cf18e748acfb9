package dev.licencekeys.examples.springshop;

import org.springframework.data.jpa.repository.JpaRepository;

/** The shop's own orders. */
interface ShopOrders extends JpaRepository<ShopOrder, Long> {}
