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

    private final ObjectNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApiContract(ObjectNode document) {
        this.document = document;
        closeObjects(document.path("paths"));
        document.path("components").path("schemas").properties().stream()
                .filter(schema -> !schema.getKey().equals("Problem"))
                .forEach(schema -> closeObjects(schema.getValue()));
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
            validate("#/components/schemas/Problem", request, response);
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
