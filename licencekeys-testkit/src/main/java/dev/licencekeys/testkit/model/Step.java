package dev.licencekeys.testkit.model;

/** Something that happens to a shop. A value, which prints as what it does; which keys it concerns the shop's state decides. */
interface Step {
    /**
     * Does it to the shop and to the model.
     *
     * @throws AssertionError if they answer otherwise
     */
    void run(Life life);
}
