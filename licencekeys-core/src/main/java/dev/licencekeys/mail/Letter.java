package dev.licencekeys.mail;

import dev.licencekeys.key.LicenceKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mail says, in neither form yet.
 *
 * @param subject also the title of the page
 * @param heading what it is about, above everything else
 * @param blocks what it says, from above
 */
record Letter(Sentence subject, Sentence heading, List<Block> blocks) {
    Letter {
        blocks = List.copyOf(blocks);
    }

    /** A part of a mail. */
    sealed interface Block permits Paragraph, Facts, Bought, Link {}

    /** Words. */
    record Paragraph(Sentence text) implements Block {}

    /** Figures, each with what it counts. */
    record Facts(List<Fact> facts) implements Block {}

    /** One of them. */
    record Fact(Sentence label, Sentence value) {}

    /** A product, with the keys that are to be shown. */
    record Bought(Sentence product, List<LicenceKey> keys) implements Block {}

    /** A page to open. */
    record Link(Sentence label, URI page) implements Block {}

    MailText in(Locale language, Optional<Sentence> shop) {
        Sentence line = shop.map(subject::dash).orElse(subject);
        // A host's own wording may have a line break here, which a header can't.
        String header = line.plain().replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+", " ");
        return new MailText(header, PlainForm.of(this, shop), HtmlForm.of(this, line, shop, language));
    }

    /** Puts one together. */
    static final class Draft {
        private final Wording wording;
        private final Sentence subject;
        private final Sentence heading;
        private final List<Block> blocks = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();

        Draft(Wording wording, Sentence subject, Sentence heading) {
            this.wording = wording;
            this.subject = subject;
            this.heading = heading;
        }

        Draft say(String key, Object... arguments) {
            return add(new Paragraph(wording.say(key, arguments)));
        }

        Draft add(Block block) {
            blocks.add(block);
            return this;
        }

        Draft fact(String label, Sentence value) {
            facts.add(new Fact(wording.say(label), value));
            return this;
        }

        /** The figures stand at the end. */
        Letter done() {
            if (!facts.isEmpty()) {
                blocks.add(new Facts(List.copyOf(facts)));
            }
            return new Letter(subject, heading, blocks);
        }
    }
}
