package dev.licencekeys.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Something that is true of every history of a right store. A check may overlook a fault, but never finds one that is none. */
public final class Check {
    private final String sentence;
    private final Function<History, List<String>> faults;

    Check(String sentence, Function<History, List<String>> faults) {
        this.sentence = sentence;
        this.faults = faults;
    }

    /** {@return all checks} */
    public static List<Check> all() {
        return Stream.of(KeyChecks.ALL, LineChecks.ALL, WaitingChecks.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Makes all checks.
     *
     * @return what is wrong, each with the sentence that is not true; empty if nothing is
     */
    public static List<String> faultsOf(History history) {
        List<String> faults = new ArrayList<>();
        for (Check check : all()) {
            check.faults(history).forEach(fault -> faults.add("not true that " + check + ": " + fault));
        }
        return faults;
    }

    /** {@return what is wrong; empty if nothing is} */
    public List<String> faults(History history) {
        return faults.apply(history);
    }

    /** {@return what is true, as a sentence} */
    @Override
    public String toString() {
        return sentence;
    }
}
