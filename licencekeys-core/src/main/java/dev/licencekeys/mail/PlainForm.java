package dev.licencekeys.mail;

import dev.licencekeys.mail.Letter.Block;
import dev.licencekeys.mail.Letter.Bought;
import dev.licencekeys.mail.Letter.Facts;
import dev.licencekeys.mail.Letter.Link;
import dev.licencekeys.mail.Letter.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A letter as plain text: blocks with an empty line between them. */
final class PlainForm {
    private static final String SIGNATURE = "-- \n";

    private PlainForm() {}

    static String of(Letter letter, Optional<Sentence> shop) {
        List<String> blocks = new ArrayList<>();
        blocks.add(letter.heading().plain());
        letter.blocks().forEach(block -> blocks.add(of(block)));
        shop.ifPresent(name -> blocks.add(SIGNATURE + name.plain()));
        return String.join("\n\n", blocks) + "\n";
    }

    private static String of(Block block) {
        if (block instanceof Paragraph paragraph) {
            return paragraph.text().plain();
        }
        if (block instanceof Facts facts) {
            return facts.facts().stream()
                    .map(fact -> fact.label().plain() + ": " + fact.value().plain())
                    .collect(Collectors.joining("\n"));
        }
        if (block instanceof Bought bought) {
            return bought.product().plain()
                    + bought.keys().stream().map(key -> "\n" + key.reveal()).collect(Collectors.joining());
        }
        Link link = (Link) block;
        return link.label().plain() + ":\n" + link.page().toASCIIString();
    }
}
