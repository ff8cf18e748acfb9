package dev.licencekeys.mail;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Characters;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;

/**
 * Writes e-mails to the merchant and to customers, in English or German, or in a host's own words. It sends nothing.
 *
 * <pre>{@code
 * MailTexts texts = MailTexts.in(Locale.GERMAN).withShopName("Foto Schmidt");
 * keys.delivery()
 *         .to("mail", event -> texts.toMerchant(event).ifPresent(mail -> send(event.id(), mail)))
 *         .start();
 * }</pre>
 *
 * <p>Names may hold anything: within a mail each is on one line, no longer than 200 characters, escaped, and kept from turning
 * the direction of the words around it. A subject never has a line break. The value of a key is in no mail unless the host
 * {@linkplain #withKeys() says so}, and then in the text only.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class MailTexts {
    private final Wording wording;
    private final Optional<String> shop;
    private final boolean showsKeys;

    private MailTexts(Wording wording, Optional<String> shop, boolean showsKeys) {
        this.wording = wording;
        this.shop = shop;
        this.showsKeys = showsKeys;
    }

    /**
     * The texts in a language, with numbers and times as the country writes them. Where there are none in that language they
     * are English, until a host {@linkplain #with gives} its own.
     */
    public static MailTexts in(Locale locale) {
        return new MailTexts(Wording.in(locale), Optional.empty(), false);
    }

    /**
     * The same, signed by the shop: its name ends the subjects and the texts.
     *
     * @throws InvalidInputException if it is blank
     */
    public MailTexts withShopName(String name) {
        if (Characters.isBlank(name)) {
            throw new InvalidInputException("shop name", "is blank; leave it out, and mails have none");
        }
        return new MailTexts(wording, Optional.of(name), showsKeys);
    }

    /**
     * The same, in a host's own words, where it has some.
     *
     * @param bundle patterns of {@link java.text.MessageFormat}, under the names and with the arguments of {@code
     *     dev/licencekeys/mail/texts_en.properties}; read once. What it lacks stays ours, and what we don't know is ignored.
     * @throws InvalidInputException if one of them is no such pattern, or can't take our arguments
     */
    public MailTexts with(ResourceBundle bundle) {
        return new MailTexts(wording.with(bundle), shop, showsKeys);
    }

    /** The same, with times of another zone; they are told in UTC otherwise. */
    public MailTexts in(ZoneId zone) {
        return new MailTexts(wording.in(zone), shop, showsKeys);
    }

    /**
     * The same, with the keys themselves in the texts to customers. Whoever reads the mail, now or in ten years, has them; and
     * that the customer has seen them is not on record, which refunds go by: {@link dev.licencekeys.LicenceKeys#reveal} notes
     * it.
     */
    public MailTexts withKeys() {
        return new MailTexts(wording, shop, true);
    }

    /**
     * What a merchant may want to hear of: that a pool runs low ({@link dev.licencekeys.event.ThresholdReached}) or out ({@link
     * dev.licencekeys.event.PoolExhausted}), that an order waits for keys ({@link dev.licencekeys.event.LineWaits}), got them
     * ({@link LineFilled}) or was refunded ({@link dev.licencekeys.event.LineRefunded}), and that somebody exported the keys
     * of a pool ({@link dev.licencekeys.event.KeysExported}).
     *
     * @return empty for all other events: what a person does with single keys is in the audit, and an import or its undoing is
     *     an event for every batch of it, and a report for whoever did it
     */
    public Optional<MailText> toMerchant(Event event) {
        return new MerchantLetters(wording).about(event).map(this::written);
    }

    /**
     * Tells a customer that keys of an order are ready, how many for each product, and whether more will come. Send it after
     * the commit.
     *
     * @param fulfilment with at least one key
     * @param names the name of a product, as the customer knows it; where that is blank its id stands instead
     * @param page where the customer gets the keys
     * @throws InvalidInputException if the fulfilment has no key, or the page is no address of the web
     */
    public MailText keysReady(Fulfilment fulfilment, Function<ProductRef, String> names, URI page) {
        return written(new CustomerLetters(wording, showsKeys).keysReady(fulfilment, names, ofTheWeb(page)));
    }

    /**
     * Tells a customer that keys have come which an order had waited for.
     *
     * @param product its name, as the customer knows it
     * @param page where the customer gets the keys
     * @throws InvalidInputException if the page is no address of the web
     */
    public MailText keysArrived(LineFilled filled, String product, URI page) {
        return keysArrived(filled, product, page, List.of());
    }

    /**
     * The same, with the keys in the text, if that {@linkplain #withKeys() is wanted}.
     *
     * @param product its name, as the customer knows it
     * @param page where the customer gets the keys
     * @param keys those that came
     * @throws InvalidInputException if the page is no address of the web
     */
    public MailText keysArrived(LineFilled filled, String product, URI page, List<AssignedKey> keys) {
        return written(new CustomerLetters(wording, showsKeys)
                .keysArrived(filled, product, ofTheWeb(page), List.copyOf(keys)));
    }

    /** Any other address, such as {@code javascript:}, would do what it says within the reader's program. */
    private static URI ofTheWeb(URI page) {
        if (page.getHost() == null
                || !("https".equalsIgnoreCase(page.getScheme()) || "http".equalsIgnoreCase(page.getScheme()))) {
            throw new InvalidInputException("page", "must be a whole address that begins with https:// or http://");
        }
        return page;
    }

    private MailText written(Letter letter) {
        return letter.in(wording.spoken(), shop.map(wording::name));
    }
}
