package dev.licencekeys.testkit.model;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.store.LineRef;
import java.util.Optional;

/** What people do by hand for customers, with right and with senseless arguments. */
final class SupportSteps {
    private SupportSteps() {}

    record Replace(Pick key, Withdrawal old) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            life.answer(
                    () -> told(life.keys.support().replace(life.id(which), old, Life.ACT)),
                    () -> new ModelLife(life.model).replace(which, old));
        }
    }

    record ReplaceWith(Pick key, Pick chosen, Withdrawal old) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            Optional<ModelKey> next = chosen.in(life.model);
            life.answer(
                    () -> told(life.keys.support().replaceWith(life.id(which), life.id(next), old, Life.ACT)),
                    () -> new ModelLife(life.model).replaceWith(which, next, old));
        }
    }

    record Assign(Pick key, LinePick line) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            LineRef to = line.in(life.model);
            life.answer(
                    () -> told(life.keys.support().assign(life.id(which), to.orderId(), to.lineId(), Life.ACT)),
                    () -> new ModelLife(life.model).assign(which, to));
        }
    }

    record Move(Pick key, LinePick line) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            LineRef to = line.in(life.model);
            life.answer(
                    () -> told(life.keys.support().move(life.id(which), to.orderId(), to.lineId(), Life.ACT)),
                    () -> new ModelLife(life.model).move(which, to));
        }
    }

    record Withdraw(Pick key, Withdrawal how) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            life.answer(
                    () -> {
                        life.keys.support().withdraw(life.id(which), how, Life.ACT);
                        return Told.of("withdrawn");
                    },
                    () -> new ModelLife(life.model).withdraw(which, how));
        }
    }

    record Reinstate(Pick key) implements Step {
        @Override
        public void run(Life life) {
            Optional<ModelKey> which = key.in(life.model);
            life.answer(
                    () -> told(life.keys.support().reinstate(life.id(which), Life.ACT)),
                    () -> new ModelLife(life.model).reinstate(which));
        }
    }

    private static Told<KeyId> told(AssignedKey key) {
        return Told.of(key.id(), "number " + key.number());
    }
}
