package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Transcripts tell all: a store that is made of them, and of nothing else, keeps every contract, and has the same rows. */
class TranscribedStoreTest extends StoreContract {
    @Override
    protected StoreFixture fixture() {
        return new StoreFixture() {
            private Transcribed last = new Transcribed();

            @Override
            public LicenceKeyStore store() {
                last = new Transcribed();
                return last;
            }

            @Override
            public LicenceKeyStore reopened() {
                Transcribed again = new Transcribed();
                last.journal.forEach(again::repeat);
                assertThat(again.sum()).as("all rows and counters").isEqualTo(last.sum());
                last = again;
                return again;
            }
        };
    }

    private static final class Entry {
        final byte[] transcript;
        final boolean committed;

        Entry(byte[] transcript, boolean committed) {
            this.transcript = transcript;
            this.committed = committed;
        }
    }

    private static final class Transcribed implements LicenceKeyStore {
        private final InMemoryLicenceKeyStore memory = new InMemoryLicenceKeyStore();
        private final List<Entry> journal = new CopyOnWriteArrayList<>();

        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return memory.transact(tx -> {
                Transcript transcript = new Transcript();
                boolean committed = false;
                try {
                    R result = work.apply(transcript.noting(tx));
                    committed = true;
                    return result;
                } finally {
                    journal.add(new Entry(transcript.toBytes(), committed));
                }
            });
        }

        @Override
        public Optional<LicenceKeyStore> forGroups() {
            return Optional.of(this);
        }

        void repeat(Entry entry) {
            journal.add(entry);
            try (InMemoryTransaction transaction = memory.begin()) {
                transaction.store().transact(tx -> {
                    Transcript.repeat(entry.transcript, tx);
                    return tx;
                });
                if (entry.committed) {
                    transaction.commit();
                }
            }
        }

        long sum() {
            return new StateSum(Integer.MAX_VALUE).of(StateSum.part(memory, "tables"));
        }
    }
}
