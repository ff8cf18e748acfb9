package dev.licencekeys.jooq;

/** How large a run is: small, so that all of them end in seconds, or at full size, which {@value #PROPERTY} asks for. */
final class Size {
    /** The system property that asks for full size, by {@code true}. */
    static final String PROPERTY = "licencekeys.full";

    private Size() {}

    /** The first, or the second at full size. */
    static <T> T of(T small, T full) {
        return Boolean.getBoolean(PROPERTY) ? full : small;
    }
}
