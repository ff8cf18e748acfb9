package dev.licencekeys.examples.shoptests;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Transcript;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.InMemoryTransaction;
import java.util.function.Function;

/** A store in memory of which a journal has all that was written. */
final class JournaledStore implements LicenceKeyStore {
    private final InMemoryLicenceKeyStore memory = new InMemoryLicenceKeyStore();
    private final Journal journal;

    JournaledStore(Journal journal) {
        this.journal = journal;
        journal.read(this::repeat);
    }

    /** What every transaction wrote, in the order in which they were. */
    interface Journal {
        void append(byte[] transcript, boolean committed);

        void read(Entries entries);
    }

    /** Takes the entries of a journal. */
    interface Entries {
        void next(byte[] transcript, boolean committed);
    }

    // example: a store that lasts
    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return memory.transact(transaction -> {
            // One at a time: the journal needs no lock of its own.
            Transcript transcript = new Transcript();
            R result;
            try {
                result = work.apply(transcript.noting(transaction));
            } catch (Throwable e) {
                journal.append(transcript.toBytes(), false);
                throw e;
            }
            journal.append(transcript.toBytes(), true); // yours: in the file, and on the disk
            return result;
        });
    }

    private void repeat(byte[] transcript, boolean committed) { // when it is opened, for each that was appended
        try (InMemoryTransaction transaction = memory.begin()) {
            transaction.store().transact(rows -> {
                Transcript.repeat(transcript, rows);
                return rows;
            });
            if (committed) {
                transaction.commit();
            }
        }
    }
    // end of example
}
