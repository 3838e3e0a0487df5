package io.slipway.webhook.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up for no longer than a given time. The machine's own look-up can't be ended and may take minutes when a
 * name server does not answer, so each runs on a thread of its own that is left behind; a name is looked up by one
 * thread at a time, whoever asks for it meanwhile gets the same answer.
 */
final class NameLookups implements WebhookSender.Lookup, AutoCloseable {

    /** Threads that may hang in look-ups. With so many names that do not answer, others have to be tried again later. */
    private static final int MOST = 256;

    private static final int STACK_BYTES = 256 * 1024;

    private final WebhookSender.Lookup lookup;
    private final Duration patience;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform()
                    .name("webhook-name-", 1)
                    .daemon()
                    .stackSize(STACK_BYTES)
                    .factory());

    /**
     * @param lookup takes as long as it takes
     * @param patience how long an answer is waited for
     */
    NameLookups(WebhookSender.Lookup lookup, Duration patience) {
        this.lookup = lookup;
        this.patience = patience;
    }

    @Override
    public InetAddress[] of(String host) throws UnknownHostException {
        CompletableFuture<InetAddress[]> answer = underWay.computeIfAbsent(host, this::begin);
        if (answer == null) {
            throw new Unanswered("Too many names are being looked up at the moment.");
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).clone();
        } catch (TimeoutException e) {
            throw new Unanswered("“" + host + "” could not be looked up within " + patience.toSeconds()
                    + " seconds: its name server does not answer.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("“" + host + "” can't be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The look-up of “" + host + "” was ended.");
        }
    }

    private @Nullable CompletableFuture<InetAddress[]> begin(String host) {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    answer.complete(lookup.of(host));
                } catch (UnknownHostException | RuntimeException e) {
                    answer.completeExceptionally(e);
                } finally {
                    underWay.remove(host, answer);
                }
            });
        } catch (RejectedExecutionException e) {
            return null;
        }
        return answer;
    }

    /** Those that hang are left to themselves. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** There was no answer in time; the message is for people. */
    static final class Unanswered extends UnknownHostException {
        Unanswered(String message) {
            super(message);
        }
    }
}
