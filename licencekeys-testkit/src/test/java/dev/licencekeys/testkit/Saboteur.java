package dev.licencekeys.testkit;

import dev.licencekeys.store.LicenceKeyStore;
import java.util.function.UnaryOperator;

/**
 * A store that is right but for one thing.
 *
 * @param fault what it does wrong, as the end of a sentence that begins with "a store that"
 * @param topic the contracts that have to notice
 * @param spoil puts the fault into a right store
 */
record Saboteur(String fault, String topic, UnaryOperator<LicenceKeyStore> spoil) {
    @Override
    public String toString() {
        return "a store that " + fault;
    }
}
