package dev.licencekeys;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets: one for each of the sources that asked last, and one for all. */
final class RecentSources implements RateLimit {
    private static final int REMEMBERED = 10_000;

    private final int each;
    private final Bucket all;

    private final Map<String, Bucket> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    RecentSources(int each, int all) {
        this.each = each;
        this.all = new Bucket(all);
    }

    @Override
    public synchronized boolean permits(String source, Instant now) {
        // Whoever is refused alone doesn't use up what is left for the others.
        return sources.computeIfAbsent(source, any -> new Bucket(each)).takes(now) && all.takes(now);
    }

    /** Fills up evenly, a minute's worth at most. */
    private static final class Bucket {
        private final int perMinute;
        private double tokens;
        private Instant filled = Instant.MIN;

        Bucket(int perMinute) {
            this.perMinute = perMinute;
            this.tokens = perMinute;
        }

        boolean takes(Instant now) {
            // A clock that is set back gives nothing, and takes nothing away.
            if (now.isAfter(filled)) {
                if (!filled.equals(Instant.MIN)) {
                    double minutes = Duration.between(filled, now).toMillis() / 60_000.0;
                    tokens = Math.min(perMinute, tokens + minutes * perMinute);
                }
                filled = now;
            }
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
