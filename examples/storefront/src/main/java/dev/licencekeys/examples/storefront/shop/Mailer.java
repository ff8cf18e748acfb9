package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.mail.MailText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands mails to the shop's mail server. */
@Component
class Mailer {
    private final JavaMailSender sender;
    private final ShopSettings settings;

    Mailer(JavaMailSender sender, ShopSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    /**
     * Sends a mail now.
     *
     * @throws MessagingException if it can't be built
     * @throws org.springframework.mail.MailException if it can't be sent now
     */
    void send(String to, MailText mail) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.mail().from());
        helper.setTo(to);
        helper.setSubject(mail.subject());
        helper.setText(mail.plain(), mail.html());
        sender.send(message);
    }
}
