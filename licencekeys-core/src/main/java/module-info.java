/**
 * The domain of licence-key delivery: orders go in, keys or a clear "waiting" come out.
 *
 * <p>There is no I/O here. That {@code java.sql} is not required is the guard of the architecture: an import of it does
 * not compile.
 */
module dev.licencekeys {
    requires com.github.f4b6a3.ulid;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires owasp.encoder;
    requires static transitive org.jspecify;

    exports dev.licencekeys;
    exports dev.licencekeys.display;
    exports dev.licencekeys.error;
    exports dev.licencekeys.event;
    exports dev.licencekeys.key;
    exports dev.licencekeys.key.signed;
    exports dev.licencekeys.metrics;
    exports dev.licencekeys.mail;
    exports dev.licencekeys.pool;
    exports dev.licencekeys.product;
    exports dev.licencekeys.store;
}
