package dev.licencekeys.examples.springshop;

import org.springframework.test.context.TestPropertySource;

/** The same shop with a pool of four, so that webhooks are served side by side. */
@TestPropertySource(properties = "spring.datasource.hikari.maximum-pool-size=4")
class FourConnectionsShopTest extends SpringShopTest {}
