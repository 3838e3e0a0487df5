package io.slipway.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** CSV files as programs bring them in. */
@HttpTest
class ImportsApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    EnvironmentId production;
    Actor.Person owner;
    ApiClient client;

    @BeforeEach
    void aTable() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
        ResourceId table = workshop.id(production);
        workshop.build(
                production,
                new Table(table, "People", "", null),
                new Field(workshop.id(production), table, "E-mail", new FieldKind.Email(), 1, false, true, null, ""),
                new Field(
                        workshop.id(production),
                        table,
                        "Age",
                        new FieldKind.WholeNumber(0L, 150L),
                        2,
                        false,
                        false,
                        null,
                        ""));
    }

    @Test
    void a_file_is_uploaded_mapped_started_and_watched() {
        String id = upload("E-mail,Years,Extra\na@x.example,30,1\nb@x.example,old,2\n")
                .is(201)
                .json()
                .path("id")
                .asString();
        client.post("imports/" + id + "/start", "").problem(ProblemType.INVALID_INPUT);
        Map<String, Object> columns = new HashMap<>();
        columns.put("Years", Map.of("field", "Age"));
        columns.put("Extra", null);
        JsonNode plan = plan(id, Map.of("table", "people", "matchOn", "E-mail", "columns", columns))
                .is(200)
                .json();
        assertThat(plan.path("problems")).isEmpty();
        JsonNode planned = plan.path("files").path(0).path("columns");
        assertThat(planned.path(1).path("fieldName").asString()).isEqualTo("Age");
        assertThat(planned.path(2).has("field")).isFalse();
        assertThat(client.get("imports/" + id + "/plan").is(200).json()).isEqualTo(plan);
        JsonNode preview = client.get("imports/" + id + "/preview").is(200).json();
        assertThat(preview.path("rows").path(1).path("problems")).hasSize(1);

        client.post("imports/" + id + "/start", "").is(202);
        JsonNode ended = over(id);
        assertThat(ended.path("state").asString()).isEqualTo("done");
        assertThat(ended.path("created").asInt()).isEqualTo(1);
        assertThat(ended.path("bad").asInt()).isEqualTo(1);
        JsonNode bad = client.get("imports/" + id + "/bad-rows")
                .is(200)
                .json()
                .path("rows")
                .path(0);
        assertThat(bad.path("cells").path(1).asString()).isEqualTo("old");
        assertThat(client.get("imports/" + id + "/files/0/bad-rows")
                        .is(200)
                        .http()
                        .body())
                .contains("b@x.example,old");
        client.post("imports/" + id + "/cancel", "").problem(ProblemType.TOO_LATE);
        client.delete("imports/" + id).is(204);
        client.get("imports/" + id).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void new_tables_need_a_token_that_may_build() {
        ApiClient writer =
                new ApiClient(port, ApiClient.token(tokens, owner, Set.of(TokenScope.READ, TokenScope.WRITE)));
        String id = upload("E-mail,Colour\na@x.example,red\n")
                .is(201)
                .json()
                .path("id")
                .asString();
        plan(id, Map.of()).is(200);
        writer.post("imports/" + id + "/start", "").problem(ProblemType.SCOPE_MISSING);
        assertThat(client.get("imports/" + id).json().path("state").asString()).isEqualTo("draft");
        plan(id, Map.of("table", "people")).is(200);
        writer.post("imports/" + id + "/start", "").is(202);
    }

    @Test
    void a_second_file_comes_in_with_the_first_and_both_are_imported() {
        String id = upload("Name,Age\nAda,30\n").is(201).json().path("id").asString();
        add(id, "").problem(ProblemType.INVALID_INPUT);
        JsonNode both =
                add(id, "Place,City\nPalatine,Rome\nFrogner,Oslo\n").is(200).json();
        assertThat(both.path("files")).hasSize(2);
        assertThat(both.path("files").path(1).path("number").asInt()).isEqualTo(1);
        assertThat(both.path("files").path(1).path("name").asString()).isEqualTo("more.csv");
        assertThat(both.path("files").path(1).path("rows").asInt()).isEqualTo(2);
        assertThat(client.get("imports/" + id).is(200).json()).isEqualTo(both);

        add(id, "Wrong\nfile\n").is(200);
        assertThat(client.delete("imports/" + id + "/files/2").is(200).json().path("files"))
                .hasSize(2);
        client.delete("imports/" + id + "/files/2").problem(ProblemType.NOT_FOUND);
        client.get("imports/" + id + "/preview?file=0").problem(ProblemType.INVALID_INPUT);
        JsonNode plan = plan(id, Map.of("appName", "Addresses")).is(200).json();
        assertThat(plan.path("problems")).as("%s", plan).isEmpty();
        assertThat(client.get("imports/" + id + "/preview?file=1")
                        .is(200)
                        .json()
                        .path("rows"))
                .hasSize(2);
        client.get("imports/" + id + "/preview?file=2").problem(ProblemType.NOT_FOUND);
        client.post("imports/" + id + "/start", "").is(202);
        JsonNode ended = over(id);
        assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("done");
        assertThat(ended.path("created").asInt())
                .as("%s", client.get("imports/" + id + "/bad-rows").json())
                .isEqualTo(3);
        assertThat(ended.path("files").path(1).path("created").asInt()).isEqualTo(2);
        JsonNode more = client.get("environments/production/tables/more/records?sort=-place")
                .is(200)
                .json()
                .path("records");
        assertThat(more).hasSize(2);
        assertThat(more.path(0).path("fields").path("city").asString()).isEqualTo("Rome");
        add(id, "Name\nLate\n").problem(ProblemType.CONFLICT);
        client.post("imports/999999/files?fileName=more.csv", "a\nb\n", "Content-Type", "text/csv")
                .problem(ProblemType.NOT_FOUND);
    }

    @Test
    void an_upload_with_a_key_is_taken_once_and_another_of_the_same_length_is_refused() {
        String csv = "E-mail,Age\na@x.example,30\n";
        String same = "E-mail,Age\nb@x.example,31\n";
        assertThat(same).hasSameSizeAs(csv);
        JsonNode first = upload(csv, "Idempotency-Key", "file").is(201).json();
        ApiClient.Answer again = upload(csv, "Idempotency-Key", "file").is(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first);
        upload(same, "Idempotency-Key", "file").problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        upload(csv + csv, "Idempotency-Key", "file").problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        client.post("environments/production/imports?fileName=other.csv", csv, csv("Idempotency-Key", "file"))
                .problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(client.get("environments/production/imports").is(200).json().path("imports"))
                .hasSize(1);

        String id = first.path("id").asString();
        add(id, csv, "Idempotency-Key", "second").is(200);
        assertThat(add(id, csv, "Idempotency-Key", "second").is(200).header("Idempotency-Replayed"))
                .isEqualTo("true");
        add(id, same, "Idempotency-Key", "second").problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(client.get("imports/" + id).is(200).json().path("files")).hasSize(2);
        // what was refused leaves its key free
        upload("", "Idempotency-Key", "empty").problem(ProblemType.INVALID_INPUT);
        upload(csv, "Idempotency-Key", "empty").is(201);
    }

    @Test
    void what_names_nothing_is_refused_with_its_place() {
        String id = upload("E-mail\na@x.example\n").is(201).json().path("id").asString();
        assertThat(plan(id, Map.of("table", "Persons"))
                        .problem(ProblemType.INVALID_INPUT)
                        .path("field")
                        .asString())
                .isEqualTo("table");
        plan(id, Map.of("table", "People", "matchOn", "Nothing")).problem(ProblemType.INVALID_INPUT);
        plan(id, Map.of("table", "People", "columns", Map.of("Nothing", Map.of())))
                .problem(ProblemType.INVALID_INPUT);
        plan(id, Map.of("table", "People", "zone", "Mars/Olympus")).problem(ProblemType.INVALID_INPUT);
        plan(id, Map.of("table", "People", "columns", Map.of("E-mail", Map.of("field", "Age", "key", "Age"))))
                .problem(ProblemType.INVALID_INPUT);
        client.get("imports/" + id + "/files/7/bad-rows").problem(ProblemType.NOT_FOUND);
        client.send("PUT", "imports/" + id + "/files/0/format", Map.of("delimiter", "xx"), Map.of())
                .problem(ProblemType.INVALID_INPUT);
        assertThat(client.send("PUT", "imports/" + id + "/files/0/format", Map.of("header", false), Map.of())
                        .is(200)
                        .json()
                        .path("rows")
                        .asInt())
                .isEqualTo(2);
        upload("").problem(ProblemType.INVALID_INPUT);
        ApiClient other = ApiClient.of(
                port, tokens, workshop.superAdmin(workshop.production().account()));
        other.get("imports/" + id).problem(ProblemType.NOT_FOUND);
        assertThat(client.get("environments/production/imports").is(200).json().path("imports"))
                .hasSize(1);
    }

    private ApiClient.Answer upload(String csv, String... headers) {
        return client.post("environments/production/imports?fileName=people.csv", csv, csv(headers));
    }

    private ApiClient.Answer add(String id, String csv, String... headers) {
        return client.post("imports/" + id + "/files?fileName=more.csv", csv, csv(headers));
    }

    private static String[] csv(String... headers) {
        return Stream.concat(Stream.of("Content-Type", "text/csv"), Stream.of(headers))
                .toArray(String[]::new);
    }

    private JsonNode over(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.get("imports/" + id).is(200).json(),
                        told -> told.path("over").asBoolean());
    }

    private ApiClient.Answer plan(String id, Map<String, Object> wanted) {
        return client.send("PUT", "imports/" + id + "/plan", wanted, Map.of());
    }
}
