package dev.licencekeys.examples.springshop;

import org.springframework.test.context.ActiveProfiles;

/** The same shop, whose library joins through the entity manager. */
@ActiveProfiles("entity-manager")
class EntityManagerShopTest extends SpringShopTest {}
