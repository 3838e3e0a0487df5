package io.slipway.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Takes events and answers at once, on this machine. */
final class LoopbackReceiver implements AutoCloseable {

    private final HttpServer server;
    private final AtomicLong received = new AtomicLong();
    private volatile long first;
    private volatile long last;

    LoopbackReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
            last = System.nanoTime();
            if (received.getAndIncrement() == 0) {
                first = last;
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    void forget() {
        received.set(0);
    }

    /** Waits until so many have come; returns how many that were a second, from the first to the last. */
    double perSecond(long wanted) {
        long giveUp = System.nanoTime() + 600_000_000_000L;
        while (received.get() < wanted) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Of " + wanted + " events " + received.get() + " came");
            }
            LockSupport.parkNanos(1_000_000);
        }
        return wanted * 1e9 / Math.max(1, last - first);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
