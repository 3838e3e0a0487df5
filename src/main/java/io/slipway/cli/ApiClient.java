package io.slipway.cli;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The API v1 as the commands use it. A locked production (503) and a rate limit (429) are waited for as long as the user's
 * patience lasts; each POST carries one idempotency key through all its tries, so that trying again does nothing twice.
 */
final class ApiClient {

    /** Where every server has the JSON Schema of its definitions. */
    static final String DEFINITION_SCHEMA = "/schemas/definition.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);

    private final HttpClient http;
    private final URI server;
    private final String token;
    private final Duration patience;
    private final Output output;

    ApiClient(URI server, String token, Duration patience, Output output) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.server = server;
        this.token = token;
        this.patience = patience;
        this.output = output;
    }

    /** A path of one or more segments, each encoded: names and ids may hold anything. */
    static String path(String... segments) {
        return "/api/v1" + List.of(segments).stream().map(ApiClient::encoded).collect(Collectors.joining("/", "/", ""));
    }

    /** The same with a query; empty values are left out. */
    static String query(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return json(send("GET", path, null, null));
    }

    /** What is done with each entry of a list. */
    @FunctionalInterface
    interface Taker<X extends Exception> {
        void accept(JsonNode entry) throws X;
    }

    /** All pages of a list: entries under a name, the next page's cursor under {@code next}. */
    JsonNode all(String path, String name) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        each(path, name, all::add);
        return all;
    }

    /** The same in the form of the answer: an object with the entries of all pages under their name. */
    JsonNode whole(String path, String name) {
        return JsonNodeFactory.instance.objectNode().set(name, all(path, name));
    }

    /**
     * Hands over a list's entries page by page.
     *
     * @return how many there were
     */
    <X extends Exception> long each(String path, String name, Taker<X> taker) throws X {
        long count = 0;
        String cursor = "";
        do {
            JsonNode page = get(query(path, Map.of("cursor", cursor)));
            for (JsonNode entry : page.path(name)) {
                taker.accept(entry);
                count++;
            }
            cursor = Answers.text(page, "next");
        } while (!cursor.isEmpty());
        return count;
    }

    JsonNode post(String path, @Nullable JsonNode body) {
        return json(send("POST", path, json(body), "application/json"));
    }

    JsonNode put(String path, JsonNode body) {
        return json(send("PUT", path, json(body), "application/json"));
    }

    JsonNode delete(String path) {
        return json(send("DELETE", path, null, null));
    }

    /** Sends a file as the body. */
    JsonNode upload(String method, String path, Path file, String contentType) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CliFailure(ExitCode.USAGE, "The file " + file + " can't be read.");
        }
        try {
            return json(send(method, path, BodyPublishers.ofFile(file), contentType));
        } catch (FileNotFoundException e) {
            throw new CliFailure(ExitCode.USAGE, "The file " + file + " can't be read.");
        }
    }

    /** An answer as text, such as CSV. */
    String text(String path, String accept) {
        return new String(bytes(exchange("GET", path, null, null, accept)), StandardCharsets.UTF_8);
    }

    /**
     * Loads an answer into a file, which appears only when it is complete.
     *
     * @return its size in bytes
     */
    long download(String path, Path target) {
        HttpResponse<InputStream> answer = exchange("GET", path, null, null, "*/*");
        AtomicLong size = new AtomicLong();
        TargetFile.write(target, stream -> size.set(whole(answer, stream)));
        return size.get();
    }

    private static long whole(HttpResponse<InputStream> answer, OutputStream to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream body = answer.body()) {
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                to.write(buffer, 0, read);
                size += read;
            }
        }
        return size;
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.UNREACHABLE, "The answer broke off: " + CliFailure.why(e));
        }
    }

    private static BodyPublisher json(@Nullable JsonNode body) {
        return body == null ? BodyPublishers.ofString("{}") : BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private static JsonNode json(HttpResponse<InputStream> answer) {
        byte[] body = bytes(answer);
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new CliFailure(
                    ExitCode.UNEXPECTED,
                    "What answered at " + answer.uri().getHost() + " is not Slipway's API (" + answer.statusCode()
                            + ").");
        }
    }

    private static byte[] bytes(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new CliFailure(ExitCode.UNREACHABLE, "The answer broke off: " + CliFailure.why(e));
        }
    }

    private HttpResponse<InputStream> send(
            String method, String path, @Nullable BodyPublisher body, @Nullable String contentType) {
        return exchange(method, path, body, contentType, "application/json, application/problem+json");
    }

    private HttpResponse<InputStream> exchange(
            String method, String path, @Nullable BodyPublisher body, @Nullable String contentType, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UuidCreator.getTimeOrderedEpoch().toString());
        }
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            HttpResponse<InputStream> answer = once(request.build());
            int status = answer.statusCode();
            if (status < 300) {
                return answer;
            }
            Optional<Duration> pause = status == 503 || status == 429 ? pause(answer) : Optional.empty();
            if (pause.isEmpty() || System.nanoTime() + pause.get().toNanos() > deadline) {
                throw failure(answer);
            }
            if (!told) {
                output.progress(status == 503 ? "Locked for a moment; waiting…" : "Asked to slow down; waiting…");
                told = true;
            }
            bytes(answer);
            sleep(pause.get());
        }
    }

    private HttpResponse<InputStream> once(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new CliFailure(ExitCode.UNREACHABLE, "No answer from " + server + ": " + CliFailure.why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.UNEXPECTED, "Interrupted.");
        }
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.UNEXPECTED, "Interrupted.");
        }
    }

    /** What {@code Retry-After} asks for, in whole seconds, at least one; half a minute at most between two tries. */
    private static Optional<Duration> pause(HttpResponse<?> answer) {
        try {
            return answer.headers()
                    .firstValue("Retry-After")
                    .map(Long::parseLong)
                    .map(seconds -> Duration.ofSeconds(Math.clamp(seconds, 1, 30)));
        } catch (NumberFormatException e) {
            return Optional.of(Duration.ofSeconds(1));
        }
    }

    private CliFailure failure(HttpResponse<InputStream> answer) {
        JsonNode problem;
        try {
            problem = JSON.readTree(bytes(answer));
        } catch (JacksonException e) {
            problem = JsonNodeFactory.instance.objectNode();
        }
        if (answer.statusCode() < 400) {
            return new CliFailure(
                    ExitCode.REFUSED,
                    "The server sends us on to "
                            + answer.headers().firstValue("Location").orElse("somewhere else")
                            + "; name the final address.");
        }
        String title = problem.path("title").asString("The server answered " + answer.statusCode());
        String detail = problem.path("detail").asString("");
        List<String> lines = new ArrayList<>();
        problem.path("errors").forEach(error -> {
            String where = error.path("pointer").asString(error.path("field").asString(""));
            String what = error.path("detail").asString(error.path("message").asString(error.toString()));
            lines.add((where.isEmpty() ? "" : where + ": ") + what);
        });
        String expected = problem.path("expected").asString("");
        boolean later = answer.statusCode() == 503 || answer.statusCode() == 429;
        String fix = later
                ? "Try again later, or with a longer --patience."
                : expected.isEmpty()
                        ? problem.path("fix").asString("")
                        : "Add --confirm \"" + expected + "\" if that is what you want.";
        if (!fix.isEmpty()) {
            lines.add(fix);
        }
        String message = detail.isEmpty() || detail.toLowerCase(Locale.ROOT).equals(title.toLowerCase(Locale.ROOT))
                ? title
                : title + ": " + detail;
        return new CliFailure(exitCode(answer.statusCode()), message, lines);
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NOT_ALLOWED;
            case 404, 410 -> ExitCode.NOT_FOUND;
            case 429, 503 -> ExitCode.LOCKED;
            default -> status < 500 ? ExitCode.REFUSED : ExitCode.UNEXPECTED;
        };
    }
}
