package dev.licencekeys.examples.springshop;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.mail.MailText;
import dev.licencekeys.mail.MailTexts;
import java.util.Optional;

/** Tells the merchant what happened to the keys. What it throws has the event come again. */
class MerchantMails implements EventListener {
    private final Mailer mailer;
    private final MailTexts texts;
    private final String merchant;

    MerchantMails(Mailer mailer, MailTexts texts, String merchant) {
        this.mailer = mailer;
        this.texts = texts;
        this.merchant = merchant;
    }

    @Override
    public void receive(Event event) throws Exception {
        Optional<MailText> mail = texts.toMerchant(event);
        if (mail.isPresent()) {
            mailer.sendOnce("merchant " + event.id(), merchant, mail::get);
        }
    }
}
