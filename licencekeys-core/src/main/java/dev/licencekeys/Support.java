package dev.licencekeys;

import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.text.Identifiers;
import java.util.Optional;

/**
 * What a person does by hand for a customer: replace a key, give, move, take, revoke and reinstate one. From {@link
 * LicenceKeys#support()}; safe for use by several threads.
 *
 * <p>Each takes an {@link Act}, and is written to the {@link Audit} in the same transaction. What makes no sense is refused
 * with an {@link dev.licencekeys.error.ActRefusedException}, and nothing is changed. Orders and other people go on
 * meanwhile: a chosen key that somebody else just took is refused, too, and is never given twice.
 *
 * <p>A line from which a key was taken is not given another one when its order comes again; {@link #assign} or {@link
 * #reinstate} gives it one.
 */
public final class Support {
    private final ShopContext context;
    private final LicenceKeyStore store;

    Support(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * Replaces a key by the next one that its product's method gives, or by a new one if it generates them.
     *
     * @param old what becomes of the old key
     * @return the new key
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if no line has it, it can't be withdrawn like this, or no other key
     *     is available
     */
    public AssignedKey replace(KeyId key, Withdrawal old, Act act) {
        return act(act).replace(key, Optional.empty(), old);
    }

    /**
     * Replaces a key by a chosen one, which is available in whatever pool.
     *
     * @param old what becomes of the old key
     * @return the new key
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if no line has it, it can't be withdrawn like this, or the chosen one
     *     is not available
     */
    public AssignedKey replaceWith(KeyId key, KeyId chosen, Withdrawal old, Act act) {
        return act(act).replace(key, Optional.of(chosen), old);
    }

    /**
     * Gives a chosen key, which is available in whatever pool, to an order line that lacks one: one that waits, or from which
     * one was taken.
     *
     * @return the key
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if the key is not available, or the line is not on record or has all
     *     its keys
     */
    public AssignedKey assign(KeyId key, String orderId, String lineId, Act act) {
        return act(act).assign(key, line(orderId, lineId));
    }

    /**
     * Moves a key from its line to another one of the same product that lacks one, or that is not on record yet: then its
     * order finds the key there when it comes. The line that had it is not given another. What the old customer has seen, he
     * has seen.
     *
     * @return the key
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if no line has it, or the other line can't take it
     */
    public AssignedKey move(KeyId key, String orderId, String lineId, Act act) {
        return act(act).move(key, line(orderId, lineId));
    }

    /**
     * Takes a key from its line.
     *
     * @param how what becomes of it
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if no line has it, or it is to return to stock though its customer
     *     has seen it or it came from none
     */
    public void withdraw(KeyId key, Withdrawal how, Act act) {
        act(act).withdraw(key, how);
    }

    /** Takes a key from its line for good, but for {@link #reinstate}; the same as {@link #withdraw} to revoke it. */
    public void revoke(KeyId key, Act act) {
        withdraw(key, Withdrawal.REVOKE, act);
    }

    /**
     * Gives a revoked key back to its line.
     *
     * @return the key
     * @throws dev.licencekeys.error.UnknownKeyException if the shop has no such key
     * @throws dev.licencekeys.error.ActRefusedException if it is not revoked, or its line has another key instead
     */
    public AssignedKey reinstate(KeyId key, Act act) {
        return act(act).reinstate(key);
    }

    private SupportAct act(Act act) {
        return new SupportAct(context, store, act);
    }

    private static LineRef line(String orderId, String lineId) {
        return new LineRef(Identifiers.require("order", orderId), Identifiers.require("line", lineId));
    }
}
