package dev.licencekeys.testkit.model;

import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What merchants do with their pools and products. */
final class StockSteps {
    private StockSteps() {}

    /**
     * Uploads keys.
     *
     * @param count how many new ones
     * @param known old ones that come once more
     */
    record Upload(Pool pool, int count, List<Pick> known) implements Step {
        @Override
        public void run(Life life) {
            List<String> values = new ArrayList<>();
            known.forEach(pick -> pick.in(life.model).flatMap(key -> key.value).ifPresent(values::add));
            for (int i = 0; i < count; i++) {
                values.add(life.newValue());
            }
            life.answer(
                    () -> {
                        ImportReport report = life.keys.stock().upload(pool, values.stream());
                        return Told.of("added " + report.added() + ", duplicates " + report.duplicates() + "\n"
                                + Texts.filled(report.filled()) + warnings(report.warnings()));
                    },
                    () -> Told.of(new ModelStock(life.model).upload(pool, values)));
            life.meetUploaded();
        }
    }

    record Sell(ProductRef product, ProductSettings settings) implements Step {
        @Override
        public void run(Life life) {
            life.answer(
                    () -> {
                        life.keys.products().set(product, settings);
                        return Told.of("");
                    },
                    () -> {
                        new ModelStock(life.model).set(product, settings);
                        return Told.of("");
                    });
        }
    }

    record Move(List<Pick> keys, Pool to) implements Step {
        @Override
        public void run(Life life) {
            List<ModelKey> which = chosen(life, keys);
            life.answer(
                    () -> told(life.keys.inventory().move(ids(life, which), to, Life.ACT)),
                    () -> Told.of(new ModelStock(life.model).move(which, to)));
        }
    }

    record Retire(List<Pick> keys) implements Step {
        @Override
        public void run(Life life) {
            List<ModelKey> which = chosen(life, keys);
            life.answer(
                    () -> told(life.keys.inventory().retire(ids(life, which), Life.ACT)),
                    () -> Told.of(new ModelStock(life.model).retire(which)));
        }
    }

    record WarnAt(Pool pool, ThresholdPolicy policy) implements Step {
        @Override
        public void run(Life life) {
            life.answer(() -> Told.of(warnings(life.keys.stock().warnAt(pool, policy))), () -> {
                life.model.pool(pool).warnAt(policy);
                return Told.of(Texts.warnings(
                        life.model.warnOf(life.model.pool(pool)).stream().toList()));
            });
        }
    }

    record FillWaiting() implements Step {
        @Override
        public void run(Life life) {
            life.answer(
                    () -> Told.of(Texts.filled(life.keys.stock().fillWaiting())),
                    () -> Told.of(new ModelStock(life.model).fillWaiting()));
        }
    }

    private static List<ModelKey> chosen(Life life, List<Pick> picks) {
        Set<ModelKey> keys = new LinkedHashSet<>();
        picks.forEach(pick -> pick.in(life.model).ifPresent(keys::add));
        return List.copyOf(keys);
    }

    private static List<KeyId> ids(Life life, List<ModelKey> keys) {
        return keys.stream().map(key -> life.id(Optional.of(key))).toList();
    }

    private static Told<KeyId> told(StockChange change) {
        return Told.of("changed " + change.changed() + ", left " + change.left().size() + "\n"
                + Texts.filled(change.filled()) + warnings(change.warnings()));
    }

    private static String warnings(List<ThresholdReached> warnings) {
        return Texts.warnings(warnings.stream().map(ThresholdReached::pool).toList());
    }
}
