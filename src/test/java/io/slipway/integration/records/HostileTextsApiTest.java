package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Texts that are SQL, formulas or markup, and times of clocks that are wrong: taken as what they are, or refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextsApiTest extends RecordsWorld {

    private static final List<String> OF_ANY_TEXT = List.of("text", "long", "unique");
    private static final List<String> OF_NO_TEXT = List.of(
            "integer",
            "decimal",
            "money",
            "percent",
            "date",
            "datetime",
            "time",
            "yesno",
            "single",
            "multi",
            "user",
            "link",
            "links");

    /** Read as texts, and refused for not being of their form. */
    private static final List<String> OF_A_FORM = List.of("email", "url");

    static List<String> hostile() {
        return List.of(
                "' OR '1'='1",
                "'; DROP TABLE feed; --",
                "`; DELETE FROM record WHERE `1`=`1",
                "\\'; SLEEP(5); /*",
                "=cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "${7*7} #{7*7} {{7*7}}",
                "<script>alert(1)</script>",
                "%' -- x");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void values_stay_to_the_letter_or_are_refused_with_their_place(String text) {
        Map<String, Object> texts = new LinkedHashMap<>();
        OF_ANY_TEXT.forEach(field -> texts.put(field, text));
        JsonNode made = client.post(THINGS, Map.of("fields", texts)).is(201).json();
        String address = THINGS + "/" + made.path("id").asString();
        for (String field : OF_ANY_TEXT) {
            assertThat(made.path("fields").path(field).asString()).isEqualTo(text);
            assertThat(found("filter", field + ":eq:" + text)).as(field).containsExactly(text);
        }
        assertThat(found("search", text)).containsExactly(text);

        Map<String, Object> all = new LinkedHashMap<>();
        OF_NO_TEXT.forEach(field -> all.put(field, text));
        List<String> places = new ArrayList<>();
        client.post(THINGS, Map.of("fields", all))
                .problem(ProblemType.INVALID_INPUT)
                .path("errors")
                .forEach(error -> places.add(error.path("pointer").asString()));
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        OF_NO_TEXT.stream().map(field -> "/fields/" + field).toList());
        for (String field : OF_NO_TEXT) {
            JsonNode problem =
                    client.patch(address, fields(field, text), "If-Match", "*").problem(ProblemType.INVALID_INPUT);
            assertThat(problem.path("field").asString()).isEqualTo(field);
            JsonNode filter =
                    client.get(THINGS + query("filter", field + ":eq:" + text)).problem(ProblemType.INVALID_PARAMETER);
            assertThat(filter.path("field").asString()).isEqualTo("filter");
        }
        for (String field : OF_A_FORM) {
            JsonNode problem =
                    client.patch(address, fields(field, text), "If-Match", "*").problem(ProblemType.INVALID_INPUT);
            assertThat(problem.path("field").asString()).isEqualTo(field);
            assertThat(found("filter", field + ":eq:" + text)).isEmpty();
        }
        assertThat(client.get(address).is(200).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void names_that_are_nobodys_are_unknown_wherever_they_stand(String name) {
        JsonNode problem = client.post(THINGS, fields(name, "x")).problem(ProblemType.UNKNOWN_FIELD);
        assertThat(problem.path("field").asString()).isEqualTo(name);
        for (String parameter : List.of("fields", "sort", "expand")) {
            assertThat(client.get(THINGS + query(parameter, name.replace(",", "")))
                            .problem(ProblemType.UNKNOWN_FIELD)
                            .path("field")
                            .asString())
                    .isEqualTo(parameter);
        }
        client.get(THINGS + query("filter", name.replace(":", "") + ":eq:1")).problem(ProblemType.UNKNOWN_FIELD);
        client.get(THINGS + query("linked", name.replace(":", "") + ":1")).problem(ProblemType.UNKNOWN_FIELD);
        client.get(THINGS + query("filter", "text:" + name + ":1")).problem(ProblemType.INVALID_PARAMETER);
        client.get(THINGS + query(name, "1")).problem(ProblemType.INVALID_PARAMETER);
        for (String kind : List.of("all-or-nothing", "each")) {
            JsonNode answer = client.post(
                            THINGS + "/batch",
                            Map.of("mode", kind, "writes", List.of(Map.of("op", "create", "fields", Map.of(name, 1)))))
                    .json();
            JsonNode told = kind.equals("each") ? answer.path("results").path(0).path("problem") : answer;
            assertThat(told.path("type").asString()).isEqualTo(ProblemType.UNKNOWN_FIELD.address());
        }
    }

    /** Names people give are theirs to give; programs use them as API names. */
    @ParameterizedTest
    @MethodSource("hostile")
    void a_table_a_field_and_a_choice_may_be_called_so(String name) {
        String sandbox = workshop.sandbox(all.production).toString();
        String definition = "environments/" + sandbox + "/definition";
        Map<String, Object> field = Map.of("name", name, "kind", "text", "help", name);
        Map<String, Object> choices = Map.of("kind", "single-choice", "choices", List.of(name, "b"));
        Map<String, Object> choice = Map.of("name", "Choice", "kind", choices);
        Map<String, Object> document = Map.of(
                "format",
                "slipway-definition",
                "version",
                1,
                "tables",
                List.of(Map.of("name", name, "description", name, "fields", List.of(field, choice))));
        client.send("PUT", definition, document, Map.of()).is(200);
        Answer read = client.get(definition).is(200);
        JsonNode table = read.json().path("tables").path(0);
        assertThat(table.path("name").asString()).isEqualTo(name);
        assertThat(table.path("fields").path(0).path("name").asString()).isEqualTo(name);
        assertThat(client.send("PUT", definition, read.http().body(), Map.of())
                        .is(200)
                        .json()
                        .path("changed")
                        .asBoolean())
                .isFalse();

        JsonNode told = client.get("environments/" + sandbox + "/tables")
                .is(200)
                .json()
                .path("tables")
                .path(0);
        String records =
                "environments/" + sandbox + "/tables/" + told.path("apiName").asString() + "/records";
        String called = told.path("fields").path(0).path("apiName").asString();
        assertThat(called).matches("[a-z0-9_]+");
        make(records, called, name, "choice", name);
        JsonNode found = client.get(records + query("filter", "choice:eq:" + name) + "&sort=-" + called)
                .is(200)
                .json()
                .path("records");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("fields").path(called).asString()).isEqualTo(name);
        assertThat(found.path(0).path("fields").path("choice").asString()).isEqualTo(name);
        assertThat(client.get("environments/" + sandbox + "/changelog" + query("search", name))
                        .is(200)
                        .json()
                        .path("total")
                        .asInt())
                .isPositive();
    }

    /** A caller's clock says what it says; only the order in which calls came in counts. */
    @Test
    void times_and_ids_of_clocks_that_are_wrong_disturb_nothing() {
        String changes = "environments/production/tables/places/changes";
        String cursor = client.get(changes).is(200).json().path("cursor").asString();
        List<String> ids = List.of(
                uuid7(Instant.parse("2089-01-01T00:00:00Z")),
                uuid7(Instant.EPOCH),
                uuid7(Instant.parse("2001-01-01T00:00:00Z")),
                UUID.randomUUID().toString());
        Instant before = Instant.now().minusSeconds(5);
        for (String id : ids) {
            Answer made = client.post(
                            PLACES,
                            Map.of("id", id, "fields", Map.of("name", "skewed")),
                            "X-Date",
                            "Thu, 01 Jan 1970 00:00:00 GMT",
                            "If-Modified-Since",
                            "Thu, 01 Jan 2089 00:00:00 GMT",
                            "If-Unmodified-Since",
                            "Thu, 01 Jan 1970 00:00:00 GMT")
                    .is(201);
            assertThat(Instant.parse(made.json().path("createdAt").asString()))
                    .isBetween(before, Instant.now().plusSeconds(5));
            client.send("GET", PLACES + "/" + id, null, Map.of("If-Modified-Since", "Thu, 01 Jan 2089 00:00:00 GMT"))
                    .is(200);
        }
        List<String> seen = new ArrayList<>();
        client.get(changes + "?cursor=" + cursor)
                .is(200)
                .json()
                .path("changes")
                .forEach(change -> seen.add(change.path("id").asString()));
        assertThat(seen).containsExactlyElementsOf(ids);
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get(PLACES + "?limit=1&filter=name:eq:skewed" + next)
                    .is(200)
                    .json();
            page.path("records").forEach(record -> paged.add(record.path("id").asString()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(paged).containsExactlyInAnyOrderElementsOf(ids);

        assertThat(moment("1969-12-31T23:59:59.999Z")).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(moment("2089-06-01T12:00:00+14:00")).isEqualTo("2089-05-31T22:00:00Z");
        for (String wrong : List.of(
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T24:00:01Z",
                "2026-02-30T00:00:00Z",
                "2026-01-01T00:00:00",
                "-0001-01-01T00:00:00Z",
                "+12026-01-01T00:00:00Z",
                "1767225600")) {
            JsonNode problem = client.post(THINGS, fields("datetime", wrong)).problem(ProblemType.INVALID_INPUT);
            assertThat(problem.path("field").asString()).as(wrong).isEqualTo("datetime");
        }
    }

    private String moment(String sent) {
        return make(THINGS, "datetime", sent).path("fields").path("datetime").asString();
    }

    private static String uuid7(Instant time) {
        long high = time.toEpochMilli() << 16 | 0x7000 | UUID.randomUUID().getMostSignificantBits() & 0xFFF;
        return new UUID(high, UUID.randomUUID().getLeastSignificantBits()).toString();
    }

    /** The texts of the records a list gives. */
    private List<String> found(String parameter, String value) {
        return list(query(parameter, value));
    }

    private static String query(String name, String value) {
        return "?" + encoded(name) + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
