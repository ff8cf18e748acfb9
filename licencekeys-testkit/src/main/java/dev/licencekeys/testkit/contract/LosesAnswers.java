package dev.licencekeys.testkit.contract;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A store that does not hear the first answer to any commit, and so does everything twice. */
final class LosesAnswers implements LicenceKeyStore {
    private final LicenceKeyStore right;

    LosesAnswers(LicenceKeyStore right) {
        this.right = right;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        List<R> answers = new ArrayList<>();
        for (int attempt = 0; attempt < 2; attempt++) {
            answers.add(right.transact(work));
        }
        return answers.get(1);
    }
}
