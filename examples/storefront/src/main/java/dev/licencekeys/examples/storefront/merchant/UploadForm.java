package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.web.multipart.MultipartFile;

/**
 * Keys that the merchant brings: a file, or what was pasted.
 *
 * @param tag where keys go whose line names no tag; empty: to those without one
 * @param file may be empty
 * @param keys may be empty
 * @param format how to read them
 * @param move whether keys that lie in another pool come into this one
 * @param reason for the audit; may be empty
 */
record UploadForm(String tag, MultipartFile file, String keys, Format format, Boolean move, String reason) {
    /** How to read keys. */
    enum Format {
        /** As the file's name ends; what was pasted has a key on each line. */
        AUTO,

        /** A key on each line. */
        TEXT,

        /** CSV with a header. */
        CSV
    }

    String name() {
        return hasFile() ? String.valueOf(file.getOriginalFilename()) : "pasted keys";
    }

    boolean isCsv() {
        return format == Format.CSV
                || (format == Format.AUTO
                        && hasFile()
                        && name().toLowerCase(Locale.ROOT).endsWith(".csv"));
    }

    /**
     * What was brought.
     *
     * @throws InvalidInputException if it is nothing, or two things
     */
    byte[] content() {
        boolean pasted = keys != null && !keys.isBlank();
        if (hasFile() == pasted) {
            throw new InvalidInputException(
                    "upload",
                    pasted ? "has a file and pasted keys; give one of them" : "is empty; choose a file, or paste keys");
        }
        try {
            return pasted ? keys.getBytes(StandardCharsets.UTF_8) : file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasFile() {
        return file != null && !file.isEmpty();
    }

    ImportOptions options(String merchant) {
        return ImportOptions.into(Refs.pool(tag == null ? "" : tag))
                .onDuplicate(Boolean.TRUE.equals(move) ? DuplicatePolicy.MOVE : DuplicatePolicy.SKIP)
                .by(new Act(merchant, reason == null ? "" : reason.strip()));
    }
}
