package dev.licencekeys.testkit.contract;

import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import org.junit.jupiter.api.Test;

class WebhookStormTest {
    @Test
    void aThousandOrders() {
        Contract contract = new Contract(
                "webhooks", "a thousand orders", Promise.SAFE_TO_REPEAT, shop -> WebhookStorm.run(shop, 1_000));
        contract.check(InMemoryLicenceKeyStore::new);
    }
}
