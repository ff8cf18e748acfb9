package dev.licencekeys.examples.shoptests;

import dev.licencekeys.examples.shoptests.JournaledStore.Entries;
import dev.licencekeys.examples.shoptests.JournaledStore.Journal;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.testkit.StoreContract;
import dev.licencekeys.testkit.StoreFixture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

class JournaledStoreTest extends StoreContract {
    @Override
    protected StoreFixture fixture() {
        return new StoreFixture() {
            private Pages pages = new Pages();

            @Override
            public LicenceKeyStore store() {
                pages = new Pages();
                return reopened();
            }

            @Override
            public LicenceKeyStore reopened() {
                return new JournaledStore(pages);
            }
        };
    }

    /** A journal that nobody keeps. */
    private static final class Pages implements Journal {
        private final List<Consumer<Entries>> entries = new CopyOnWriteArrayList<>();

        @Override
        public void append(byte[] transcript, boolean committed) {
            entries.add(reader -> reader.next(transcript, committed));
        }

        @Override
        public void read(Entries reader) {
            entries.forEach(entry -> entry.accept(reader));
        }
    }
}
