package dev.licencekeys.testkit.contract;

import dev.licencekeys.testkit.StoreFixture;

/** One thing that a store has to keep, as a value. */
public final class Contract {
    private final String topic;
    private final String name;
    private final Promise promise;
    private final Body body;

    Contract(String topic, String name, Promise promise, Body body) {
        this.topic = topic;
        this.name = name;
        this.promise = promise;
        this.body = body;
    }

    /** Tries a contract in a shop that is used for nothing else. */
    @FunctionalInterface
    interface Body {
        void run(TestShop shop) throws Exception;
    }

    /** {@return what it is about} */
    public String topic() {
        return topic;
    }

    /** {@return what is kept, as a sentence} */
    public String name() {
        return name;
    }

    /** {@return what is broken towards the shop if this is} */
    public Promise promise() {
        return promise;
    }

    /**
     * Tries it on a store, with the seed of the system property {@code licencekeys.seed}, or with a new one.
     *
     * @param fixture how to get the store
     * @throws AssertionError if it is broken; the message names the promise and the seed
     */
    public void check(StoreFixture fixture) {
        check(fixture, Seed.choose());
    }

    /**
     * Tries it on a store, with this seed.
     *
     * @param fixture how to get the store
     * @param seed decides all random choices
     * @throws AssertionError if it is broken; the message names the promise and the seed
     */
    public void check(StoreFixture fixture, long seed) {
        try {
            body.run(new TestShop(fixture, seed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(seed, e);
        } catch (Exception | AssertionError e) {
            throw broken(seed, e);
        }
    }

    private AssertionError broken(long seed, Throwable cause) {
        String repeat = "-D" + Seed.PROPERTY + "=" + seed;
        return new AssertionError(
                promise + " is broken: " + topic + ": " + name + " [seed " + seed + ", repeat with " + repeat + "]\n"
                        + cause,
                cause);
    }

    @Override
    public String toString() {
        return topic + ": " + name;
    }
}
