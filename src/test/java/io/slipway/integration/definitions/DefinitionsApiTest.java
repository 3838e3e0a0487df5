package io.slipway.integration.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.AllKinds;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Definitions as programs read and write them. */
@HttpTest
class DefinitionsApiTest {

    private static final String TASKS = """
            {"format": "slipway-definition", "version": 1,
             "tables": [{"name": "Tasks", "fields": [{"name": "Name", "kind": "text"}, {"name": "Due", "kind": "date"}]}]}""";

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    EnvironmentId production;
    EnvironmentId sandbox;
    Actor.Person owner;
    ApiClient client;
    String path;

    @BeforeEach
    void signIn() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        sandbox = workshop.sandbox(production);
        client = ApiClient.of(port, tokens, owner);
        path = "environments/" + sandbox + "/definition";
    }

    @Test
    void a_document_is_tried_applied_and_read_back() {
        JsonNode tried = put(path + "?dryRun=true", TASKS).is(200).json();
        assertThat(tried.path("changed").asBoolean()).isTrue();
        assertThat(tried.path("changes").path(0).path("kind").asString()).isEqualTo("add");
        assertThat(tried.path("changes").path(0).path("id").asString()).isEmpty();
        assertThat(definitions.current(sandbox).resources()).isEmpty();

        ApiClient.Answer applied = put(path, TASKS).is(200);
        assertThat(applied.json().path("changes")).hasSize(3);
        ApiClient.Answer read = client.get(path).is(200);
        assertThat(read.header("ETag")).isEqualTo(applied.header("ETag"));
        JsonNode again = put(path, read.http().body()).is(200).json();
        assertThat(again.path("changed").asBoolean()).isFalse();
        assertThat(definitions.log(sandbox))
                .hasSize(3)
                .allSatisfy(revision -> assertThat(revision.by()).startsWith(owner.name()));
    }

    @Test
    void errors_are_told_all_at_once_with_their_places() {
        JsonNode problem = put(
                        path, TASKS.replace("\"text\"", "\"prose\"").replace("\"fields\"", "\"colour\": 1, \"fields\""))
                .problem(ProblemType.INVALID_INPUT);
        assertThat(problem.path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/tables/0/colour", "/tables/0/fields/0/kind/kind");
        put(path, "[".repeat(5000)).problem(ProblemType.INVALID_INPUT);
        put(path, "no JSON").problem(ProblemType.INVALID_INPUT);
    }

    @Test
    void nothing_is_removed_unless_that_was_allowed() {
        put(path, TASKS).is(200);
        String without = TASKS.replace(", {\"name\": \"Due\", \"kind\": \"date\"}", "");
        JsonNode problem = put(path, without).problem(ProblemType.WOULD_DELETE);
        assertThat(problem.path("errors").path(0).path("detail").asString()).contains("Due");
        JsonNode tried = put(path + "?dryRun=true", without).is(200).json();
        assertThat(tried.path("needsAllowDelete").asBoolean()).isTrue();
        JsonNode done = put(path + "?allowDelete=true", without).is(200).json();
        assertThat(done.path("deletes").path(0).path("name").asString()).isEqualTo("Due");
    }

    @Test
    void a_stale_if_match_is_refused() {
        String etag = put(path, TASKS).is(200).header("ETag");
        String renamed = TASKS.replace("\"Tasks\"", "\"tasks\"");
        client.send("PUT", path, renamed, Map.of("If-Match", "\"0\"")).problem(ProblemType.VERSION_MISMATCH);
        client.send("PUT", path, renamed, Map.of("If-Match", "now")).problem(ProblemType.INVALID_PARAMETER);
        client.send("PUT", path, renamed, Map.of("If-Match", etag)).is(200);
    }

    @Test
    void production_is_read_only_while_there_is_a_promotable_sandbox() {
        environments.setPromotable(sandbox, true);
        JsonNode problem = put("environments/production/definition", TASKS).problem(ProblemType.STRUCTURE_LOCKED);
        assertThat(problem.path("sandbox").asString()).isEqualTo(sandbox.toString());

        JsonNode tried = put("environments/production/definition?dryRun=true", TASKS)
                .is(200)
                .json();
        assertThat(tried.path("changed").asBoolean()).isTrue();
        assertThat(tried.path("stopped").asBoolean()).isTrue();
        assertThat(tried.path("findings").path(0).path("code").asString()).isEqualTo("structure.read-only");
        assertThat(tried.path("findings").path(0).path("fix").asString()).contains(sandbox.toString());
        JsonNode same = client.send(
                        "PUT",
                        "environments/production/definition?dryRun=true",
                        client.get("environments/production/definition")
                                .is(200)
                                .http()
                                .body(),
                        Map.of())
                .is(200)
                .json();
        assertThat(same.path("changed").asBoolean()).isFalse();
        assertThat(same.path("stopped").asBoolean()).isFalse();
    }

    @Test
    void single_resources_are_added_read_changed_and_removed() {
        put(path, TASKS).is(200);
        client.post(path + "/fields", "{\"table\":\"Tasks\",\"name\":\"Notes\",\"kind\":\"long-text\"}")
                .is(200);
        String table = definitions
                .current(sandbox)
                .all(Table.class)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        JsonNode read = client.get(path + "/tables/" + table).is(200).json();
        assertThat(read.path("fields").findValuesAsString("name")).containsExactly("Name", "Due", "Notes");
        put(path + "/tables/" + table, "{\"name\":\"Jobs\"}").is(200);
        client.get(path + "/fields/" + table).problem(ProblemType.NOT_FOUND);
        client.get(path + "/nothing/1").problem(ProblemType.NOT_FOUND);
        client.get(path + "/fields/x").problem(ProblemType.NOT_FOUND);
        assertThat(client.delete(path + "/tables/" + table + "?dryRun=true")
                        .is(200)
                        .json()
                        .path("deletes"))
                .hasSize(4);
        client.delete(path + "/tables/" + table).is(200);
        client.delete(path + "/tables/" + table).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void a_repeated_post_with_its_key_is_done_once() {
        put(path, TASKS).is(200);
        String body = "{\"table\":\"Tasks\",\"name\":\"Notes\",\"kind\":\"long-text\"}";
        String first = client.post(path + "/fields", body, "Idempotency-Key", "k1")
                .is(200)
                .http()
                .body();
        ApiClient.Answer second =
                client.post(path + "/fields", body, "Idempotency-Key", "k1").is(200);
        assertThat(second.http().body()).isEqualTo(first);
        client.post(path + "/fields", body.replace("Notes", "Other"), "Idempotency-Key", "k1")
                .problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void strangers_users_and_narrow_tokens_are_kept_out() {
        Actor.Person stranger = workshop.superAdmin(workshop.production().account());
        ApiClient.of(port, tokens, stranger).get(path).problem(ProblemType.NOT_FOUND);
        new ApiClient(port, ApiClient.token(tokens, owner, EnumSet.of(TokenScope.READ)))
                .send("PUT", path, TASKS, Map.of())
                .problem(ProblemType.SCOPE_MISSING);
        Actor.Person user = workshop.person(production.account(), PersonKind.USER, "Uli");
        String secret = tokens.create(
                        owner,
                        new ApiTokens.NewToken(
                                "User's", user.user(), Set.of(TokenScope.READ, TokenScope.BUILD), null, false, null))
                .secret();
        new ApiClient(port, secret).get(path).problem(ProblemType.NOT_FOUND);
        new ApiClient(port, secret).get("environments/production/definition").problem(ProblemType.NOT_ALLOWED);
    }

    private ApiClient.Answer put(String to, String body) {
        return client.send("PUT", to, body, Map.of());
    }

    /** A definition of every kind there is; the answer itself is held against the OpenAPI document by the client. */
    @Test
    void the_schema_for_editors_is_there_for_everybody_and_fits_what_is_given() {
        ApiClient.Answer file = new ApiClient(port, null).send("/schemas/definition.json", request -> request.GET());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("application/schema+json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(file.http().body());
        AllKinds kinds = new AllKinds(workshop);
        ApiClient theirs = ApiClient.of(port, tokens, workshop.superAdmin(kinds.production.account()));

        String document = theirs.get("environments/" + kinds.production + "/definition")
                .is(200)
                .http()
                .body();

        assertThat(document).contains("\"multi-choice\"");
        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(document.replaceFirst("\"name\"", "\"label\""), InputFormat.JSON))
                .isNotEmpty();
    }
}
