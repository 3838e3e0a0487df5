package io.slipway.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ProblemType;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * What a token of one account is told of another account's things: to the byte what it is told of things that are
 * nowhere, by every published operation and for each id in its address.
 */
@HttpTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTest {

    private static final Set<String> NO_IDS = Set.of("section", "file");
    /** The length follows from the body, in which an id may be longer than another. */
    private static final Set<String> DIFFER_ALWAYS =
            Set.of("connection", "content-length", "date", "x-request-id", "ratelimit-remaining", "ratelimit-reset");

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    HostileWorld own;
    Bodies bodies;
    JsonNode document;
    Map<String, String> theirs;
    Map<String, String> nowhere;

    @BeforeAll
    void twoAccounts() {
        document = new ApiClient(port, null).get(ApiPaths.OPEN_API).json();
        own = new HostileWorld(port, workshop, tokens);
        bodies = new Bodies(document, own.free());
        HostileWorld other = new HostileWorld(port, workshop, tokens);
        theirs = theirs(other);
        nowhere = new HashMap<>();
        EnvironmentId environment = new EnvironmentId(own.all.production.account(), 99_999_999);
        theirs.keySet().forEach(name -> nowhere.put(name, "99999999"));
        nowhere.put("environment", environment.toString());
        nowhere.put("sandbox", environment.toString());
        for (String name : List.of("record", "target", "call")) {
            nowhere.put(name, UUID.randomUUID().toString());
        }
    }

    /** Ids the other account has something of, and the own account nothing. */
    private Map<String, String> theirs(HostileWorld other) {
        EnvironmentId production = other.all.production;
        Actor.Person owner = workshop.superAdmin(production.account());
        Map<String, String> ids = new HashMap<>();
        for (String name : List.of("environment", "sandbox", "record", "target")) {
            ids.put(name, other.id(name));
        }
        for (int i = 0; i < 100; i++) {
            workshop.id(production);
        }
        ResourceId table = workshop.id(production);
        Field name = new Field(
                workshop.id(production), table, "Name", new FieldKind.ShortText(50), 1, false, false, null, "");
        workshop.build(production, new Table(table, "Far ids", "", null), name);
        ids.put("table", table.toString());
        ids.put("id", table.toString());
        ids.put("field", name.id().toString());
        ApiClient client = other.client;
        String webhook = client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "table",
                                table.toString(),
                                "name",
                                "Second",
                                "events",
                                List.of("created"),
                                "url",
                                "http://127.0.0.1:9/"))
                .is(201)
                .json()
                .path("id")
                .asString();
        ids.put("webhook", webhook);
        String delivery = client.post("webhooks/" + webhook + "/test", "")
                .is(202)
                .json()
                .path("delivery")
                .path("id")
                .asString();
        ids.put("delivery", delivery);
        ids.put(
                "import",
                client.post("environments/production/imports?fileName=second.csv", "A\n1\n", "Content-Type", "text/csv")
                        .is(201)
                        .json()
                        .path("id")
                        .asString());
        String backup = client.post("backups", Map.of("name", "Theirs"))
                .is(202)
                .json()
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode taken = client.get("backups/" + backup).is(200).json();
            assertThat(taken.path("state").asString()).as("%s", taken).isEqualTo("complete");
        });
        ids.put("backup", backup);
        ids.put("call", kept(production, owner));
        ids.put("run", "7");

        // all of it is there for those it belongs to
        for (String path : List.of(
                "environments/" + ids.get("environment"),
                "environments/production/tables/" + table,
                "environments/production/definition/fields/" + name.id(),
                "environments/production/tables/things/records/" + ids.get("record"),
                "environments/production/tables/places/records/" + ids.get("target"),
                "sandboxes/" + ids.get("sandbox"),
                "webhooks/" + webhook + "/deliveries/" + delivery,
                "imports/" + ids.get("import"),
                "runs/7")) {
            client.get(path).is(200);
        }
        return ids;
    }

    /** A call kept while the account was locked by run 7. */
    private String kept(EnvironmentId production, Actor.Person owner) {
        RunRow run = new RunRow(7, RunState.LOCKING, false, false, null);
        run.locked(true).write(sql, production);
        ApiClient patient = new ApiClient(
                port,
                tokens.create(
                                owner,
                                new ApiTokens.NewToken(
                                        "Patient", null, EnumSet.allOf(TokenScope.class), null, true, null))
                        .secret());
        String ticket = await().until(
                        () -> patient.post(
                                "environments/production/tables/places/records",
                                Map.of("fields", Map.of("name", "kept"))),
                        answer -> answer.status() == 202)
                .json()
                .path("id")
                .asString();
        patient.get("queued-calls/" + ticket).is(200);
        run.unlocked(RunState.SUCCEEDED).write(sql, production);
        await().until(() -> patient.get("queued-calls/" + ticket)
                .json()
                .path("state")
                .asString()
                .equals("done"));
        return ticket;
    }

    @TestFactory
    Stream<DynamicTest> every_id_of_every_operation() {
        List<DynamicTest> all = new ArrayList<>();
        for (Operation operation : Operation.all(document)) {
            for (String name : operation.names("path")) {
                if (!NO_IDS.contains(name)) {
                    assertThat(theirs)
                            .as("what %s names in %s", name, operation)
                            .containsKey(name);
                    all.add(DynamicTest.dynamicTest(operation + ": " + name, () -> alike(operation, name)));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(80);
        return all.stream();
    }

    private void alike(Operation operation, String name) {
        String told = alike(
                name,
                id -> operation.call(
                        own.client,
                        operation.path(each -> each.equals(name) ? id : own(operation, each)),
                        Map.of("If-Match", "*"),
                        body(operation)));
        // taking away a link that is not there does nothing
        assertThat(told).startsWith(name.equals("target") ? "200" : "404");
    }

    private String own(Operation operation, String name) {
        // production is built in its sandbox
        boolean built = name.equals("environment") && operation.path().contains("/definition/");
        return own.id(built ? "sandbox" : name);
    }

    /** A body that lets the call come as far as looking for what its address names. */
    private byte @Nullable [] body(Operation operation) {
        String text = switch (operation.name()) {
            case "recordsChange" -> "{\"fields\":{\"text\":\"x\"}}";
            case "linksLink" -> "{\"records\":[\"" + own.id("target") + "\"]}";
            case "importPlanPlan" -> "{}";
            default -> null;
        };
        return text == null ? bodies.body(operation) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ids in bodies and parameters. */
    @Test
    void ids_that_are_sent_along_tell_no_more() {
        String records = "environments/production/tables/things/records";
        Map<String, Object> webhook = new LinkedHashMap<>();
        webhook.put("name", "X");
        webhook.put("events", List.of("created"));
        webhook.put("url", "http://127.0.0.1:9/");
        alike("target", id -> own.client.get(records + "?linked=link:" + id));
        alike("target", id -> own.client.get(records + "?filter=link:eq:" + id));
        alike("target", id -> own.client.post(records, Map.of("fields", Map.of("link", id))));
        alike("target", id -> own.client.post(records, Map.of("fields", Map.of("links", List.of(id)))));
        alike(
                "target",
                id -> own.client.post(
                        records + "/" + own.id("record") + "/links/links", Map.of("records", List.of(id))));
        alike(
                "record",
                id -> own.client.post(
                        records + "/batch",
                        Map.of("mode", "each", "writes", List.of(Map.of("op", "delete", "id", id)))));
        alike("field", id -> own.client.get(records + "?fields=" + id));
        alike("sandbox", id -> own.client.post("promotions", Map.of("sandbox", id, "plan", "x")));
        alike("table", id -> {
            webhook.put("table", id);
            return own.client.post("environments/production/webhooks", webhook);
        });
        alike(
                "table",
                id -> own.client.send("PUT", "imports/" + own.id("import") + "/plan", Map.of("table", id), Map.of()));
        String them = Long.toString(workshop.superAdmin(
                        EnvironmentId.parse(theirs.get("environment")).account())
                .user()
                .value());
        compare(them, "999999999", id -> own.client.post(records, Map.of("fields", Map.of("user", id))))
                .problem(ProblemType.INVALID_INPUT);
    }

    /** What both are told. */
    private String alike(String name, Function<String, Answer> call) {
        Answer answer = compare(theirs.get(name), nowhere.get(name), call);
        return answer.status() + " " + answer.http().body();
    }

    private Answer compare(String there, String not, Function<String, Answer> call) {
        Answer toTheirs = call.apply(there);
        Answer toNothing = call.apply(not);
        assertThat(seen(toTheirs, there)).isEqualTo(seen(toNothing, not));
        return toTheirs;
    }

    /** Everything a program sees, but for what it asked for and what no two answers have alike. */
    private static Map<String, String> seen(Answer answer, String asked) {
        Map<String, String> seen = new TreeMap<>();
        seen.put(
                "",
                answer.status() + " "
                        + answer.http()
                                .body()
                                .replace(answer.header("X-Request-Id"), "*")
                                .replaceAll("(?<!\\w)" + Pattern.quote(asked) + "(?!\\w)", "*"));
        answer.http().headers().map().forEach((name, values) -> {
            if (!DIFFER_ALWAYS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                seen.put(name, String.join(", ", values));
            }
        });
        return seen;
    }
}
