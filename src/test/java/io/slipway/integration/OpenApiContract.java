package io.slipway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published OpenAPI document of a running application. Answers are held against it more strictly than the document
 * asks for: properties it does not name are errors too, so that nothing is given that is not described.
 */
final class OpenApiContract {

    private static final Map<Integer, OpenApiContract> BY_PORT = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "#/components/schemas/Problem";

    /** Statuses that are described on their own, not as “default”. */
    private static final Set<Integer> EXPLICIT = Set.of(401, 403, 404, 429, 503);

    private final ObjectNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApiContract(ObjectNode document) {
        this.document = document;
        closeObjects(document.path("paths"));
        closeObjects(document.path("components").path("schemas"));
    }

    static OpenApiContract at(int port) {
        return BY_PORT.computeIfAbsent(port, OpenApiContract::fetch);
    }

    private static OpenApiContract fetch(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + ApiPaths.OPEN_API))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new OpenApiContract((ObjectNode) JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiContract::closeObjects);
    }

    /** Fails when an answer is not as the document says. */
    void check(HttpRequest request, HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean problem = type.startsWith("application/problem+json");
        if (List.of(ApiPaths.OPEN_API, ApiPaths.DEFINITION_SCHEMA)
                .contains(request.uri().getPath())) {
            return;
        }
        if (response.statusCode() >= 400) {
            assertThat(problem)
                    .as(
                            "%s %s answered %s as %s: %s",
                            request.method(), request.uri(), response.statusCode(), type, response.body())
                    .isTrue();
            validate(PROBLEM, request, response);
            checkType(request, response);
            checkProblem(request, response);
            return;
        }
        String path = template(request.uri().getPath())
                .orElseThrow(() -> new AssertionError(request.uri() + " is in no document, but answered"));
        String method = request.method().toLowerCase(Locale.ROOT);
        JsonNode answers = document.path("paths").path(path).path(method).path("responses");
        JsonNode answer = answers.path(Integer.toString(response.statusCode()));
        assertThat(answer.isMissingNode())
                .as(
                        "%s %s answered %s; documented are %s",
                        method, path, response.statusCode(), answers.propertyNames())
                .isFalse();
        String media = type.split(";")[0];
        if (!response.body().isEmpty() && media.equals("application/json")) {
            assertThat(answer.path("content").has(media))
                    .as("%s %s answered %s, which is documented for none", method, path, media)
                    .isTrue();
            validate(
                    "#/paths/" + escape(path) + "/" + method + "/responses/" + response.statusCode() + "/content/"
                            + escape(media) + "/schema",
                    request,
                    response);
        }
    }

    /** The type is one of those described, and tells only what it is said to tell. */
    private void checkType(HttpRequest request, HttpResponse<String> response) {
        JsonNode told = JSON.readTree(response.body());
        JsonNode schema = document.path("components").path("schemas").path("Problem");
        JsonNode types = schema.path("x-slipway-types");
        JsonNode type = types.path(told.path("type").asString());
        assertThat(type.isMissingNode())
                .as("%s %s answered a type that is not described: %s", request.method(), request.uri(), told)
                .isFalse();
        assertThat(response.statusCode())
                .as("%s", told)
                .isEqualTo(type.path("status").asInt());
        assertThat(told.path("title")).isEqualTo(type.path("title"));
        types.forEach(each -> each.path("members")
                .forEach(member -> assertThat(!told.has(member.asString()) || contains(type.path("members"), member))
                        .as("%s is not of this type: %s", member, told)
                        .isTrue()));
    }

    private static boolean contains(JsonNode list, JsonNode wanted) {
        return list.valueStream().anyMatch(wanted::equals);
    }

    /** What everybody has to reckon with is described for the operation, with the headers it comes with. */
    private void checkProblem(HttpRequest request, HttpResponse<String> response) {
        String status = Integer.toString(response.statusCode());
        JsonNode answers = template(request.uri().getPath())
                .map(path -> document.path("paths")
                        .path(path)
                        .path(request.method().toLowerCase(Locale.ROOT))
                        .path("responses"))
                .orElse(JSON.missingNode());
        if (answers.isMissingNode()) {
            return;
        }
        assertThat(answers.has(status) || !EXPLICIT.contains(response.statusCode()))
                .as("%s %s answered %s, which is not described for it", request.method(), request.uri(), status)
                .isTrue();
        JsonNode answer = resolved(answers.has(status) ? answers.path(status) : answers.path("default"));
        assertThat(answer.path("content")
                        .path("application/problem+json")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .isEqualTo(PROBLEM);
        answer.path("headers")
                .properties()
                .forEach(header -> checkHeader(header.getKey(), resolved(header.getValue()), request, response));
    }

    private static void checkHeader(String name, JsonNode header, HttpRequest request, HttpResponse<String> response) {
        Optional<String> given = response.headers().firstValue(name);
        assertThat(given.isPresent() || !header.path("required").asBoolean())
                .as("%s %s answered %s without %s", request.method(), request.uri(), response.statusCode(), name)
                .isTrue();
        if (header.path("schema").path("type").asString().equals("integer")) {
            assertThat(given.orElse("0")).as(name).matches("\\d+");
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private void validate(String reference, HttpRequest request, HttpResponse<String> response) {
        Schema schema = schemas.computeIfAbsent(reference, wanted -> {
            ObjectNode root = JSON.createObjectNode();
            root.put("$ref", wanted);
            root.set("paths", document.path("paths"));
            root.set("components", document.path("components"));
            return registry.getSchema(root);
        });
        assertThat(schema.validate(response.body(), InputFormat.JSON))
                .as("%s %s answered %s", request.method(), request.uri(), response.body())
                .isEmpty();
    }

    /** The documented path an address belongs to; the one with the fewest names for ids where several do. */
    private Optional<String> template(String path) {
        return document.path("paths").propertyNames().stream()
                .filter(template -> Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path))
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private static String escape(String part) {
        return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
