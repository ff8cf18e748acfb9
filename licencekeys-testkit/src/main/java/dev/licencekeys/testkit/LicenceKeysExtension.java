package dev.licencekeys.testkit;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyProtection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test of a shop licence keys of its own, in memory, as parameters.
 *
 * <pre>{@code
 * @ExtendWith(LicenceKeysExtension.class)
 * class CheckoutTest {
 *     @Test
 *     void paysOnce(LicenceKeys keys, SettableTime time) { ... }
 * }
 * }</pre>
 *
 * <p>or, with choices:
 *
 * <pre>{@code
 * @RegisterExtension
 * final LicenceKeysExtension licenceKeys = new LicenceKeysExtension()
 *         .shop("books").startingAt(Instant.parse("2026-12-24T18:00:00Z"));
 * }</pre>
 *
 * <p>A test and its {@code @BeforeEach} and {@code @AfterEach} methods get the same objects, and no other test does. There
 * are parameters of these types:
 *
 * <ul>
 *   <li>{@link LicenceKeys}, ready for use, without a product or a key. What it generates are {@link NumberedKeys}.
 *   <li>{@link InMemoryLicenceKeyStore}, on which it works, for {@link InMemoryLicenceKeyStore#begin() transactions of the
 *       shop} and for other nodes.
 *   <li>{@link SettableTime}, by which it tells the time; it stands still until the test moves it. As {@link InstantSource},
 *       too, which is what the shop's own classes may ask for.
 * </ul>
 *
 * <p>Immutable, and safe for use by tests that run at once.
 */
public final class LicenceKeysExtension implements ParameterResolver {
    private static final Map<Class<?>, Function<Kit, Object>> PARAMETERS = Map.of(
            LicenceKeys.class, Kit::keys,
            InMemoryLicenceKeyStore.class, Kit::store,
            SettableTime.class, Kit::time,
            InstantSource.class, Kit::time);

    private final String shop;
    private final KeyProtection protection;
    private final Instant start;

    /** The {@linkplain LicenceKeys.Builder#DEFAULT_SHOP default shop}, plaintext, from {@link SettableTime#START} on. */
    public LicenceKeysExtension() {
        this(LicenceKeys.Builder.DEFAULT_SHOP, KeyProtection.plaintext(), SettableTime.START);
    }

    private LicenceKeysExtension(String shop, KeyProtection protection, Instant start) {
        this.shop = shop;
        this.protection = protection;
        this.start = start;
    }

    /**
     * The same for another shop.
     *
     * @param id the host's id of the shop: 1 to 100 characters; one that can't be is refused with an {@link
     *     InvalidInputException} when a test begins
     */
    public LicenceKeysExtension shop(String id) {
        return new LicenceKeysExtension(id, protection, start);
    }

    /** The same with keys that are stored in this way, as they are in production. */
    public LicenceKeysExtension protectedBy(KeyProtection how) {
        return new LicenceKeysExtension(shop, how, start);
    }

    /** The same with tests that begin at this instant. */
    public LicenceKeysExtension startingAt(Instant instant) {
        return new LicenceKeysExtension(shop, protection, instant);
    }

    /** What one test has. */
    private record Kit(LicenceKeys keys, InMemoryLicenceKeyStore store, SettableTime time) {}

    private Kit kit() {
        InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
        SettableTime time = new SettableTime(start);
        LicenceKeys keys = LicenceKeys.builder(store, protection)
                .shop(shop)
                .clock(time)
                .keyGenerator(new NumberedKeys())
                .build();
        return new Kit(keys, store, time);
    }

    /** So that the constructor of a test class is given what its test has. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (test.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("each test has a " + type.getSimpleName()
                    + " of its own, and there is none for a whole class: ask for it in the test, or in @BeforeEach");
        }
        Kit kit = test.getStore(Namespace.create(LicenceKeysExtension.class))
                .getOrComputeIfAbsent(this, any -> kit(), Kit.class);
        return PARAMETERS.getOrDefault(type, Kit::keys).apply(kit);
    }
}
