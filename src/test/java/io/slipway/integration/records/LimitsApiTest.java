package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.TokenScope;
import io.slipway.integration.ApiClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies too large to be taken, as only a raw connection can send them. */
class LimitsApiTest extends RecordsWorld {

    private static final int LARGE = 100 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"", "Idempotency-Key: large\r\n"})
    void an_announced_body_that_is_too_large_is_refused_before_it_is_sent(String header) throws IOException {
        String answer = raw(header + "Content-Length: " + LARGE + "\r\n", out -> {});
        assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Idempotency-Key: endless\r\n"})
    void an_endless_body_is_read_to_the_limit_only(String header) throws IOException {
        byte[] chunk = ("4000\r\n{\"fields\":{\"text\":\"" + "x".repeat(0x4000 - 19) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] next = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        String answer = raw(header + "Transfer-Encoding: chunked\r\n", out -> {
            out.write(chunk);
            for (int sent = 0; sent < 12 * 1024 * 1024; sent += 0x4000) {
                out.write(next);
            }
            out.flush();
        });
        assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/body-too-large");
    }

    @Test
    void strangers_can_not_make_us_read_anything() throws IOException {
        String answer = raw("wrong", "Content-Length: " + LARGE + "\r\n", out -> {});
        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    private interface Body {
        void send(OutputStream out) throws IOException;
    }

    private String raw(String headers, Body body) throws IOException {
        String token =
                ApiClient.token(tokens, workshop.superAdmin(all.production.account()), EnumSet.allOf(TokenScope.class));
        return raw(token, headers, body);
    }

    private String raw(String token, String headers, Body body) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/" + THINGS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n" + headers
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try {
                body.send(out);
            } catch (IOException e) {
                // Refused while we were still sending: the answer is there to be read.
            }
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                for (int count; (count = socket.getInputStream().read(buffer)) > 0; ) {
                    answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    if (answer.indexOf("requestId") > 0) {
                        break;
                    }
                }
            } catch (IOException e) {
                // What came before the connection was cut is what counts.
            }
            return answer.toString();
        }
    }
}
