package io.slipway.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every published operation, called by people who mean no good. Whatever they send, the answer is what the document
 * says, a failure is a known problem and never a fault of ours, and nothing of another account is in it.
 */
@HttpTest
class HostileCallsTest {

    private static final List<String> TEXTS = List.of(
            "",
            "' OR 1=1; DROP TABLE slipway.account; -- `\"",
            "=HYPERLINK(\"http://example.org\";\"x\")",
            "<script>alert(1)</script>&amp;",
            "\u202Eabc\u2066\u0627\u0644\u200F\u0000\u0007\uFEFF",
            "\uD83D\uDE00\uD800 lone",
            "../../etc/passwd%00%2e%2e\\x;y=1",
            "9".repeat(40),
            "x".repeat(3000));

    private static final List<String> HEADERS =
            List.of("' OR 1=1 --", "\"99999999999999999999\"", "-1", "x".repeat(3000), "*, *", "\"1\", \"2\"");

    private static final Set<String> TYPES = types();

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    private static Set<String> types() {
        return Set.copyOf(
                Arrays.stream(ProblemType.values()).map(ProblemType::address).toList());
    }

    @TestFactory
    Stream<DynamicTest> every_operation() {
        JsonNode document = new ApiClient(port, null).get(ApiPaths.OPEN_API).json();
        HostileWorld own = new HostileWorld(port, workshop, tokens);
        HostileWorld other = new HostileWorld(port, workshop, tokens);
        Bodies bodies = new Bodies(document, own.free());
        return Operation.all(document).stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    strangers(operation, own, bodies);
                    wrongScopes(operation, own, bodies);
                    otherAccounts(operation, own, other, bodies);
                    hostileAddresses(operation, own, other, bodies);
                    if (!operation.method().equals("DELETE")) {
                        hostileBodies(operation, own, other, bodies);
                    }
                }));
    }

    private void strangers(Operation operation, HostileWorld own, Bodies bodies) {
        for (String token : new String[] {null, "", "slw_wrong", "' OR 1=1 --"}) {
            call(new ApiClient(port, token), operation, path(operation, own::id), Map.of(), body(operation, bodies))
                    .problem(ProblemType.NOT_SIGNED_IN);
        }
    }

    private void wrongScopes(Operation operation, HostileWorld own, Bodies bodies) {
        TokenScope needed = TokenScope.valueOf(operation.scope().toUpperCase(Locale.ROOT));
        String token = ApiClient.token(
                tokens, workshop.superAdmin(own.all.production.account()), EnumSet.complementOf(EnumSet.of(needed)));
        call(new ApiClient(port, token), operation, path(operation, own::id), Map.of(), body(operation, bodies))
                .problem(ProblemType.SCOPE_MISSING);
    }

    /** Addresses of another account's things; where the first of them names the account, it is not even there. */
    private void otherAccounts(Operation operation, HostileWorld own, HostileWorld other, Bodies bodies) {
        Answer answer = answered(
                other, call(own.client, operation, path(operation, other::id), Map.of(), body(operation, bodies)));
        List<String> names = operation.names("path");
        if (names.contains("environment") || names.contains("sandbox")) {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(404);
        }
    }

    private void hostileAddresses(Operation operation, HostileWorld own, HostileWorld other, Bodies bodies) {
        for (String name : operation.names("path")) {
            for (String text : TEXTS) {
                if (!text.isEmpty()) {
                    UnaryOperator<String> ids = each -> each.equals(name) ? text : own.id(each);
                    answered(
                            other,
                            call(own.client, operation, path(operation, ids), Map.of(), body(operation, bodies)));
                }
            }
        }
        // a call that is right but for one parameter would do what it is there for
        String nobody = path(operation, each -> own.id(each) + "0");
        String there = operation.method().equals("GET") ? path(operation, own::id) : nobody;
        for (String name : operation.names("query")) {
            for (String text : TEXTS) {
                answered(
                        other,
                        call(
                                own.client,
                                operation,
                                there + "?" + name + "=" + encoded(text),
                                Map.of(),
                                body(operation, bodies)));
            }
        }
        for (String name : operation.names("header")) {
            for (String text : HEADERS) {
                answered(other, call(own.client, operation, there, Map.of(name, text), body(operation, bodies)));
            }
        }
    }

    private void hostileBodies(Operation operation, HostileWorld own, HostileWorld other, Bodies bodies) {
        String path = path(operation, own::id);
        for (byte[] broken : Bodies.broken()) {
            answered(other, call(own.client, operation, path, Map.of(), broken));
        }
        if (!operation.takesJson()) {
            return;
        }
        for (String text : TEXTS) {
            answered(other, call(own.client, operation, path, Map.of(), Bodies.bytes(bodies.sample(operation, text))));
        }
        for (byte[] mistyped : bodies.mistyped(operation)) {
            answered(other, call(own.client, operation, path, Map.of(), mistyped));
        }
        answered(
                other, call(own.client, operation, path, Map.of("Content-Type", "text/html"), body(operation, bodies)));
    }

    /** No fault of ours, nothing of the other account; that it is as documented the client has looked at. */
    private static Answer answered(HostileWorld other, Answer answer) {
        String body = answer.http().body();
        assertThat(answer.status())
                .as(
                        "%s %s answered %s",
                        answer.http().request().method(), answer.http().uri(), body)
                .matches(status -> status < 500 || status == 503);
        assertThat(body).doesNotContain(other.secret);
        if (answer.status() >= 400) {
            JsonNode problem = answer.json();
            assertThat(problem.path("type").asString()).isIn(TYPES);
            assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        }
        return answer;
    }

    private static byte @Nullable [] body(Operation operation, Bodies bodies) {
        if (operation.media() == null) {
            return null;
        }
        return operation.takesJson()
                ? Bodies.bytes(bodies.sample(operation, "text"))
                : "Name\nx\n".getBytes(StandardCharsets.UTF_8);
    }

    private static Answer call(
            ApiClient client, Operation operation, String path, Map<String, String> headers, byte @Nullable [] body) {
        return client.send(path, request -> {
            if (operation.media() != null) {
                request.setHeader("Content-Type", operation.media());
            }
            headers.forEach(request::setHeader);
            request.method(
                    operation.method(),
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        });
    }

    private static String path(Operation operation, UnaryOperator<String> ids) {
        String path = operation.path();
        for (String name : operation.names("path")) {
            path = path.replace("{" + name + "}", encoded(ids.apply(name)));
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
