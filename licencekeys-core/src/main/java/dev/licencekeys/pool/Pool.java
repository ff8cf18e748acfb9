package dev.licencekeys.pool;

import java.util.Optional;

/**
 * Names a pool of uploaded keys: one for each tag, and the untagged pool.
 *
 * @param tag its tag, or empty for the untagged pool
 */
public record Pool(Optional<Tag> tag) {
    private static final Pool UNTAGGED = new Pool(Optional.empty());

    /** The pool of keys that were uploaded without a tag. */
    public static Pool untagged() {
        return UNTAGGED;
    }

    /**
     * The pool with this tag.
     *
     * @throws dev.licencekeys.error.InvalidInputException if it can't be a tag, see {@link Tag}
     */
    public static Pool tagged(String tag) {
        return new Pool(Optional.of(new Tag(tag)));
    }

    @Override
    public String toString() {
        return tag.map(Tag::name).orElse("(untagged)");
    }
}
