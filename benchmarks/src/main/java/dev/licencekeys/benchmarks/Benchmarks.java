package dev.licencekeys.benchmarks;

import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.benchmarks.Ratio.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures everything that the library promises about its speed, or what is named by the arguments; prints a line for each
 * ratio, and writes {@code results.json} and two pictures.
 */
public final class Benchmarks {
    private static final int PEER_CONNECTIONS = 16;
    private static final int[] CALLERS = {1, 4, 16, 64, 256};

    private final Settings settings;
    private final Server server;
    private final Results results;
    private final Path folder;

    private Benchmarks(Settings settings, Server server, Results results, Path folder) {
        this.settings = settings;
        this.server = server;
        this.results = results;
        this.folder = folder;
    }

    /** A part of the whole, by itself. */
    @FunctionalInterface
    private interface Part {
        void run() throws Exception;
    }

    private Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("plan", () -> PlanRatios.measure(results, settings));
        parts.put("in-memory-orders", () -> InMemoryRatios.measure(results, settings));
        parts.put("own-hot", () -> onPools("hot", 1, OrderRatios::ownHot));
        parts.put("peers", this::peers);
        parts.put("own-1000-pools", () -> onPools("many", 1_000, OrderRatios::ownManyPools));
        parts.put("hosts", () -> onPools("hot", 1, OrderRatios::hosts));
        parts.put("latency", () -> onPools("hot", 1, OrderRatios::latency));
        parts.put("repeat", () -> onPools("hot", 1, OrderRatios::repeat));
        parts.put("bulk", () -> onPools("bulk", 1, OrderRatios::bulk));
        parts.put("growth", () -> new GrowthRatios(results, server, settings).growth());
        parts.put("decay", this::decay);
        parts.put("heap", () -> new GrowthRatios(results, server, settings).heap());
        parts.put(
                "import",
                () -> results.add(
                        "import-vs-copy",
                        Goal.atLeast(ImportBenchmark.REQUIRED),
                        ImportBenchmark.measure(server, settings.large() / 10, settings.runs())));
        parts.put(
                "figures",
                () -> results.add(
                        "stock-figures-growth",
                        Goal.atMost(FiguresBenchmark.ALLOWED),
                        FiguresBenchmark.measure(server, settings.large(), Math.min(10_000, settings.large() / 2))));
        parts.put("alerts", () -> new AlertRatios(results, server, settings).armed());
        parts.put("after-sale", () -> new AfterSaleRatios(results, server, settings).growth());
        parts.put("mariadb", () -> elsewhere("mariadb", MariaDbServer::start));
        parts.put("h2", () -> elsewhere("h2", H2Server::start));
        return parts;
    }

    /** Starts a server. */
    @FunctionalInterface
    private interface Start {
        Server server() throws Exception;
    }

    /** The orders' ratios on another database, of which nothing was promised. */
    private void elsewhere(String name, Start start) throws Exception {
        Settings smaller = settings.smaller();
        try (Server other = start.server()) {
            Results theirs = results.on(name, other.version());
            Benchmarks there = new Benchmarks(smaller, other, theirs, folder);
            there.onPools("hot", 1, OrderRatios::ownHot);
            there.onPools("many", 1_000, OrderRatios::ownManyPools);
            there.onPools("hot", 1, OrderRatios::hosts);
            there.onPools("hot", 1, OrderRatios::repeat);
            there.onPools("bulk", 1, OrderRatios::bulk);
            GrowthRatios growth = new GrowthRatios(theirs, other, smaller);
            growth.growth();
            growth.decay();
        }
    }

    /** Orders of some pools. */
    @FunctionalInterface
    private interface OnPools {
        void measure(OrderRatios ratios) throws Exception;
    }

    private void onPools(String prefix, int pools, OnPools orders) throws Exception {
        try (Bed bed = Bed.on(server).stock(prefix, pools, settings.stock() / pools)) {
            orders.measure(new OrderRatios(results, bed, settings));
        }
    }

    /** Throughput against callers, of the library and of what a shop would write by hand. */
    private void peers() throws Exception {
        int keys = settings.stock();
        Chart chart = new Chart("Orders per second from one pool, one key each", "callers", true);
        try (Bed bed = Bed.on(server).stock("hot", 1, keys);
                Peers peers = Peers.on(bed, PEER_CONNECTIONS, keys)) {
            Map<String, Load.Step> steps = new LinkedHashMap<>();
            Load.Step fulfil = Bed.fulfil(bed.shop(PEER_CONNECTIONS), "hot", 1);
            Load.Step jpa = peers.jpa();
            steps.put("fulfil", fulfil);
            steps.put("INSERT and commit", bed.limit(PEER_CONNECTIONS));
            steps.put("JDBC, SKIP LOCKED", peers.jdbc());
            steps.put("status column", peers.statusColumn());
            steps.put("JPA, SKIP LOCKED", jpa);
            for (Map.Entry<String, Load.Step> step : steps.entrySet()) {
                Load.rate(16, settings.seconds(), step.getValue());
                List<Chart.Point> points = new ArrayList<>();
                for (int callers : CALLERS) {
                    points.add(new Chart.Point(callers, Load.rate(callers, settings.seconds() / 2, step.getValue())));
                }
                chart.line(step.getKey(), points);
            }
            if (RedisPeer.isInstalled()) {
                redis(fulfil);
            } else {
                System.out.println("there is no redis-server here, and no comparison with one");
            }
            for (String peer : List.of("JPA, SKIP LOCKED", "JDBC, SKIP LOCKED", "status column")) {
                Subject own = subject("fulfil, 64 callers over " + PEER_CONNECTIONS + " connections", fulfil);
                Subject theirs =
                        subject(peer + " by hand, the same callers and connections", steps.getOrDefault(peer, jpa));
                Measured measured = Measured.alternately(settings.runs(), own, theirs);
                if (peer.startsWith("JPA")) {
                    results.add("own-hot-64-jpa", Goal.atLeast(15), measured);
                } else {
                    results.add("own-hot-64-" + (peer.startsWith("JDBC") ? "jdbc" : "status"), measured);
                }
            }
        }
        chart.write(folder.resolve("callers.svg"));
    }

    private void redis(Load.Step fulfil) throws Exception {
        try (RedisPeer redis = RedisPeer.start(64, settings.stock())) {
            results.add(
                    "own-hot-64-redis",
                    Measured.alternately(
                            settings.runs(),
                            subject("fulfil, 64 callers over " + PEER_CONNECTIONS + " connections", fulfil),
                            subject("a script in Redis, appendfsync always, 64 callers and connections", redis.pop())));
        }
    }

    private Subject subject(String what, Load.Step step) {
        return new Subject(what, "orders/s", () -> Load.rate(64, settings.seconds(), step));
    }

    private void decay() throws Exception {
        Chart chart = new Chart("Orders after many claims of one pool, under an old snapshot", "claims", false);
        chart.line("share of the limit", new GrowthRatios(results, server, settings).decay());
        chart.write(folder.resolve("decay.svg"));
    }

    /**
     * Measures.
     *
     * @param names the parts to measure; all if it is empty
     */
    static Results measure(Settings settings, Path folder, Set<String> names) throws Exception {
        try (Server server = PostgreSqlServer.start()) {
            Benchmarks benchmarks = new Benchmarks(settings, server, new Results(server.version()), folder);
            Map<String, Part> parts = benchmarks.parts();
            if (!parts.keySet().containsAll(names)) {
                throw new IllegalArgumentException("there are " + parts.keySet());
            }
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                if (names.isEmpty() || names.contains(part.getKey())) {
                    part.getValue().run();
                    // A run that is cut short leaves what it measured.
                    benchmarks.results.write(folder.resolve("results.json"));
                }
            }
            return benchmarks.results;
        }
    }

    /** Fails if a goal is missed. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("benchmarks.folder", ""));
        Results results = measure(Settings.chosen(), folder, new LinkedHashSet<>(List.of(args)));
        if (!results.missed().isEmpty()) {
            throw new IllegalStateException(
                    "missed: " + results.missed().stream().map(Ratio::line).toList());
        }
    }
}
