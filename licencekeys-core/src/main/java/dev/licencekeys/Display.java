package dev.licencekeys;

import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.DownloadPage;
import dev.licencekeys.display.KeyDialog;
import dev.licencekeys.display.LineState;
import dev.licencekeys.display.LineView;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredText;
import dev.licencekeys.text.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a customer sees of an order's keys, in the shop's words, for the host's templates to write. From {@link
 * LicenceKeys#display()}; safe for use by several threads.
 *
 * <p>Whether somebody may see an order is the host's to decide, before it asks here.
 */
public final class Display {
    private final ShopContext context;
    private final LicenceKeyStore store;
    private final OrderPath path;

    Display(ShopContext context, LicenceKeyStore store, OrderPath path) {
        this.context = context;
        this.store = store;
        this.path = path;
    }

    /**
     * The lines of an order, each with its button. No key is revealed, and none is counted as seen. Takes the same few
     * statements for any number of lines.
     *
     * <p>A line has the keys that it got in time, even if they have expired since: {@link AssignedKey#expiresAt()} tells.
     *
     * @param language in which the customer reads; what is not there in it is in English
     * @return only lines on record: there is none of an order that did not come yet, or was rejected for want of keys, and none
     *     of a product without settings, which carries no keys
     * @throws dev.licencekeys.error.InvalidInputException if it can't be an order's id
     */
    public DownloadPage page(String orderId, DisplayNames names, Locale language) {
        Identifiers.require("order", orderId);
        Found found = store.transact(tx -> {
            List<StoredLine> lines = LineRecords.onRecord(tx, context.shop(), orderId);
            return found(tx, lines);
        });
        Words words = new Words(found.texts(), language);
        return new DownloadPage(
                orderId,
                words.of(DisplayText.PAGE_TITLE, Map.of("order", names.order())),
                found.lines().stream()
                        .map(line -> view(
                                line.ref().lineId(), line.product(), line.keys().size(), line.waiting(), names, words))
                        .toList());
    }

    /** Lines with the words that may be theirs. */
    private record Found(List<StoredLine> lines, List<StoredText> texts) {}

    private Found found(StoreTransaction tx, List<StoredLine> lines) {
        List<ProductRef> products = lines.stream().map(StoredLine::product).toList();
        return new Found(lines, tx.texts(context.shop(), Words.scopesOf(products)));
    }

    private static LineView view(
            String lineId, ProductRef product, int keys, int waiting, DisplayNames names, Words words) {
        LineState state = state(keys, waiting);
        DisplayText button = switch (state) {
            case READY -> DisplayText.KEY_BUTTON;
            case WAITING -> DisplayText.WAITING_BUTTON;
            case NOT_AVAILABLE -> DisplayText.NOT_AVAILABLE_BUTTON;
        };
        return new LineView(
                lineId,
                product,
                names.of(product),
                state,
                words.of(button, product, Map.of()),
                message(keys, waiting).map(text -> words.of(text, product, waiting(waiting))),
                keys,
                waiting);
    }

    private static LineState state(int keys, int waiting) {
        if (keys > 0) {
            return LineState.READY;
        }
        return waiting > 0 ? LineState.WAITING : LineState.NOT_AVAILABLE;
    }

    private static Optional<DisplayText> message(int keys, int waiting) {
        return switch (state(keys, waiting)) {
            case READY -> waiting > 0 ? Optional.of(DisplayText.MORE_WAITING_MESSAGE) : Optional.empty();
            case WAITING -> Optional.of(DisplayText.WAITING_MESSAGE);
            case NOT_AVAILABLE -> Optional.of(DisplayText.NOT_AVAILABLE_MESSAGE);
        };
    }

    private static Map<String, String> waiting(int keys) {
        return Map.of("waiting", Integer.toString(keys));
    }

    /**
     * The keys of an order line, for a customer who is about to see them. That they were seen is noted, as {@link
     * LicenceKeys#reveal} does; later calls give the same keys and change nothing.
     *
     * @param language in which the customer reads
     * @return without keys if the line is not on record, or has none; then the message says so, and the title of a line that
     *     is not on record is the order's
     * @throws dev.licencekeys.error.InvalidInputException if one of the ids can't be one
     */
    public KeyDialog reveal(String orderId, String lineId, DisplayNames names, Locale language) {
        LineRef ref = Revealed.ref(orderId, lineId);
        Found found = store.transact(tx -> {
            List<StoredLine> lines = Revealed.lines(tx, context, ref).stream()
                    .filter(line -> line.terms().isPresent())
                    .toList();
            return found(tx, lines);
        });
        Words words = new Words(found.texts(), language);
        return found.lines().stream()
                .findFirst()
                .map(line -> dialog(line, names, words))
                .orElseGet(() -> new KeyDialog(
                        words.of(DisplayText.PAGE_TITLE, Map.of("order", names.order())),
                        List.of(),
                        Optional.of(words.of(DisplayText.NOT_AVAILABLE_MESSAGE, Map.of())),
                        words.of(DisplayText.COPY, Map.of()),
                        words.of(DisplayText.COPY_ALL, Map.of()),
                        words.of(DisplayText.COPIED, Map.of()),
                        words.of(DisplayText.CLOSE, Map.of())));
    }

    private KeyDialog dialog(StoredLine line, DisplayNames names, Words words) {
        ProductRef product = line.product();
        return new KeyDialog(
                words.of(
                        DisplayText.DIALOG_TITLE,
                        product,
                        Map.of("order", names.order(), "product", names.of(product))),
                line.keys().stream().map(key -> path.assigned(key, false)).toList(),
                message(line.keys().size(), line.waiting())
                        .map(text -> words.of(text, product, waiting(line.waiting()))),
                words.of(DisplayText.COPY, product, Map.of()),
                words.of(DisplayText.COPY_ALL, product, Map.of()),
                words.of(DisplayText.COPIED, product, Map.of()),
                words.of(DisplayText.CLOSE, product, Map.of()));
    }

    /**
     * How the button of a product looks to a customer, for the merchant who chooses its words. There need be no such order.
     *
     * @param state with one key, or one that is waited for
     * @param language in which the customer reads
     * @return of a line by the name of {@code preview}
     */
    public LineView preview(ProductRef product, LineState state, DisplayNames names, Locale language) {
        List<StoredText> texts = store.transact(tx -> tx.texts(context.shop(), Words.scopesOf(List.of(product))));
        return view(
                "preview",
                product,
                state == LineState.READY ? 1 : 0,
                state == LineState.WAITING ? 1 : 0,
                names,
                new Words(texts, language));
    }

    /** The shop's own words for exactly this scope; none where those of another stand. */
    public DisplayTexts texts(TextScope scope) {
        Set<ProductRef> products = scope.product().map(Set::of).orElse(Set.of());
        List<StoredText> texts = store.transact(tx -> tx.texts(context.shop(), products));
        Map<String, String> words = new TreeMap<>();
        texts.stream().filter(text -> text.scope().equals(scope)).forEach(text -> words.put(text.name(), text.words()));
        DisplayTexts own = DisplayTexts.none();
        for (DisplayText text : DisplayText.values()) {
            String stored = words.get(text.name());
            own = stored == null ? own : own.with(text, stored);
        }
        return own;
    }

    /**
     * Replaces the shop's own words for exactly this scope, from now on.
     *
     * @param texts all of them; {@link DisplayTexts#none()} removes them
     */
    public void set(TextScope scope, DisplayTexts texts) {
        Map<String, String> words = new TreeMap<>();
        texts.asMap().forEach((text, own) -> words.put(text.name(), own));
        store.transact(tx -> {
            tx.saveTexts(context.shop(), scope, words);
            return scope;
        });
    }
}
