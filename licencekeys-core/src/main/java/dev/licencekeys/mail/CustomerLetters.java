package dev.licencekeys.mail;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.mail.Letter.Bought;
import dev.licencekeys.mail.Letter.Draft;
import dev.licencekeys.mail.Letter.Link;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Characters;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * What customers are told of their orders.
 *
 * @param showsKeys whether the keys themselves are in the text
 */
record CustomerLetters(Wording wording, boolean showsKeys) {
    Letter keysReady(Fulfilment fulfilment, Function<ProductRef, String> names, URI page) {
        int count = fulfilment.keys().size();
        if (count == 0 || fulfilment.isRejected()) {
            throw new InvalidInputException("fulfilment", "has no keys of which a customer could be told");
        }
        Draft draft = new Draft(
                wording,
                wording.say("ready.subject", count, fulfilment.orderId()),
                wording.say("ready.heading", count));
        draft.say("ready.text", fulfilment.orderId());
        fulfilment.lines().stream()
                .filter(line -> !line.keys().isEmpty())
                .forEach(line -> draft.add(bought(line, names)));
        return end(draft, count, fulfilment.waiting(), showsKeys, page);
    }

    private Bought bought(LineFulfilment line, Function<ProductRef, String> names) {
        String name = names.apply(line.product());
        String shown = Characters.isBlank(name) ? line.product().toString() : name;
        return bought(shown, line.keys().size(), line.keys());
    }

    private Bought bought(String product, int count, List<AssignedKey> keys) {
        List<LicenceKey> shown = showsKeys ? keys.stream().map(AssignedKey::key).toList() : List.of();
        return new Bought(wording.say("product", count, product), shown);
    }

    Letter keysArrived(LineFilled filled, String product, URI page, List<AssignedKey> keys) {
        int count = filled.keys();
        Draft draft = new Draft(
                wording,
                wording.say("arrived.subject", count, filled.orderId()),
                wording.say("arrived.heading", count));
        draft.say("arrived.text", filled.orderId()).add(bought(product, count, keys));
        return end(draft, count, filled.waiting(), showsKeys && !keys.isEmpty(), page);
    }

    private Letter end(Draft draft, int count, int waiting, boolean shown, URI page) {
        if (waiting > 0) {
            draft.say("ready.waiting", waiting);
        }
        draft.add(new Link(wording.say("ready.page", count), page));
        if (!shown) {
            draft.say("ready.hidden", count);
        }
        return draft.done();
    }
}
