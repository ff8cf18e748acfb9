package dev.licencekeys.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/** The texts of the library's own that people read, in the languages that it speaks. */
public final class BundledTexts {
    /** These languages, the one for everybody else first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final ClassValue<Map<Locale, Map<String, String>>> LOADED = new ClassValue<>() {
        @Override
        protected Map<Locale, Map<String, String>> computeValue(Class<?> neighbour) {
            Map<Locale, Map<String, String>> all = new HashMap<>();
            LANGUAGES.forEach(language -> all.put(language, load(neighbour, language)));
            return Map.copyOf(all);
        }
    };

    private BundledTexts() {}

    /** The language of ours in which a reader of another is addressed. */
    public static Locale language(Locale wanted) {
        return LANGUAGES.stream()
                .filter(ours -> ours.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }

    /**
     * The texts by name, in the language of ours in which a reader of this one is addressed.
     *
     * @param neighbour a class beside the files {@code texts_en.properties} and so on
     */
    public static Map<String, String> of(Class<?> neighbour, Locale wanted) {
        return Objects.requireNonNull(LOADED.get(neighbour).get(language(wanted)));
    }

    /** Not by {@link ResourceBundle#getBundle(String)}: a language that we lack would become that of the machine. */
    private static Map<String, String> load(Class<?> neighbour, Locale language) {
        String file = "texts_" + language.getLanguage() + ".properties";
        try (InputStream bytes = Objects.requireNonNull(neighbour.getResourceAsStream(file), file)) {
            ResourceBundle bundle = new PropertyResourceBundle(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            Map<String, String> texts = new HashMap<>();
            bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
            return Map.copyOf(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
