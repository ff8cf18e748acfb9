package dev.licencekeys.examples.storefront.demo;

import com.icegreen.greenmail.util.GreenMail;
import dev.licencekeys.examples.storefront.shop.ShopAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Every mail that the demo's own mail server got. */
@Component
@Profile("demo")
class DemoMailbox {
    private static final int MOST = 20;

    private final ObjectProvider<GreenMail> server;
    private final Pattern link;

    DemoMailbox(ObjectProvider<GreenMail> server, ShopAddress address) {
        this.server = server;
        this.link = Pattern.compile("\\S+(/downloads/[A-Za-z0-9_-]{43})");
    }

    /**
     * A mail.
     *
     * @param to who got it
     * @param subject its subject
     * @param text its plain text
     * @param page the path of the download page to which it leads; null if to none
     */
    record Mail(String to, String subject, String text, String page) {}

    /**
     * The latest first.
     *
     * @param to to whom; blank: to anybody
     */
    List<Mail> mails(String to) {
        List<Mail> mails = new ArrayList<>();
        server.ifAvailable(running -> {
            for (MimeMessage message : running.getReceivedMessages()) {
                mails.add(read(message));
            }
        });
        mails.removeIf(mail -> !to.isBlank() && !mail.to().equals(to));
        Collections.reverse(mails);
        return mails.subList(0, Math.min(MOST, mails.size()));
    }

    private Mail read(MimeMessage message) {
        try {
            String text = plain(message).orElse("").strip();
            Matcher found = link.matcher(text);
            return new Mail(
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    message.getSubject(),
                    text,
                    found.find() ? found.group(1) : null);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail can't be read", e);
        }
    }

    private static Optional<String> plain(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> found = plain(parts.getBodyPart(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
