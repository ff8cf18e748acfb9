package dev.licencekeys.mail;

import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.mail.Letter.Block;
import dev.licencekeys.mail.Letter.Bought;
import dev.licencekeys.mail.Letter.Fact;
import dev.licencekeys.mail.Letter.Facts;
import dev.licencekeys.mail.Letter.Link;
import dev.licencekeys.mail.Letter.Paragraph;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.owasp.encoder.Encode;

/**
 * A letter as an HTML page that loads nothing. Text and ground have no colours of their own, so that the reader's light or dark
 * ones fit together; what has a colour can be read on either.
 */
final class HtmlForm {
    private static final String LINE = "1px solid rgba(128,128,128,.3)";

    private HtmlForm() {}

    static String of(Letter letter, Sentence title, Optional<Sentence> shop, Locale language) {
        String blocks = letter.blocks().stream().map(HtmlForm::of).collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="%s" style="color-scheme:light dark">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>%s</title>
                </head>
                <body style="margin:0;padding:0">
                <div dir="auto" style="max-width:560px;margin:0 auto;padding:32px 24px;font:16px/1.5 system-ui,\
                -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere">
                <h1 style="margin:0 0 20px;padding:0 0 14px;border-bottom:3px solid #3b82f6;font-size:22px;\
                line-height:1.3;font-weight:600">%s</h1>
                %s%s</div>
                </body>
                </html>
                """.formatted(
                        Encode.forHtmlAttribute(language.toLanguageTag()),
                        Encode.forHtml(title.plain()),
                        letter.heading().html(),
                        blocks,
                        shop.map(HtmlForm::signature).orElse(""));
    }

    private static String of(Block block) {
        if (block instanceof Paragraph paragraph) {
            return "<p style=\"margin:0 0 16px\">" + paragraph.text().html() + "</p>\n";
        }
        if (block instanceof Facts facts) {
            return facts.facts().stream()
                    .map(HtmlForm::row)
                    .collect(Collectors.joining(
                            "",
                            "<table style=\"width:100%;margin:24px 0 16px;border-collapse:collapse\">\n",
                            "</table>\n"));
        }
        if (block instanceof Bought bought) {
            return "<div style=\"margin:0 0 20px\">\n<p style=\"margin:0 0 8px;font-weight:600\">"
                    + bought.product().html() + "</p>\n"
                    + bought.keys().stream().map(HtmlForm::key).collect(Collectors.joining()) + "</div>\n";
        }
        Link link = (Link) block;
        return "<p style=\"margin:24px 0\"><a href=\""
                + Encode.forHtmlAttribute(link.page().toASCIIString())
                + "\" style=\"display:inline-block;padding:10px 20px;border-radius:6px;background:#2563eb;color:#fff;"
                + "font-weight:600;text-decoration:none\">" + link.label().html() + "</a></p>\n";
    }

    private static String row(Fact fact) {
        String cell = "padding:8px 0;border-top:" + LINE + ";vertical-align:top;";
        return "<tr><th scope=\"row\" style=\"" + cell
                + "padding-inline-end:24px;text-align:start;font-weight:normal;opacity:.75\">"
                + fact.label().html() + "</th><td style=\"" + cell + "text-align:end\">"
                + fact.value().html() + "</td></tr>\n";
    }

    /** One click selects all of it; spaces in it stay as they are. */
    private static String key(LicenceKey key) {
        return "<p style=\"margin:0 0 8px\"><code style=\"display:inline-block;padding:6px 10px;border-radius:4px;"
                + "background:rgba(128,128,128,.15);font:15px/1.4 ui-monospace,Consolas,Menlo,monospace;"
                + "white-space:pre-wrap;user-select:all\"><bdi>" + Encode.forHtml(key.reveal())
                + "</bdi></code></p>\n";
    }

    private static String signature(Sentence shop) {
        return "<p style=\"margin:32px 0 0;padding:16px 0 0;border-top:" + LINE + ";font-size:14px;opacity:.75\">"
                + shop.html() + "</p>\n";
    }
}
