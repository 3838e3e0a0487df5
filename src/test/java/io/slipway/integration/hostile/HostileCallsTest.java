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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
            operation
                    .call(new ApiClient(port, token), operation.path(own::id), Map.of(), bodies.body(operation))
                    .problem(ProblemType.NOT_SIGNED_IN);
        }
    }

    private void wrongScopes(Operation operation, HostileWorld own, Bodies bodies) {
        TokenScope needed = TokenScope.valueOf(operation.scope().toUpperCase(Locale.ROOT));
        String token = ApiClient.token(
                tokens, workshop.superAdmin(own.all.production.account()), EnumSet.complementOf(EnumSet.of(needed)));
        operation
                .call(new ApiClient(port, token), operation.path(own::id), Map.of(), bodies.body(operation))
                .problem(ProblemType.SCOPE_MISSING);
    }

    /** Addresses of another account's things; where the first of them names the account, it is not even there. */
    private void otherAccounts(Operation operation, HostileWorld own, HostileWorld other, Bodies bodies) {
        Answer answer = answered(
                other, operation.call(own.client, operation.path(other::id), Map.of(), bodies.body(operation)));
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
                    answered(other, operation.call(own.client, operation.path(ids), Map.of(), bodies.body(operation)));
                }
            }
        }
        // a call that is right but for one parameter would do what it is there for
        String nobody = operation.path(each -> own.id(each) + "0");
        String there = operation.method().equals("GET") ? operation.path(own::id) : nobody;
        for (String name : operation.names("query")) {
            for (String text : TEXTS) {
                answered(
                        other,
                        operation.call(
                                own.client,
                                there + "?" + name + "=" + Operation.encoded(text),
                                Map.of(),
                                bodies.body(operation)));
            }
        }
        for (String name : operation.names("header")) {
            for (String text : HEADERS) {
                answered(other, operation.call(own.client, there, Map.of(name, text), bodies.body(operation)));
            }
        }
    }

    private void hostileBodies(Operation operation, HostileWorld own, HostileWorld other, Bodies bodies) {
        String path = operation.path(own::id);
        for (byte[] broken : Bodies.broken()) {
            answered(other, operation.call(own.client, path, Map.of(), broken));
        }
        if (!operation.takesJson()) {
            return;
        }
        for (String text : TEXTS) {
            answered(other, operation.call(own.client, path, Map.of(), Bodies.bytes(bodies.sample(operation, text))));
        }
        for (byte[] mistyped : bodies.mistyped(operation)) {
            answered(other, operation.call(own.client, path, Map.of(), mistyped));
        }
        answered(other, operation.call(own.client, path, Map.of("Content-Type", "text/html"), bodies.body(operation)));
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
}
