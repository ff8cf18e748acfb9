package dev.licencekeys.testkit.model;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderPlan;
import dev.licencekeys.Outcome;
import dev.licencekeys.Refund;
import dev.licencekeys.Refunded;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LineRef;
import java.util.ArrayList;
import java.util.List;

/** What shops tell of their orders, and what customers do. */
final class OrderSteps {
    private OrderSteps() {}

    record Plan(Order order) implements Step {
        @Override
        public void run(Life life) {
            life.answer(() -> told(life.keys.plan(order)), () -> new ModelOrders(life.model).plan(order));
        }
    }

    record Fulfil(List<Order> orders) implements Step {
        @Override
        public void run(Life life) {
            List<Outcome> outcomes = new ArrayList<>();
            List<Told<ModelKey>> expected = new ArrayList<>();
            life.answer(
                    () -> {
                        outcomes.addAll(life.keys.fulfilAll(orders));
                        return joined(outcomes.stream().map(OrderSteps::told).toList());
                    },
                    () -> {
                        expected.addAll(new ModelOrders(life.model).fulfilAll(orders));
                        return joined(expected);
                    });
        }
    }

    record GiveBack(Refund refund) implements Step {
        @Override
        public void run(Life life) {
            life.answer(() -> told(life.keys.refund(refund)), () -> new ModelLife(life.model).refund(refund));
        }
    }

    record Reveal(LineRef line) implements Step {
        @Override
        public void run(Life life) {
            life.answer(
                    () -> {
                        List<AssignedKey> keys = life.keys.reveal(line.orderId(), line.lineId());
                        return new Told<>(
                                ids(keys),
                                "numbers "
                                        + keys.stream().map(AssignedKey::number).toList());
                    },
                    () -> new ModelLife(life.model).reveal(line));
        }
    }

    record ChangeCustomer(String order, String customer) implements Step {
        @Override
        public void run(Life life) {
            life.answer(
                    () -> {
                        life.keys.orders().changeCustomer(order, customer, Life.ACT);
                        return Told.of("");
                    },
                    () -> {
                        new ModelLife(life.model).changeCustomer(order, customer);
                        return Told.of("");
                    });
        }
    }

    record Erase(String customer) implements Step {
        @Override
        public void run(Life life) {
            life.answer(
                    () -> Told.of("lines " + life.keys.orders().erase(customer, Life.ACT)),
                    () -> Told.of("lines " + new ModelLife(life.model).erase(customer)));
        }
    }

    private static <K> Told<K> joined(List<Told<K>> answers) {
        List<K> keys = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Told<K> answer : answers) {
            keys.addAll(answer.keys());
            text.append(answer.text()).append('\n');
        }
        return new Told<>(keys, text.toString());
    }

    private static Told<KeyId> told(OrderPlan plan) {
        StringBuilder text = new StringBuilder();
        for (OrderPlan.Line line : plan.lines()) {
            text.append(Texts.plan(line.lineId(), line.carriesKeys(), line.keep(), line.add(), line.surplus()));
        }
        return Told.of(text.toString());
    }

    private static Told<KeyId> told(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Told.of("refused: " + refused.reason().getClass().getSimpleName());
        }
        Fulfilment answer = outcome.orElseThrow();
        StringBuilder text = new StringBuilder();
        for (LineFulfilment line : answer.lines()) {
            text.append(Texts.line(
                    line.lineId(),
                    line.status(),
                    line.keys().stream().map(AssignedKey::number).toList(),
                    line.keys().stream().map(AssignedKey::isNew).toList(),
                    line.waiting(),
                    line.surplus()));
        }
        List<Pool> warned =
                answer.warnings().stream().map(warning -> warning.pool()).toList();
        return new Told<>(ids(answer.keys()), text + Texts.warnings(warned));
    }

    private static Told<KeyId> told(Refunded answer) {
        List<KeyId> keys = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Refunded.Line line : answer.lines()) {
            keys.addAll(line.returned());
            keys.addAll(line.revoked());
            text.append(Texts.refunded(
                    line.lineId(),
                    line.isNew(),
                    line.returned().size(),
                    line.revoked().size(),
                    line.keys(),
                    line.waiting(),
                    line.surplus()));
        }
        List<FilledLine> filled = answer.filled();
        List<Pool> warned =
                answer.warnings().stream().map(warning -> warning.pool()).toList();
        return new Told<>(keys, text + Texts.filled(filled) + Texts.warnings(warned));
    }

    private static List<KeyId> ids(List<AssignedKey> keys) {
        return keys.stream().map(AssignedKey::id).toList();
    }
}
