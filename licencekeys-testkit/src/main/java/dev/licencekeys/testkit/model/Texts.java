package dev.licencekeys.testkit.model;

import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import java.util.Collection;
import java.util.List;

/** The words in which both the shop's answers and the model's are told, so that they can be compared. */
final class Texts {
    private Texts() {}

    static String line(String id, Status status, List<Integer> numbers, List<Boolean> isNew, int waiting, int surplus) {
        return "line " + id + " " + status + ", numbers " + numbers + ", new " + isNew + ", waiting " + waiting
                + ", surplus " + surplus + "\n";
    }

    static String plan(String id, boolean carriesKeys, int keep, int add, int surplus) {
        return "line " + id + (carriesKeys ? "" : " without keys") + ", keep " + keep + ", add " + add + ", surplus "
                + surplus + "\n";
    }

    static String refunded(String id, boolean isNew, int returned, int revoked, int keys, int waiting, int surplus) {
        return "line " + id + (isNew ? " refunded" : " as before") + ", returned " + returned + ", revoked " + revoked
                + ", keys " + keys + ", waiting " + waiting + ", surplus " + surplus + "\n";
    }

    static String warnings(Collection<Pool> pools) {
        return "warnings of " + pools.stream().map(Pool::toString).sorted().toList();
    }

    static String filled(List<FilledLine> lines) {
        return "filled " + lines + "\n";
    }
}
