package io.slipway.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.db.AccountSql;
import io.slipway.environment.Definitions;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ProblemType;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every published operation while a promotion keeps the account locked. An operation that is not named here is expected
 * to be refused, so that a new one is either refused or thought about.
 */
@HttpTest
class LockedOperationsTest {

    /** Reads of what people want to know during a lock: all of these must be answered with 200. */
    private static final Set<String> TOLD = Set.of(
            "GET /environments",
            "GET /environments/{environment}",
            "GET /environments/{environment}/status",
            "GET /runs",
            "GET /runs/{run}",
            "GET /runs/{run}/journal",
            "GET /runs/{run}/events",
            "GET /backups",
            "GET /backups/{backup}",
            "GET /backups/{backup}/file",
            "GET /sandboxes",
            "GET /sandboxes/{sandbox}",
            "GET /sandboxes/{sandbox}/work",
            "GET /environments/{environment}/imports",
            "GET /imports/{import}",
            "GET /imports/{import}/bad-rows",
            "GET /environments/{environment}/webhooks",
            "GET /webhooks/{webhook}",
            "GET /webhooks/{webhook}/health",
            "GET /webhooks/{webhook}/deliveries",
            "GET /webhooks/{webhook}/deliveries/{delivery}",
            "GET /people",
            "GET /queued-calls");

    /** What touches neither records nor definitions, and what ends the lock. */
    private static final Set<String> GOES_ON = Set.of(
            "GET /queued-calls/{call}",
            "GET /imports/{import}/files/{file}/bad-rows",
            "POST /imports/{import}/cancel",
            "POST /runs/{run}/abort",
            "POST /runs/{run}/decision",
            "POST /backups",
            "POST /backups/upload",
            "POST /backups/{backup}/verify",
            "DELETE /backups/{backup}",
            "POST /environments/{environment}/webhooks",
            "PUT /webhooks/{webhook}",
            "DELETE /webhooks/{webhook}",
            "POST /webhooks/{webhook}/enable",
            "POST /webhooks/{webhook}/disable",
            "POST /webhooks/{webhook}/rotate-secret",
            "POST /webhooks/{webhook}/end-old-secret",
            "POST /webhooks/{webhook}/retry-parked",
            "POST /webhooks/{webhook}/drop-waiting",
            "POST /webhooks/{webhook}/test",
            "POST /webhooks/{webhook}/deliveries/{delivery}/retry",
            "POST /webhooks/{webhook}/deliveries/{delivery}/resend",
            "POST /webhooks/{webhook}/deliveries/{delivery}/drop");

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Definitions definitions;

    @Autowired
    AccountSql sql;

    @Test
    void every_operation_on_records_and_definitions_is_refused_and_the_others_go_on() {
        JsonNode document = new ApiClient(port, null).get(ApiPaths.OPEN_API).json();
        HostileWorld world = new HostileWorld(port, workshop, tokens);
        Bodies bodies = new Bodies(document, world.free());
        Map<String, String> ids = more(world);
        long revision = definitions.current(world.all.production).revision();
        RunRow.in(RunState.LOCKING).locked(true).write(sql, world.all.production);
        await().untilAsserted(() ->
                world.client.get("environments/production/tables").problem(ProblemType.ENVIRONMENT_LOCKED));

        Set<String> unmet = new HashSet<>(TOLD);
        unmet.addAll(GOES_ON);
        Set<String> refused = new TreeSet<>();
        for (Operation operation : Operation.all(document)) {
            String name = operation.method() + " " + operation.path().substring(ApiPaths.V1.length());
            String path = operation.path(each -> ids.getOrDefault(each, world.id(each)));
            if (name.endsWith("/events")) {
                assertThat(begins(world, path)).isEqualTo(200);
                unmet.remove(name);
                continue;
            }
            Answer answer = operation.call(world.client, path, Map.of("If-Match", "*"), bodies.body(operation));
            if (unmet.remove(name)) {
                assertThat(answer.status())
                        .as("%s answered %s", name, answer.http().body())
                        .matches(status -> TOLD.contains(name) ? status == 200 : status != 503);
                assertThat(told(document, operation)).contains("Goes on answering while the account is locked.");
            } else {
                assertRefused(name, answer);
                assertThat(told(document, operation)).contains("Answers 503 with Retry-After");
                refused.add(name);
            }
        }
        assertThat(unmet).as("operations that are no longer there").isEmpty();
        assertThat(refused)
                .contains(
                        "GET /environments/{environment}/tables/{table}/records",
                        "PATCH /environments/{environment}/tables/{table}/records/{record}",
                        "PUT /environments/{environment}/definition");

        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, world.all.production);
        await().untilAsserted(
                        () -> world.client.get("environments/production/tables").is(200));
        assertThat(definitions.current(world.all.production).revision()).isEqualTo(revision);
        assertThat(world.client
                        .get("environments/production/tables/things/records?count=true")
                        .is(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(world.client
                        .get("environments/production/tables/things/records/" + world.id("record"))
                        .is(200)
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    private static String told(JsonNode document, Operation operation) {
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .path("description")
                .asString();
    }

    private static void assertRefused(String name, Answer answer) {
        assertThat(answer.status())
                .as("%s answered %s", name, answer.http().body())
                .isEqualTo(503);
        JsonNode problem = answer.problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(Long.parseLong(answer.header("Retry-After"))).as(name).isBetween(1L, 60L);
        assertThat(problem.path("run").asString()).as(name).isEqualTo("1");
        assertThat(Instant.parse(problem.path("expectedEnd").asString()))
                .as(name)
                .isAfter(Instant.now().minusSeconds(120));
        assertThat(problem.path("fix").asString()).as(name).contains("Retry-After");
    }

    /** A backup and a delivery, which must be there before the lock. */
    private static Map<String, String> more(HostileWorld world) {
        Map<String, String> ids = new HashMap<>();
        String backup = world.client
                .post("backups", Map.of("name", "Before"))
                .is(202)
                .json()
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.client
                        .get("backups/" + backup)
                        .json()
                        .path("state")
                        .asString()
                        .equals("complete"));
        ids.put("backup", backup);
        ids.put(
                "delivery",
                world.client
                        .post("webhooks/" + world.id("webhook") + "/test", "")
                        .is(202)
                        .json()
                        .path("delivery")
                        .path("id")
                        .asString());
        return ids;
    }

    /** The status of an answer that has no end while the run has none. */
    private int begins(HostileWorld world, String path) {
        String token = ApiClient.token(
                tokens, workshop.superAdmin(world.all.production.account()), EnumSet.of(TokenScope.READ));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            http.shutdownNow();
            return answer.statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
