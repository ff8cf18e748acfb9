package dev.licencekeys.examples.quickstart;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Display;
import dev.licencekeys.EventDelivery;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Inventory;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.OrderPlan;
import dev.licencekeys.Refund;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.DownloadPage;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import dev.licencekeys.jooq.Database;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Schema;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.RotationReport;
import dev.licencekeys.key.Secret;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.mail.MailText;
import dev.licencekeys.mail.MailTexts;
import dev.licencekeys.micrometer.MicrometerMetrics;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyPage;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The README's examples, word for word between their comments. */
final class ReadmeExamples {
    private static final Logger LOG = System.getLogger("shop");

    private ReadmeExamples() {}

    /** A host's own. */
    interface Mails {
        void sendOnce(UUID id, MailText text);
    }

    static void firstSteps() {
        // example: first steps
        try (var store = JooqLicenceKeyStore.connect("jdbc:h2:mem:shop", "sa", "")) {
            var keys = LicenceKeys.open(store, KeyProtection.plaintext());
            keys.stock().upload("photo-v2", Stream.of("PHOTO2-7QK2-XW4M", "PHOTO2-M4XD-83TC"));
            keys.products().set("photo-editor", AssignmentMethod.specificTag("photo-v2"));

            var order = Order.of("1001", OrderLine.of("1", "photo-editor", 3));
            var answer = keys.fulfil(order);
            System.out.println(answer.keys().size() + " keys, " + answer.waiting() + " waiting");
            var again = keys.fulfil(order); // the webhook comes twice
            again.keys().forEach(key -> System.out.println(key.key().reveal())); // the same keys
        }
        // end of example
    }

    static Optional<Fulfilment> errors(LicenceKeys keys, Order order, Consumer<Order> later) {
        // example: errors
        try {
            return Optional.of(keys.fulfil(order));
        } catch (LicenceKeysException e) {
            if (!e.isTransient()) {
                throw e;
            }
            later.accept(order);
            return Optional.empty();
        }
        // end of example
    }

    static void stock(LicenceKeys keys) {
        // example: stock
        Act act = new Act("anna", "bought twice");
        Inventory inventory = keys.inventory();
        KeyPage page = inventory.keys(Pool.tagged("photo-v2"), KeyState.AVAILABLE, KeyCursor.START, 100);
        page.keys().forEach(key -> System.out.println(key.id() + " " + key.masked()));
        List<KeyId> tooMuch = inventory.lookAlikes(100).stream()
                .flatMap(group -> group.keys().stream().skip(1))
                .map(KeyRecord::id)
                .toList();
        StockChange change = inventory.retire(tooMuch, act);
        System.out.println(change.changed() + " retired, " + change.left().size() + " were given meanwhile");
        inventory.rename("photo-v2", "photo-2026", act); // products and waiting lines go with it
        keys.audit().latest(100).forEach(System.out::println);
        // end of example
    }

    static void warnings(LicenceKeys keys) {
        // example: warnings
        keys.stock().warnByDefault(ThresholdPolicy.atPercent(80, 95));
        keys.stock()
                .warnAt(Pool.tagged("photo-v2"), ThresholdPolicy.atPercent(80).and(ThresholdLevel.keysLeft(20)));
        keys.stock().warnAt(Pool.tagged("trial"), ThresholdPolicy.OFF);
        for (PoolStock pool : keys.stock().pools()) {
            String last = pool.forecast()
                    .map(forecast -> "last for " + forecast.daysLeft() + " days")
                    .orElse("too little is known to say how long they last");
            System.out.println(pool.pool() + ": " + pool.available() + " keys, " + last);
        }
        // end of example
    }

    static void afterTheSale(LicenceKeys keys, Order order) {
        // example: after the sale
        OrderPlan plan = keys.plan(order); // keep 3, add 1, surplus 0, and nothing is locked or written
        plan.lines().forEach(System.out::println);
        keys.fulfil(plan.order());

        Refund refund = Refund.of("refund-7", "1001", "1", 2).with(RefundPolicy.RETURN_UNREVEALED);
        keys.refund(refund); // again, or before its order: the same in the end
        keys.refund(Refund.ofOrder("cancelled", order).with(RefundPolicy.REVOKE));
        // end of example
    }

    static void support(LicenceKeys keys, KeyId key) {
        // example: support
        Act act = new Act("anna", "does not activate");
        AssignedKey next = keys.support().replace(key, Withdrawal.REVOKE, act);
        System.out.println(next.id() + " instead of " + key);
        LinePage page = keys.orders().ofCustomer("customer-7", LineCursor.LATEST, 50);
        page.lines().forEach(line -> System.out.println(line.orderId() + " " + line.keys()));
        keys.audit().history(key).text().forEach(System.out::println);
        // end of example
    }

    static DownloadPage display(LicenceKeys keys, Map<ProductRef, String> titles) {
        // example: show the keys
        Display display = keys.display();
        ProductRef pro = ProductRef.of("photo-editor", "pro");
        display.set(TextScope.of(pro), DisplayTexts.none().with(DisplayText.KEY_BUTTON, "Show my Pro key"));

        DisplayNames names = new DisplayNames("#1001", product -> titles.getOrDefault(product, ""));
        DownloadPage page = display.page("1001", names, Locale.GERMAN); // reveals nothing
        page.lines().forEach(line -> System.out.println(line.productName() + ": [" + line.button() + "]"));
        KeyDialog dialog = display.reveal("1001", "1", names, Locale.GERMAN); // the customer has clicked
        dialog.keys().forEach(key -> System.out.println(key.key().reveal()));
        // end of example
        return page;
    }

    static EventDelivery tell(LicenceKeys keys, Mails mails) {
        // example: tell people
        MailTexts texts = MailTexts.in(Locale.ENGLISH).withShopName("Photo Shop");
        EventDelivery delivery = keys.delivery()
                .to("merchant", event -> texts.toMerchant(event).ifPresent(text -> mails.sendOnce(event.id(), text)))
                .start();
        // end of example
        return delivery;
    }

    static MailText tellCustomer(Fulfilment fulfilment, Map<String, String> names, URI page) {
        MailTexts texts = MailTexts.in(Locale.ENGLISH);
        // example: tell customers
        MailText text = texts.keysReady(fulfilment, product -> names.getOrDefault(product.product(), ""), page);
        // end of example
        return text;
    }

    static boolean verify(LicenceKeys keys, String value, String address) {
        // example: verify
        keys.verifier().verify(value).ifPresent(System.out::println); // for the merchant: everything but the value
        return keys.verifier().isGenuine(value, address); // for anybody: one bit
        // end of example
    }

    static LicenceKeys metrics(JooqLicenceKeyStore store, MeterRegistry registry) {
        // example: metrics
        LicenceKeys keys = LicenceKeys.builder(store, KeyProtection.plaintext())
                .metrics(MicrometerMetrics.on(registry)) // or your own Metrics
                .build();
        // end of example
        return keys;
    }

    static LicenceKeys atRest(JooqLicenceKeyStore store) {
        // example: keys at rest
        var ring = KeyRing.of(
                Secret.ofBase64("2026-07", System.getenv("LICENCE_KEY_SECRET")),
                Secret.ofBase64("find-1", System.getenv("LICENCE_KEY_FINGERPRINT_SECRET")));
        var keys = LicenceKeys.open(store, KeyProtection.encrypted(ring));
        // end of example
        return keys;
    }

    static List<KeyProtection> change(KeyRing oldRing, KeyRing newRing) {
        // example: change the secrets
        KeyProtection old = KeyProtection.encrypted(oldRing); // or plaintext()
        KeyProtection now = KeyProtection.encrypted(newRing);
        KeyProtection first = old.alsoReading(now); // 1. stores as before, and reads both
        KeyProtection then = now.alsoReading(old); // 2. stores under the new secrets, and reads both
        // end of example
        return List.of(first, then, now);
    }

    static void rotate(LicenceKeys keys) {
        // example: rotate
        RotationReport report = keys.protection().rotate(progress -> LOG.log(Level.INFO, "{0}", progress));
        if (report.isComplete()) {
            LOG.log(Level.INFO, "the old secrets are no longer needed");
        }
        // end of example
    }

    static String schema(DataSource dataSource) {
        // example: schema
        Schema.on(dataSource).migrate(); // the library's own way
        String script = Schema.ddl(Database.POSTGRESQL); // yours
        // end of example
        return script;
    }
}
