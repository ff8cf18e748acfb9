package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.CustomerErased;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.KeysImported;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class MailTextsTest {
    private static final MailTexts TEXTS = MailTexts.in(Locale.ENGLISH);
    private static final String CANARY = "CANARY-5YJ3 <77QX>";

    /** Every mail there is, to be read: in the resources beside this class. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theMailsReadAsWritten(String language) throws IOException {
        String mails = all(Locale.forLanguageTag(language)).stream()
                .map(mail -> "=== " + mail.subject() + "\n" + mail.plain())
                .collect(Collectors.joining("\n"));

        try (InputStream written = MailTextsTest.class.getResourceAsStream("mails_" + language + ".txt")) {
            assertThat(mails).isEqualTo(new String(written.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void bothFormsSayTheSame(String language) {
        for (MailText mail : all(Locale.forLanguageTag(language))) {
            Page page = Page.of(mail);
            String rest = mail.plain();
            for (String text : page.texts()) {
                assertThat(rest).contains(text);
                // What is passed over has no words.
                assertThat(rest.substring(0, rest.indexOf(text))).matches("[\\s:-]*");
                rest = rest.substring(rest.indexOf(text) + text.length());
                for (Element link : page.all("a")) {
                    String address = ":\n" + link.getAttribute("href");
                    rest = rest.startsWith(address) ? rest.substring(address.length()) : rest;
                }
            }
            assertThat(rest).isEqualTo("\n");
            assertThat(page.title()).isEqualTo(mail.subject());
            assertThat(page.only("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.foreign()).isEmpty();
        }
    }

    private static List<MailText> all(Locale language) {
        MailTexts texts = MailTexts.in(language).withShopName("Photo & Co");
        List<MailText> mails = new ArrayList<>();
        Samples.forMerchant().forEach(event -> mails.add(texts.toMerchant(event).orElseThrow()));
        mails.add(texts.keysReady(
                Samples.fulfilment("1001", Samples.line(Samples.EDITOR, 0, "KEY-1")),
                product -> "Photo Editor",
                Samples.PAGE));
        Fulfilment two = Samples.fulfilment(
                "1001",
                Samples.line(Samples.EDITOR, 0, "KEY-1", "KEY-2"),
                Samples.line(ProductRef.of("virus", "2026"), 3, "KEY-3"),
                Samples.line(ProductRef.of("office"), 1));
        mails.add(texts.keysReady(two, product -> product.equals(Samples.EDITOR) ? "Photo Editor" : "", Samples.PAGE));
        mails.add(texts.withKeys().keysReady(two, ProductRef::product, Samples.PAGE));
        mails.add(texts.keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", Samples.PAGE));
        mails.add(texts.keysArrived(Samples.filled("1001", "1", 2, 1), "Photo Editor", Samples.PAGE));
        mails.add(texts.withKeys()
                .keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", Samples.PAGE, Samples.keys("KEY-1")));
        return mails;
    }

    @Test
    void aMerchantIsNotToldOfEverything() {
        Act anna = new Act("anna", "");
        UUID id = new UUID(7, 7);
        assertThat(TEXTS.toMerchant(new KeysImported(id, Instant.EPOCH, Optional.of(anna), id, Pool.untagged(), 5_000)))
                .isEmpty();
        assertThat(TEXTS.toMerchant(new CustomerErased(id, Instant.EPOCH, anna, 1)))
                .isEmpty();
    }

    @Test
    void aReasonIsToldWhereThereIsOne() {
        UUID id = new UUID(7, 7);
        Function<String, String> mail = reason -> TEXTS.toMerchant(new KeysExported(
                        id, Instant.EPOCH, new Act("anna", reason), Pool.tagged("a"), KeyState.AVAILABLE))
                .orElseThrow()
                .plain();
        assertThat(mail.apply("asked for it")).contains("Reason: asked for it");
        assertThat(mail.apply("")).contains("anna").doesNotContain("Reason");
    }

    @Test
    void aKeyIsInNoMailUnlessTheHostWantsIt() {
        List<MailText> mails = customerMails(TEXTS);

        assertThat(mails).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.subject() + mail.plain() + mail.html() + mail).doesNotContain("CANARY", "5YJ3", "77QX");
            assertThat(mail.plain()).contains("not in this mail");
        });
    }

    @Test
    void aKeyThatIsWantedIsInTheTextOnly() {
        assertThat(customerMails(TEXTS.withKeys())).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.plain().lines()).contains(CANARY);
            assertThat(Page.of(mail).only("code").getTextContent()).isEqualTo(CANARY);
            assertThat(mail.html()).doesNotContain("<77QX>");
            assertThat(mail.subject() + mail).doesNotContain("CANARY", "5YJ3", "77QX");
            assertThat(mail.plain()).doesNotContain("not in this mail");
        });
    }

    private static List<MailText> customerMails(MailTexts texts) {
        return List.of(
                texts.keysReady(
                        Samples.fulfilment("1001", Samples.line(Samples.EDITOR, 0, CANARY)),
                        ProductRef::product,
                        Samples.PAGE),
                texts.keysArrived(
                        Samples.filled("1001", "1", 1, 0), "Photo Editor", Samples.PAGE, Samples.keys(CANARY)));
    }

    @Test
    void thePageIsALink() {
        MailText mail = TEXTS.keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", Samples.PAGE);

        assertThat(Page.of(mail).only("a").getAttribute("href")).isEqualTo(Samples.PAGE.toString());
        assertThat(mail.plain().lines()).contains(Samples.PAGE.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/", "http://shop.example/", "HTTP://shop.example/"})
    void anAddressOfTheWebIsOne(String page) {
        MailText mail = TEXTS.keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", URI.create(page));

        assertThat(mail.plain().lines()).contains(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "data:text/html,x", "/orders/1001", "ftp://shop.example/", "https:x"})
    void anAddressThatIsNoneOfTheWebIsRefused(String page) {
        assertThatThrownBy(() -> TEXTS.keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", URI.create(page)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void withoutAKeyThereIsNothingToTell() {
        Fulfilment waits = Samples.fulfilment("1001", Samples.line(Samples.EDITOR, 2));

        assertThatThrownBy(() -> TEXTS.keysReady(waits, ProductRef::product, Samples.PAGE))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void ofARejectedOrderThereIsNothingToTell() {
        // It asks for more than before, and keeps the key that it has.
        LineFulfilment rejected = new LineFulfilment("1", Samples.EDITOR, Status.REJECTED, Samples.keys(CANARY), 1, 0);

        assertThatThrownBy(
                        () -> TEXTS.keysReady(Samples.fulfilment("1001", rejected), ProductRef::product, Samples.PAGE))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keysThatTheHostDoesNotGiveAreNotInTheMail() {
        MailText mail = TEXTS.withKeys()
                .keysArrived(Samples.filled("1001", "1", 1, 0), "Photo Editor", Samples.PAGE, List.of());

        assertThat(mail.plain()).contains("not in this mail");
    }

    @Test
    void aShopHasAName() {
        assertThatThrownBy(() -> TEXTS.withShopName(" ")).isInstanceOf(InvalidInputException.class);
    }
}
