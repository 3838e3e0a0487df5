package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    final Receiver receiver = new Receiver();
    final List<AutoCloseable> senders = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        receiver.close();
        for (AutoCloseable sender : senders) {
            sender.close();
        }
    }

    /** 127.0.0.1 stands for a public address, every other one for a private one. */
    private WebhookSender sender(WebhookSender.Lookup lookup) {
        WebhookSender sender = new WebhookSender(properties(), new AddressGuard(List.of("127.0.0.1/32")), lookup);
        senders.add(sender);
        return sender;
    }

    private static WebhookProperties properties() {
        return new WebhookProperties(
                false,
                List.of(),
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                1,
                1);
    }

    private URI address(String host) {
        return URI.create("http://" + host + ":" + receiver.port() + "/hook");
    }

    @Test
    void a_name_is_looked_up_once_and_the_checked_address_is_connected_to() {
        AtomicInteger lookups = new AtomicInteger();
        WebhookSender sender = sender(host ->
                new InetAddress[] {InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")});
        // the connection does not outlive the request, so the name is looked up again
        receiver.answers((exchange, request) -> {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(204, -1);
        });

        WebhookSender.Result first = sender.post(address("shop.example"), Map.of(), BODY);
        WebhookSender.Result second = sender.post(address("shop.example"), Map.of(), BODY);

        assertThat(first).isInstanceOf(WebhookSender.Answered.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        WebhookSender.NoAnswer.class,
                        no -> assertThat(no.reason()).contains("127.0.0.2", "not a public"));
        assertThat(lookups).hasValue(2);
        assertThat(receiver.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.headers().get("Host")).isEqualTo("shop.example:" + receiver.port()));
    }

    @Test
    void a_name_with_one_private_address_among_others_is_refused() {
        WebhookSender sender = sender(host ->
                new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")});

        assertThat(sender.post(address("shop.example"), Map.of(), BODY)).isInstanceOf(WebhookSender.NoAnswer.class);
        assertThat(receiver.requests()).isEmpty();
    }

    /** A thread of the machine's look-up can't be ended: it is left behind, and asking again starts no second one. */
    @Test
    void a_name_server_that_hangs_keeps_nobody_waiting() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        WebhookSender sender = sender(host -> {
            if (host.equals("hangs.example")) {
                hanging.incrementAndGet();
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return InetAddress.getAllByName("127.0.0.1");
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<WebhookSender.Result> first =
                    threads.submit(() -> sender.post(address("hangs.example"), Map.of(), BODY));
            Future<WebhookSender.Result> second =
                    threads.submit(() -> sender.post(address("hangs.example"), Map.of(), BODY));
            assertThat(sender.post(address("shop.example"), Map.of(), BODY)).isInstanceOf(WebhookSender.Answered.class);
            for (Future<WebhookSender.Result> each : List.of(first, second)) {
                assertThat(each.get(10, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                WebhookSender.NoAnswer.class,
                                no -> assertThat(no.reason()).contains("hangs.example", "name server"));
            }
            assertThat(hanging).hasValue(1);
        } finally {
            answered.countDown();
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void literal_addresses_go_through_the_same_check() {
        WebhookSender sender = sender(InetAddress::getAllByName);

        for (String host : List.of("127.0.0.2", "[::1]", "2130706434", "[::ffff:127.0.0.2]")) {
            assertThat(sender.post(address(host), Map.of(), BODY))
                    .as(host)
                    .isInstanceOfSatisfying(
                            WebhookSender.NoAnswer.class,
                            no -> assertThat(no.reason()).contains("not a public address"));
        }
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() {
        WebhookSender sender = sender(InetAddress::getAllByName);
        receiver.answers((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + receiver.port() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(sender.post(address("127.0.0.1"), Map.of(), BODY))
                .isInstanceOfSatisfying(
                        WebhookSender.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void of_an_endless_answer_only_the_beginning_is_read() {
        WebhookSender sender = sender(InetAddress::getAllByName);
        AtomicInteger sent = new AtomicInteger();
        receiver.answers((exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 16 * 1024; i++) {
                exchange.getResponseBody().write(part);
                sent.incrementAndGet();
            }
        });

        WebhookSender.Result result = sender.post(address("127.0.0.1"), Map.of(), BODY);

        assertThat(result)
                .isInstanceOfSatisfying(
                        WebhookSender.Answered.class,
                        answered -> assertThat(answered.text().length()).isLessThan(20_000));
        assertThat(sent.get()).as("64 kB parts of 1 GB").isLessThan(1000);
    }

    @Test
    void a_receiver_that_drips_is_left_when_the_time_is_over() {
        WebhookSender sender = sender(InetAddress::getAllByName);
        receiver.answers((exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        });
        long begun = System.nanoTime();

        WebhookSender.Result result = sender.post(address("127.0.0.1"), Map.of(), BODY);

        assertThat(result)
                .isInstanceOfSatisfying(
                        WebhookSender.NoAnswer.class,
                        no -> assertThat(no.reason()).contains("within 1 seconds"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_receiver_that_hangs_is_left_when_the_time_is_over() {
        WebhookSender sender = sender(InetAddress::getAllByName);
        CountDownLatch end = new CountDownLatch(1);
        receiver.answers((exchange, request) -> end.await(20, TimeUnit.SECONDS));
        long begun = System.nanoTime();

        assertThat(sender.post(address("127.0.0.1"), Map.of(), BODY)).isInstanceOf(WebhookSender.NoAnswer.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        end.countDown();
    }

    /** Each line of its head comes in time, the head as a whole never does. */
    @Test
    void a_receiver_whose_headers_never_end_is_left_when_the_time_is_over() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread slow = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 200; i++) {
                        out.write(("X-Slow-" + i + ": x\r\n").getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // the sender has left
                }
            });
            WebhookSender sender = sender(InetAddress::getAllByName);
            long begun = System.nanoTime();

            WebhookSender.Result result =
                    sender.post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), Map.of(), BODY);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            WebhookSender.NoAnswer.class,
                            no -> assertThat(no.reason()).contains("within 1 seconds"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            slow.join(Duration.ofSeconds(10));
        }
    }

    /** The machine's own look-up, and nothing that is allowed. */
    @Test
    void names_that_lead_to_this_machine_are_refused_however_they_are_written() {
        WebhookSender sender = new WebhookSender(properties(), new AddressGuard(List.of()), InetAddress::getAllByName);
        senders.add(sender);

        for (String host : List.of("localhost", "[::ffff:7f00:1]", "[::1]", "127.1", "0x7f000001", "0.0.0.0")) {
            assertThat(sender.post(address(host), Map.of(), BODY)).as(host).isInstanceOf(WebhookSender.NoAnswer.class);
        }
        assertThat(receiver.requests()).isEmpty();
    }
}
