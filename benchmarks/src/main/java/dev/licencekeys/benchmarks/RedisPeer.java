package dev.licencekeys.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A list of keys in a Redis server that syncs its log to the disk before it answers. One script gives an order the next key, or
 * that which it has. No transaction of the shop's database is around it.
 */
final class RedisPeer implements AutoCloseable {
    private static final String PROGRAM = "redis-server";
    private static final String POP = "local key = redis.call('HGET', KEYS[2], ARGV[1]) if key then return key end"
            + " key = redis.call('LPOP', KEYS[1]) if key then redis.call('HSET', KEYS[2], ARGV[1], key) end return key";
    private static final int AT_ONCE = 10_000;

    private final Path folder;
    private final Process server;
    private final JedisPooled redis;

    private RedisPeer(Path folder, Process server, JedisPooled redis) {
        this.folder = folder;
        this.server = server;
        this.redis = redis;
    }

    /** Whether the machine has a Redis server. */
    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, PROGRAM)));
    }

    /** Starts one for so many connections, with so many keys. */
    static RedisPeer start(int connections, int keys) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("licencekeys-benchmark-redis-");
        Process server = new ProcessBuilder(
                        PROGRAM,
                        "--bind 127.0.0.1",
                        "--port " + port,
                        "--dir " + folder,
                        "--appendonly yes",
                        "--appendfsync always",
                        "--save ''")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        RedisPeer peer = new RedisPeer(folder, server, new JedisPooled(pool, "127.0.0.1", port));
        peer.await();
        for (int filled = 0; filled < keys; filled += AT_ONCE) {
            List<String> some = new ArrayList<>();
            for (int i = filled; i < Math.min(keys, filled + AT_ONCE); i++) {
                some.add("KEY-" + i);
            }
            peer.redis.rpush("stock", some.toArray(String[]::new));
        }
        return peer;
    }

    private void await() {
        Optional<JedisConnectionException> failure = Optional.empty();
        for (int i = 0; i < 100; i++) {
            try {
                redis.ping();
                return;
            } catch (JedisConnectionException e) {
                failure = Optional.of(e);
                LockSupport.parkNanos(100_000_000);
            }
        }
        throw failure.orElseThrow();
    }

    Load.Step pop() {
        String script = redis.scriptLoad(POP, "stock");
        return number -> {
            if (redis.evalsha(script, List.of("stock", "given"), List.of("order-" + number)) == null) {
                throw new IllegalStateException("the peer's pool is too small");
            }
        };
    }

    @Override
    public void close() throws IOException {
        redis.close();
        server.destroy();
        server.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
