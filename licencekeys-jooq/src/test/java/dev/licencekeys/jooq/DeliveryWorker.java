package dev.licencekeys.jooq;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.Pool;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;

/** Sells out a pool again and again, and delivers what happens, in a process of its own that is killed. */
final class DeliveryWorker {
    /** Follows an order that was committed. */
    static final String SOLD = "sold";

    // The text of the other process is read line by line, so that each line has to go at once.
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private DeliveryWorker() {}

    /**
     * Works until it is killed.
     *
     * @param args URL, user, password, shop, and the file to which its listener writes what it receives
     */
    public static void main(String[] args) throws IOException {
        Address address = new Address(args[0], args[1], args[2]);
        Schema.on(address.dataSource()).migrate();
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(3)));
        Shop shop = Shop.of(args[3], store);
        LicenceKeys keys = shop.keys();
        shop.sells("p", 0);
        // A pipe would be closed with the process, and lose what nobody read.
        try (PrintStream received = new PrintStream(new FileOutputStream(args[4]), true, StandardCharsets.UTF_8);
                EventDelivery delivery = keys.delivery()
                        .to("file", event -> received.println(event.id()))
                        .every(Duration.ofMillis(50))
                        .start()) {
            for (int i = 0; ; i++) {
                int first = 5 * i;
                keys.stock()
                        .upload(
                                Pool.tagged("p"),
                                IntStream.range(first, first + 5).mapToObj(key -> "key-" + key));
                keys.fulfil(Order.of("order-" + i, OrderLine.of("1", "p", 5)));
                OUT.println(SOLD);
                delivery.wake();
            }
        }
    }
}
