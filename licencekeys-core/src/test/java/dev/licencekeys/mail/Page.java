package dev.licencekeys.mail;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The HTML of a mail, as a reader's program sees it. It is XML, too, so that whatever breaks out of its place is noticed. */
record Page(Document document) {
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "body", "div", "h1", "p", "table", "tr", "th", "td", "bdi", "a", "code");
    private static final Set<String> ATTRIBUTES =
            Set.of("lang", "style", "charset", "name", "content", "dir", "scope", "href");

    static Page of(MailText mail) {
        try {
            return new Page(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(mail.html()))));
        } catch (Exception e) {
            throw new AssertionError(mail.html(), e);
        }
    }

    List<Element> all(String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    Element only(String name) {
        List<Element> found = all(name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + name);
        }
        return found.get(0);
    }

    String title() {
        return only("title").getTextContent();
    }

    /** What is read, each paragraph, cell or heading of its own. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(only("body"), texts);
        return texts;
    }

    private static void collect(Node node, List<String> texts) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (Set.of("p", "h1", "th", "td").contains(child.getNodeName())) {
                texts.add(child.getTextContent());
            } else {
                collect(child, texts);
            }
        }
    }

    /** What it is built of, without what it says. */
    List<String> structure() {
        List<String> names = new ArrayList<>();
        for (Element element : all("*")) {
            names.add(element.getTagName());
        }
        return names;
    }

    /** The elements and attributes that are none of ours. */
    List<String> foreign() {
        List<String> foreign = new ArrayList<>();
        for (Element element : all("*")) {
            if (!ELEMENTS.contains(element.getTagName())) {
                foreign.add(element.getTagName());
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                if (!ATTRIBUTES.contains(name)) {
                    foreign.add(element.getTagName() + " " + name);
                }
            }
        }
        return foreign;
    }
}
