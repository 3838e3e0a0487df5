package io.slipway.webhook.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to a receiver that may be slow, broken or hostile. A name is looked up once, checked, and exactly the
 * checked address is connected to, so that a name that changes its mind leads nowhere else. The look-up ends when the
 * time for a connection is over, whatever its name server does. Redirects, cookies, proxies
 * and repeats of the client's own are off; of the answer only the beginning is read.
 */
final class WebhookSender implements AutoCloseable {

    /** Most of an answer that is read, in bytes. */
    static final int ANSWER_LIMIT = 16 * 1024;

    private static final List<String> SHOWN_HEADERS =
            List.of("Content-Type", "Content-Length", "Date", "Location", "Retry-After", "Server");
    private static final int MOST_CONNECTIONS = 128;

    /** Each of them may take its time to refuse, and they are tried one after the other. */
    private static final int MOST_ADDRESSES = 4;

    private final CloseableHttpClient client;
    private final NameLookups names;
    private final Duration limit;
    private final ScheduledExecutorService deadlines;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    WebhookSender(WebhookProperties properties, AddressGuard guard, Lookup lookup) {
        this.limit = properties.answerTimeout();
        this.deadlines = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("webhook-deadline").daemon().factory());
        this.names = new NameLookups(lookup, properties.connectTimeout());
        Timeout wait = Timeout.of(limit);
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(guard, names))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(100)
                                        .setMaxLineLength(8192)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                                .setSocketTimeout(wait)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(wait)
                        .setResponseTimeout(wait)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                // not the machine's: a proxy would look names up and connect for us
                .setProxySelector(null)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Slipway-Webhooks/1")
                .build();
    }

    /** What came of an attempt. */
    sealed interface Result {}

    /**
     * The receiver answered.
     *
     * @param text headers worth showing and the beginning of the body
     * @param retryAfter how long the receiver asks to be left alone; null: it does not
     */
    record Answered(int status, String text, @Nullable Duration retryAfter) implements Result {}

    /** There was no answer; the reason is for people. */
    record NoAnswer(String reason) implements Result {}

    /** Posts JSON; never takes much longer than the configured time. */
    Result post(URI address, Map<String, String> headers, byte[] body) {
        HttpPost post = new HttpPost(address);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        // the client's own limits count from byte to byte: a receiver that drips would never reach them
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            String host = address.getHost().replaceAll("^\\[|\\]$", "");
            HttpHost target = new HttpHost(address.getScheme(), host, address.getPort());
            ClassicHttpResponse response = client.executeOpen(target, post, null);
            try {
                return answer(response, post);
            } finally {
                closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            return new NoAnswer(
                    late.get() && !(e instanceof NameLookups.Unanswered)
                            ? "No complete answer within " + limit.toSeconds() + " seconds."
                            : FailureWords.of(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Answered answer(ClassicHttpResponse response, HttpPost post) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : SHOWN_HEADERS) {
            Header header = response.getFirstHeader(name);
            if (header != null) {
                text.append(name).append(": ").append(header.getValue()).append("\n");
            }
        }
        if (response.getEntity() != null) {
            byte[] beginning;
            boolean more;
            InputStream content = response.getEntity().getContent();
            beginning = content.readNBytes(ANSWER_LIMIT);
            more = beginning.length == ANSWER_LIMIT && content.read() >= 0;
            if (more) {
                // closing would read the rest to its end, however long that is
                post.cancel();
            }
            text.append("\n").append(new String(beginning, StandardCharsets.UTF_8));
            if (more) {
                text.append("\n… (more was not read)");
            }
        }
        return new Answered(response.getCode(), text.toString(), RetryAfter.of(response));
    }

    /** What closing has to say concerns nobody: the answer is here, or was too long to be read to its end. */
    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // the connection is gone, which is all that was wanted
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        names.close();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Looks names up and lets only checked addresses pass. */
    private record CheckedNames(AddressGuard guard, Lookup lookup) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = lookup.of(host);
            for (InetAddress address : found) {
                if (!guard.allows(address)) {
                    throw new Forbidden(host, address);
                }
            }
            return found.length <= MOST_ADDRESSES ? found : Arrays.copyOf(found, MOST_ADDRESSES);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The receiver's name leads to where nothing may be sent. */
    static final class Forbidden extends UnknownHostException {
        Forbidden(String host, InetAddress address) {
            super("“" + host + "” leads to " + address.getHostAddress()
                    + ", which is not a public address. An operator can allow its network"
                    + " (slipway.webhook.allowed-networks).");
        }
    }
}
