package io.slipway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the API; every answer is held against the published OpenAPI document. */
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final @Nullable String token;

    public ApiClient(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    /** A client with a new token that may do everything everywhere. */
    public static ApiClient of(int port, ApiTokens tokens, Actor.Person owner) {
        return new ApiClient(port, token(tokens, owner, EnumSet.allOf(TokenScope.class)));
    }

    /** A new token of a Super Admin's. */
    public static String token(ApiTokens tokens, Actor.Person owner, java.util.Set<TokenScope> scopes) {
        return tokens.create(owner, new ApiTokens.NewToken("Test", null, scopes, null, false, null))
                .secret();
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<String> http) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        public Answer is(int wanted) {
            assertThat(status).as("status of the answer %s", http.body()).isEqualTo(wanted);
            return this;
        }

        /** The answer is a whole problem of a type. */
        public JsonNode problem(ProblemType type) {
            is(type.status());
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            JsonNode problem = json();
            assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type.code());
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asString()).isNotBlank();
            assertThat(problem.path("detail").asString()).isNotBlank();
            assertThat(problem.path("fix").asString())
                    .as("what to do about %s", problem)
                    .isNotBlank();
            assertThat(problem.path("requestId").asString()).isNotBlank().isEqualTo(header("X-Request-Id"));
            return problem;
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, body, pairs(headers));
    }

    public Answer patch(String path, Object body, String... headers) {
        return send("PATCH", path, body, pairs(headers));
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, pairs(headers));
    }

    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return send(path, request -> {
            headers.forEach(request::setHeader);
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                if (!headers.containsKey("Content-Type")) {
                    request.setHeader("Content-Type", "application/json");
                }
                String text = body instanceof String typed ? typed : JSON.writeValueAsString(body);
                request.method(method, HttpRequest.BodyPublishers.ofString(text));
            }
        });
    }

    public Answer send(String path, Consumer<HttpRequest.Builder> how) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + (path.startsWith("/") ? path : "/api/v1/" + path)))
                .timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        how.accept(request);
        HttpRequest built = request.build();
        try {
            HttpResponse<String> response = HTTP.send(built, HttpResponse.BodyHandlers.ofString());
            OpenApiContract.at(port).check(built, response);
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> pairs(String... headers) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return map;
    }
}
