package dev.licencekeys.testkit.history;

import dev.licencekeys.Order;
import dev.licencekeys.Refund;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LineRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call of a history, and what it answered.
 *
 * @param start its place among all beginnings and ends of calls
 * @param end likewise; after its start
 * @param ending how it ended
 * @param act by which the audit knows it; no two calls have the same
 * @param order the order that it told
 * @param refund the refund that it told
 * @param told lines of which it told all keys
 * @param filled lines of which it told that they had waited and got keys, in its order
 * @param uploaded keys that it put into a pool
 * @param pool the pool that it put keys into
 */
public record Call(
        long start,
        long end,
        Ending ending,
        Optional<Act> act,
        Optional<Order> order,
        Optional<Refund> refund,
        List<Told> told,
        List<FilledLine> filled,
        Set<KeyId> uploaded,
        Optional<Pool> pool) {
    /** How a call ended. */
    public enum Ending {
        /** It answered, and what it did is there. */
        DONE,

        /** What it asked for made no sense. */
        REFUSED,

        /** It failed, or its transaction was rolled back. */
        ROLLED_BACK
    }

    /**
     * What an answer told of a line.
     *
     * @param keys all its keys, by number
     * @param waiting keys that it waits for; 0 if the answer tells nothing of that
     */
    public record Told(LineRef line, List<KeyId> keys, int waiting) {
        /** Makes the list unmodifiable. */
        public Told {
            keys = List.copyOf(keys);
        }
    }

    /** Makes the collections unmodifiable. */
    public Call {
        told = List.copyOf(told);
        filled = List.copyOf(filled);
        uploaded = Set.copyOf(uploaded);
    }

    /** {@return whether what it did is there} */
    public boolean isDone() {
        return ending == Ending.DONE;
    }

    /** {@return whether it had ended before the other one began} */
    public boolean isBefore(Call other) {
        return end < other.start;
    }

    /** {@return whether it may have locked the line; what people do by hand may lock any} */
    public boolean mayConcern(LineRef line) {
        return act.isPresent()
                || order.filter(told -> told.id().equals(line.orderId())).isPresent()
                || refund.filter(told -> told.orderId().equals(line.orderId())).isPresent()
                || told.stream().anyMatch(answer -> answer.line().equals(line));
    }
}
