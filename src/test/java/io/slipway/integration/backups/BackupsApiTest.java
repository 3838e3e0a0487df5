package io.slipway.integration.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Backups as programs take, verify, carry away and bring back. */
@HttpTest
class BackupsApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    Actor.Person owner;
    String token;
    ApiClient client;

    @BeforeEach
    void signIn() {
        owner = workshop.superAdmin(workshop.production().account());
        token = ApiClient.token(tokens, owner, EnumSet.allOf(io.slipway.account.TokenScope.class));
        client = new ApiClient(port, token);
    }

    @Test
    void a_backup_is_taken_verified_carried_away_and_brought_back() throws IOException, InterruptedException {
        client.post("backups", Map.of("name", " ")).problem(ProblemType.INVALID_INPUT);
        ApiClient.Answer taking = client.post("backups", Map.of("name", "Weekly", "notes", "By a program"))
                .is(202);
        String id = taking.json().path("id").asString();
        assertThat(taking.header("Location")).isEqualTo("/api/v1/backups/" + id);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("backups/" + id)
                        .json()
                        .path("state")
                        .asString()
                        .equals("complete"));
        JsonNode verified = client.post("backups/" + id + "/verify", "").is(200).json();
        assertThat(verified.path("sound").asBoolean()).isTrue();

        byte[] file = download(id);
        client.delete("backups/" + id).is(204);
        client.get("backups/" + id).problem(ProblemType.NOT_FOUND);
        JsonNode back = upload(file).is(201).json();
        assertThat(back.path("name").asString()).isEqualTo("Weekly");
        assertThat(back.path("kind").asString()).isEqualTo("uploaded");
        assertThat(back.path("state").asString()).isEqualTo("complete");
        assertThat(client.get("backups").is(200).json().path("backups")).hasSize(1);

        byte[] other = file.clone();
        other[other.length - 1] ^= 1;
        client.delete("backups/" + back.path("id").asString()).is(204);
        JsonNode once = upload(file, "Idempotency-Key", "b1").is(201).json();
        ApiClient.Answer again = upload(file, "Idempotency-Key", "b1").is(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(once);
        upload(other, "Idempotency-Key", "b1").problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(client.get("backups").is(200).json().path("backups")).hasSize(1);

        upload(Arrays.copyOf(file, file.length / 2)).problem(ProblemType.BACKUP_DAMAGED);
        upload("<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)).problem(ProblemType.BACKUP_DAMAGED);
        assertThat(client.get("backups").is(200).json().path("backups")).hasSize(1);
    }

    @Test
    void strangers_learn_nothing_of_backups() {
        ApiClient other = ApiClient.of(
                port, tokens, workshop.superAdmin(workshop.production().account()));
        other.get("backups/1").problem(ProblemType.NOT_FOUND);
        other.get("backups/1/file").problem(ProblemType.NOT_FOUND);
        other.post("backups/1/restore", Map.of("confirm", "x")).problem(ProblemType.NOT_FOUND);
        client.get("backups/' OR 1=1".replace(" ", "%20").replace("'", "%27")).problem(ProblemType.NOT_FOUND);
    }

    private ApiClient.Answer upload(byte[] file, String... headers) {
        return client.send("backups/upload", request -> {
            request.header("Content-Type", "application/zip").POST(HttpRequest.BodyPublishers.ofByteArray(file));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
        });
    }

    private byte[] download(String id) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/backups/" + id + "/file"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
            return answer.body();
        }
    }
}
