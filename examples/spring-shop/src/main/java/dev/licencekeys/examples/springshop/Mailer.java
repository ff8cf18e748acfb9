package dev.licencekeys.examples.springshop;

import dev.licencekeys.mail.MailText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends each mail once, as well as that can be done.
 *
 * <p>What a mail is about may come again: events are delivered at least once, and so are webhooks. So the mail's id is looked up
 * before it is sent, and noted afterwards. If the program ends between the two the mail goes out twice; noted before, it might
 * not go out at all.
 */
class Mailer {
    private final JavaMailSender sender;
    private final SentMails sent;
    private final String from;

    Mailer(JavaMailSender sender, SentMails sent, String from) {
        this.sender = sender;
        this.sent = sent;
        this.from = from;
    }

    /**
     * Sends a mail, unless one with this id was sent.
     *
     * @throws MessagingException if it can't be built
     * @throws org.springframework.mail.MailException if it can't be sent now
     */
    void sendOnce(String id, String to, Supplier<MailText> text) throws MessagingException {
        if (sent.existsById(id)) {
            return;
        }
        MailText mail = text.get();
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to);
        helper.setSubject(mail.subject());
        helper.setText(mail.plain(), mail.html());
        sender.send(message);
        sent.save(new SentMail(id));
    }
}
