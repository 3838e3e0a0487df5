package io.slipway.integration.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.ApiTokens.NewToken;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.integration.ApiCalls;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.Needs;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who gets in, and what strangers and mistaken calls are told. */
@HttpTest
class ApiDoorTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    ApiCalls calls;

    @Autowired
    People people;

    @Autowired
    RateLimits limits;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping endpoints;

    EnvironmentId production;
    Actor.Person owner;
    ApiClient client;

    @BeforeEach
    void signIn() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
    }

    @Test
    void every_endpoint_says_what_a_token_needs() {
        for (Map.Entry<RequestMappingInfo, HandlerMethod> endpoint :
                endpoints.getHandlerMethods().entrySet()) {
            HandlerMethod method = endpoint.getValue();
            boolean ours = method.getBeanType().getPackageName().startsWith("io.slipway");
            boolean api = endpoint.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/api"));
            if (ours && api) {
                assertThat(method.hasMethodAnnotation(Needs.class)
                                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Needs.class))
                        .as("%s says with @Needs which scope a token needs", method)
                        .isTrue();
                assertThat(endpoint.getKey().getPatternValues()).allMatch(path -> path.startsWith(ApiPaths.V1 + "/"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"environments", "environments/1-1/status", "nothing", "nothing/../x", "environments/%27%3B--"})
    void strangers_are_told_the_same_whatever_they_ask_for(String path) {
        for (String token : new String[] {null, "", "slw_wrong", "slw_" + "x".repeat(5000), "' OR 1=1 --"}) {
            ApiClient.Answer answer = new ApiClient(port, token).get(path);
            if (answer.status() != 400) {
                answer.problem(ProblemType.NOT_SIGNED_IN);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void a_session_of_a_page_opens_nothing_and_no_session_is_made() {
        ApiClient.Answer answer = client.get("environments").is(200);
        assertThat(answer.http().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_revoked_an_expired_and_a_disabled_owners_token_are_dead_at_once() {
        ApiTokens.Created created = create(Set.of(TokenScope.READ), null, null);
        ApiClient revoked = new ApiClient(port, created.secret());
        revoked.get("environments").is(200);
        tokens.revoke(owner, created.token().id());
        revoked.get("environments").problem(ProblemType.NOT_SIGNED_IN);

        ApiClient expiring = new ApiClient(
                port,
                create(Set.of(TokenScope.READ), null, Instant.now().plusSeconds(1))
                        .secret());
        await().until(() -> expiring.get("environments").status() != 200);
        expiring.get("environments").problem(ProblemType.NOT_SIGNED_IN);

        Actor.Person other = workshop.person(production.account(), PersonKind.APP_ADMIN, "Nina");
        ApiTokens.Created ninas = tokens.create(
                owner, new NewToken("Nina's", other.user(), EnumSet.of(TokenScope.READ), null, false, null));
        ApiClient nina = new ApiClient(port, ninas.secret());
        nina.get("environments").is(200);
        people.setEnabled(owner, other.user(), false);
        nina.get("environments").problem(ProblemType.NOT_SIGNED_IN);
    }

    @Test
    void a_token_needs_the_scope_and_reaches_only_its_environments() {
        new ApiClient(port, create(Set.of(TokenScope.BACKUP), null, null).secret())
                .get("environments")
                .problem(ProblemType.SCOPE_MISSING);

        EnvironmentId sandbox = workshop.sandbox(production);
        ApiClient only = new ApiClient(
                port, create(Set.of(TokenScope.READ), Set.of(sandbox), null).secret());
        only.get("environments/" + sandbox + "/status").is(200);
        only.get("environments/production/status").problem(ProblemType.NOT_FOUND);
        JsonNode all = only.get("environments").is(200).json().path("environments");
        assertThat(all.size()).isEqualTo(1);
        assertThat(all.path(0).path("id").asString()).isEqualTo(sandbox.toString());
    }

    @Test
    void a_user_s_token_does_not_reach_sandboxes() {
        EnvironmentId sandbox = workshop.sandbox(production);
        Actor.Person user = workshop.person(production.account(), PersonKind.USER, "Uwe");
        String secret = tokens.create(
                        owner, new NewToken("Uwe's", user.user(), EnumSet.allOf(TokenScope.class), null, false, null))
                .secret();
        ApiClient uwe = new ApiClient(port, secret);
        uwe.get("environments/production").is(200);
        uwe.get("environments/" + sandbox).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void other_accounts_and_missing_things_look_the_same() {
        EnvironmentId other = workshop.production();
        JsonNode theirs = client.get("environments/" + other + "/status").problem(ProblemType.NOT_FOUND);
        JsonNode nobodys = client.get("environments/" + production.account() + "-99999999/status")
                .problem(ProblemType.NOT_FOUND);
        JsonNode nonsense = client.get("environments/%27%20OR%201%3D1/status").problem(ProblemType.NOT_FOUND);
        assertThat(theirs.path("detail")).isEqualTo(nobodys.path("detail")).isEqualTo(nonsense.path("detail"));
    }

    @Test
    void the_status_says_that_it_is_open() {
        JsonNode status = client.get("environments/production/status").is(200).json();
        assertThat(status.path("open").asBoolean()).isTrue();
        assertThat(status.path("environment").asString()).isEqualTo(production.toString());
        assertThat(status.has("run")).isFalse();
    }

    @Test
    void a_parameter_nobody_knows_is_refused_and_nothing_done() {
        EnvironmentId sandbox = workshop.sandbox(production);
        String definition = "environments/" + sandbox + "/definition";
        long before = client.get(definition).is(200).json().path("tables").size();
        JsonNode problem = client.send(
                        "PUT",
                        definition + "?dryrun=true",
                        "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[{\"name\":\"Surprise\"}]}",
                        Map.of("Content-Type", "application/json"))
                .problem(ProblemType.INVALID_PARAMETER);
        assertThat(problem.path("field").asString()).isEqualTo("dryrun");
        assertThat(problem.path("fix").asString()).contains("allowDelete, dryRun");
        assertThat(client.get(definition).json().path("tables").size()).isEqualTo(before);
        client.get("runs?kin=restore").problem(ProblemType.INVALID_PARAMETER);
        client.get("environments/production?%66ields=name").problem(ProblemType.INVALID_PARAMETER);
        client.get("environments/production?").is(200);
    }

    @Test
    void mistaken_addresses_methods_and_forms_are_problems() {
        client.get("nothing").problem(ProblemType.NOT_FOUND);
        client.get("/api/v1").problem(ProblemType.NOT_FOUND);
        client.get("environments/production/nothing/at/all").problem(ProblemType.NOT_FOUND);
        ApiClient.Answer answer = client.post("environments", Map.of());
        answer.problem(ProblemType.METHOD_NOT_SUPPORTED);
        assertThat(answer.header("Allow")).isEqualTo("GET");
        client.send("GET", "environments", null, Map.of("Accept", "image/png")).problem(ProblemType.NOT_ACCEPTABLE);
        client.send("GET", "environments//status", null, Map.of()).is(400).problem(ProblemType.INVALID_PARAMETER);
        client.get("environments/" + "x".repeat(5000)).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void no_text_long_addresses_and_asking_for_methods_are_no_faults_of_the_server() throws Exception {
        client.get("environments/production/tables/x/records?filter=name:eq:%ff%fe")
                .problem(ProblemType.INVALID_PARAMETER);
        client.get("environments/production/tables/x/records?cursor=" + "A".repeat(12_000))
                .problem(ProblemType.NOT_FOUND);
        HttpRequest methods = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/environments"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + ApiClient.token(tokens, owner, Set.of(TokenScope.READ)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = http.send(methods, HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
        }
    }

    @Test
    void a_method_the_server_itself_refuses_is_a_problem_too() {
        ApiClient.Answer answer = client.send("TRACE", "environments", null, Map.of());
        assertThat(answer.problem(ProblemType.METHOD_NOT_SUPPORTED)
                        .path("detail")
                        .asString())
                .contains("TRACE");
        new ApiClient(port, null).send("TRACE", "nothing", null, Map.of()).problem(ProblemType.METHOD_NOT_SUPPORTED);
    }

    @Test
    void every_operation_says_what_it_may_be_refused_with() {
        JsonNode document =
                new ApiClient(port, null).get(ApiPaths.OPEN_API).is(200).json();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode answers = operation.getValue().path("responses");
                assertThat(answers.propertyNames())
                        .as("%s %s", operation.getKey(), path.getKey())
                        .contains("401", "403", "429", "503", "default");
                assertThat(answers.has("404") || !path.getKey().contains("{")).isTrue();
            }
        }
        JsonNode answers = document.path("components").path("responses");
        for (String name : new String[] {"TooManyCalls", "Locked", "Unavailable"}) {
            assertThat(answers.path(name).path("headers").propertyNames())
                    .contains("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");
        }
        JsonNode types =
                document.path("components").path("schemas").path("Problem").path("x-slipway-types");
        assertThat(types.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::address)
                        .toList());
        assertThat(types.path(ProblemType.ENVIRONMENT_LOCKED.address())
                        .path("members")
                        .toString())
                .contains("run", "expectedEnd");
    }

    @Test
    void what_is_left_of_the_rate_is_told() {
        ApiClient.Answer answer = client.get("environments");
        long limit = Long.parseLong(answer.header("RateLimit-Limit"));
        assertThat(limit).isPositive();
        assertThat(Long.parseLong(answer.header("RateLimit-Remaining"))).isBetween(0L, limit - 1);
        assertThat(Long.parseLong(answer.header("RateLimit-Reset"))).isBetween(0L, 60L);
    }

    @Test
    void a_token_that_calls_too_often_has_to_wait_and_no_other_has() {
        ApiTokens.Created busy = create(Set.of(TokenScope.READ), null, null);
        ApiClient caller = new ApiClient(port, busy.secret());
        long limit = Long.parseLong(caller.get("environments").header("RateLimit-Limit"));
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            // what a minute allows comes back evenly: somebody has to go on using it up
            pool.submit(() -> {
                while (!enough.get()) {
                    limits.take(busy.token().id(), new MockHttpServletResponse());
                }
            });
            ApiClient.Answer refused;
            try {
                refused = await().until(() -> caller.get("environments/production/status"), got -> got.status() == 429);
                assertThat(client.get("environments").is(200).header("RateLimit-Remaining"))
                        .isEqualTo(Long.toString(limit - 1));
            } finally {
                enough.set(true);
            }
            JsonNode problem = refused.problem(ProblemType.RATE_LIMITED);
            assertThat(problem.path("detail").asString()).contains(Long.toString(limit));
            assertThat(problem.path("fix").asString()).contains("Retry-After");
            assertThat(refused.header("RateLimit-Limit")).isEqualTo(Long.toString(limit));
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(Long.parseLong(refused.header("RateLimit-Reset"))).isBetween(55L, 60L);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        }
        await().until(() -> caller.get("environments").status() == 200);
    }

    @Test
    void calls_are_listed_with_names_for_ids() {
        ApiTokens.Created created = create(Set.of(TokenScope.READ), null, null);
        new ApiClient(port, created.secret())
                .get("environments/production/status")
                .is(200);
        long token = created.token().id();
        await().untilAsserted(() -> assertThat(calls.list(owner, token, 0, 10)).hasSize(1));
        ApiCalls.Call call = calls.list(owner, token, 0, 10).getFirst();
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.path()).isEqualTo("/api/v1/environments/{environment}/status");
        assertThat(call.status()).isEqualTo(200);
        assertThat(tokens.all(owner).stream()
                        .filter(each -> each.id() == token)
                        .findFirst()
                        .map(ApiToken::lastUsedAt))
                .isPresent();
    }

    @Test
    void the_document_is_for_everybody_and_each_problem_is_explained() {
        JsonNode document =
                new ApiClient(port, null).get(ApiPaths.OPEN_API).is(200).json();
        assertThat(document.path("info").path("title").asString()).isEqualTo("Slipway API");
        assertThat(document.path("paths").has("/api/v1/environments/{environment}/status"))
                .isTrue();
        assertThat(document.path("components").path("securitySchemes").has("token"))
                .isTrue();
        document.path("paths").propertyNames().forEach(path -> assertThat(path).startsWith("/api/v1/"));
        document.path("paths")
                .properties()
                .forEach(path -> assertThat(
                                path.getValue().path("post").path("parameters").toString())
                        .as("POST %s takes a key", path.getKey())
                        .matches(told -> !path.getValue().has("post") || told.contains("\"Idempotency-Key\"")));
        for (ProblemType type : ProblemType.values()) {
            assertThat(new PlainClient(port).get(type.address())).contains(type.address());
        }
    }

    private ApiTokens.Created create(Set<TokenScope> scopes, Set<EnvironmentId> environments, Instant expiresAt) {
        return tokens.create(owner, new NewToken("Test", null, scopes, environments, false, expiresAt));
    }

    private record PlainClient(int port) {
        String get(String path) {
            try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
                return http.send(
                                HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + port + path))
                                        .build(),
                                java.net.http.HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
