package dev.licencekeys.testkit.history;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.List;

/**
 * A history of one caller, with a bit of everything.
 *
 * <p>Of pool {@code a}, order 1 has its key, was told it twice, and one key is left. Of pool {@code b}, order 2 had three
 * keys: it has one, one was revoked with a refund and one retired by hand. Of pool {@code c}, orders 3 and 4 waited and were
 * served in this order.
 */
final class RightHistory {
    private RightHistory() {}

    static History make() {
        LicenceKeys shop = LicenceKeys.open(new InMemoryLicenceKeyStore(), KeyProtection.plaintext());
        Recorder recorder = new Recorder();
        recorder.upload(shop, Pool.tagged("a"), List.of("a-1", "a-2"));
        recorder.upload(shop, Pool.tagged("b"), List.of("b-1", "b-2", "b-3"));
        shop.stock().createPool("c");
        for (String product : List.of("a", "b", "c")) {
            shop.products().set(product, AssignmentMethod.specificTag(product));
        }
        Order first = Order.of("1", OrderLine.of("1", "a", 1));
        recorder.fulfil(shop, first);
        recorder.fulfil(shop, first);
        KeyId retired = recorder.fulfil(shop, Order.of("2", OrderLine.of("1", "b", 3)))
                .keys()
                .get(0)
                .id();
        recorder.refund(shop, Refund.of("refund", "2", "1", 1).with(RefundPolicy.REVOKE));
        Act act = new Act("support-7", "sent by mail");
        recorder.byHand(shop, act, keys -> {
            keys.support().withdraw(retired, Withdrawal.RETIRE, act);
            return retired;
        });
        for (String order : List.of("3", "4")) {
            recorder.fulfil(shop, Order.of(order, OrderLine.of("1", "c", 1)));
        }
        recorder.upload(shop, Pool.tagged("c"), List.of("c-1", "c-2"));
        return recorder.end(shop);
    }
}
