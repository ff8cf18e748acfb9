package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process that imports, as seen from here: an {@link ImportWorker}. */
final class ImportProcess implements AutoCloseable {
    private static final String END = "the end";
    private static final long LIMIT_SECONDS = Size.of(60, 600);

    private final Process process;
    private final Path log;
    private final BufferedWriter tasks;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private long stored;
    private long heap;

    private ImportProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.tasks = process.outputWriter(StandardCharsets.UTF_8);
        Thread listener = new Thread(this::listen, "import-process");
        listener.setDaemon(true);
        listener.start();
    }

    /** A process with a heap of 256 MB. */
    static ImportProcess start(Address address, Path folder) {
        return start(address, folder, false);
    }

    /** The same, which tells of every call to the server. */
    static ImportProcess tellingCalls(Address address, Path folder) {
        return start(address, folder, true);
    }

    private static ImportProcess start(Address address, Path folder, boolean tellingCalls) {
        try {
            Path log = Files.createTempFile(folder, "import-", ".log");
            Process process = JavaProcess.of(
                            List.of(
                                    "-Xmx256m",
                                    // It is over before more would pay.
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                            ImportWorker.class,
                            List.of(address.url(), address.user(), address.password(), Boolean.toString(tellingCalls)))
                    .redirectError(log.toFile())
                    .start();
            return new ImportProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            // Whoever waits finds out that it has ended.
        } finally {
            said.add(END);
        }
    }

    /** What it says next. */
    private String next() throws InterruptedException {
        String line = said.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the process said nothing for " + LIMIT_SECONDS + " s");
        }
        if (line.startsWith(ImportWorker.STORED)) {
            stored = Long.parseLong(line.substring(ImportWorker.STORED.length()));
        } else if (line.startsWith(ImportWorker.HEAP)) {
            heap = Long.parseLong(line.substring(ImportWorker.HEAP.length()));
        }
        return line;
    }

    /** Waits until it says something that begins so, or has ended; returns what it said. */
    private String await(String beginning) throws InterruptedException {
        String line = next();
        while (!line.startsWith(beginning) && !line.equals(END)) {
            line = next();
        }
        return line;
    }

    /** Waits until it can begin at once. */
    ImportProcess whenReady() throws InterruptedException {
        assertThat(await(ImportWorker.READY)).as("said, with the log %s", log()).isEqualTo(ImportWorker.READY);
        return this;
    }

    void begin(ImportTask task) throws IOException {
        tasks.write(task.words());
        tasks.newLine();
        tasks.flush();
    }

    /** Waits until what was begun is done. */
    ImportCounts report() throws InterruptedException {
        String line = await(ImportWorker.REPORT);
        assertThat(line).as("said in the end, with the log %s", log()).startsWith(ImportWorker.REPORT);
        assertThat(log()).as("log").isEmpty();
        return ImportCounts.ofWords(line.substring(ImportWorker.REPORT.length()));
    }

    /** The most memory that it had in use, in MB. */
    long heap() {
        return heap;
    }

    /**
     * Kills it when it has stored so many batches and then sent, or had answered, so many calls to the server.
     *
     * @return how many keys it had said to have stored
     */
    long kill(int batches, int calls) throws InterruptedException {
        for (int i = 0; i < batches; i++) {
            await(ImportWorker.STORED);
        }
        for (int i = 0; i < calls; i++) {
            await(ImportWorker.CALL);
        }
        assertThat(process.isAlive()).as("alive until it is killed").isTrue();
        close();
        assertThat(await(ImportWorker.REPORT)).as("said in the end").isEqualTo(END);
        return stored;
    }

    private String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
