package dev.licencekeys.pool;

import dev.licencekeys.pool.KeySupply.Entry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a supply hands over. */
final class Handed implements KeySupply.Intake {
    private final ImportLimits limits;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();
    private long bytes;

    private Handed(ImportLimits limits) {
        this.limits = limits;
    }

    static Handed by(KeySupply supply, ImportLimits limits) {
        Handed handed = new Handed(limits);
        supply.feed(handed);
        return handed;
    }

    /** By a supply of this text in UTF-8. */
    static Handed by(Function<InputStream, KeySupply> supply, String text, ImportLimits limits) {
        return by(supply.apply(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), limits);
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> keys() {
        return entries.stream().map(Entry::key).toList();
    }

    /** Each with its line before it. */
    List<String> rejections() {
        return rejections;
    }

    /** As last told. */
    long bytes() {
        return bytes;
    }

    @Override
    public void accept(Entry entry) {
        entries.add(entry);
    }

    @Override
    public void reject(long line, String reason) {
        rejections.add(line + " " + reason);
    }

    @Override
    public void read(long bytesSoFar) {
        bytes = bytesSoFar;
    }

    @Override
    public ImportLimits limits() {
        return limits;
    }
}
