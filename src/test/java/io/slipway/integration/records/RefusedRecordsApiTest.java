package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ProblemType;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Values, bodies and parameters that can't be taken; one set of tables for all of them, because nothing is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRecordsApiTest extends RecordsWorld {

    @Test
    void wrong_types_are_refused_each_with_its_place() {
        Object[] wrong = {
            "text",
            5,
            "integer",
            "abc",
            "decimal",
            true,
            "date",
            "31.12.2026",
            "datetime",
            "2026-01-01T00:00:00",
            "time",
            "25:00:00",
            "yesno",
            "yes",
            "single",
            "Purple",
            "multi",
            "Red",
            "link",
            "1-1-1-1-1"
        };
        JsonNode problem = client.post(THINGS, fields(wrong)).problem(ProblemType.INVALID_INPUT);
        Set<String> places = new HashSet<>();
        problem.path("errors").forEach(error -> places.add(error.path("pointer").asString()));
        assertThat(places)
                .containsExactlyInAnyOrder(
                        "/fields/text",
                        "/fields/integer",
                        "/fields/decimal",
                        "/fields/date",
                        "/fields/datetime",
                        "/fields/time",
                        "/fields/yesno",
                        "/fields/single",
                        "/fields/multi",
                        "/fields/link");
        client.post(THINGS, fields("email", "nobody")).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, fields("user", 999_999_999)).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, fields("number", 5)).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, fields("links", UUID.randomUUID().toString())).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, "{\"fields\":{\"integer\":1" + "0".repeat(900) + "}}")
                .problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, fields("datetime", "+99999-01-01T00:00:00Z")).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, "{\"fields\":{\"decimal\":1e999999999}}").problem(ProblemType.INVALID_INPUT);
    }

    @Test
    void what_is_wrong_is_said_so_that_it_can_be_mended() {
        JsonNode choice = client.post(THINGS, fields("single", "Purple")).problem(ProblemType.INVALID_INPUT);
        assertThat(choice.path("detail").asString()).contains("“Purple”", "“Red”");
        JsonNode twice = client.post(THINGS, "{\"fields\":{\"text\":\"a\",\"text\":\"b\"}}")
                .problem(ProblemType.MALFORMED_BODY);
        assertThat(twice.path("detail").asString()).contains("twice");
        JsonNode half = client.post(THINGS, "{\"fields\":").problem(ProblemType.MALFORMED_BODY);
        assertThat(half.path("detail").asString()).contains("breaks off");
        JsonNode list = client.post(THINGS, "{\"fields\":[]}").problem(ProblemType.MALFORMED_BODY);
        assertThat(list.path("detail").asString()).contains("an object is needed");
        JsonNode limit =
                client.get(THINGS.replace("/records", "/changes?limit=many")).problem(ProblemType.INVALID_PARAMETER);
        assertThat(limit.path("detail").asString()).contains("“many”", "whole number");
        JsonNode plus = client.get(THINGS + "?filter=datetime:ge:2026-01-01T00:00:00+02:00")
                .problem(ProblemType.INVALID_PARAMETER);
        assertThat(plus.path("fix").asString()).contains("%2B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"fields\":",
                "{\"fields\":5}",
                "{\"fields\":{\"text\":\"a\",\"text\":\"b\"}}",
                "{} {}"
            })
    void what_is_no_body_is_refused(String body) {
        client.post(THINGS, body).problem(ProblemType.MALFORMED_BODY);
    }

    @Test
    void deep_and_other_bodies_are_refused() {
        client.post(THINGS, "{\"fields\":{\"text\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}")
                .problem(ProblemType.MALFORMED_BODY);
        client.post(THINGS, "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .problem(ProblemType.MEDIA_TYPE_NOT_SUPPORTED);
        client.post(THINGS, "<a/>", "Content-Type", "application/xml").problem(ProblemType.MEDIA_TYPE_NOT_SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "filter=nothing:eq:1, filter, UNKNOWN_FIELD",
        "filter=text, filter, INVALID_PARAMETER",
        "filter=text:like:%25, filter, INVALID_PARAMETER",
        "filter=integer:eq:abc, filter, INVALID_PARAMETER",
        "filter=link:lt:00000000-0000-7000-8000-000000000000, filter, INVALID_PARAMETER",
        "filter=integer:contains:1, filter, INVALID_PARAMETER",
        "filter=yesno:ge:true, filter, INVALID_PARAMETER",
        "filter=single:starts:R, filter, INVALID_PARAMETER",
        "filter=integer:lt:, filter, INVALID_PARAMETER",
        "'filter=link:eq:00000000-0000-7000-8000-000000000000,00000000-0000-7000-8000-000000000001', filter, INVALID_PARAMETER",
        "sort=nothing, sort, UNKNOWN_FIELD",
        "'fields=text,nothing', fields, UNKNOWN_FIELD",
        "expand=text, expand, INVALID_PARAMETER",
        "limit=0, limit, INVALID_PARAMETER",
        "limit=1001, limit, INVALID_PARAMETER",
        "limit=x, limit, INVALID_PARAMETER",
        "offset=-1, offset, INVALID_PARAMETER",
        "cursor=abc, cursor, INVALID_CURSOR",
        "cursor=, cursor, INVALID_CURSOR",
        "colour=1, colour, INVALID_PARAMETER",
        "count=maybe, count, INVALID_PARAMETER",
        "limit=1&limit=2, limit, INVALID_PARAMETER",
        "linked=link:x, linked, INVALID_PARAMETER",
        "choices=names, choices, INVALID_PARAMETER",
        "sort=text%27%3BDROP%20TABLE, sort, UNKNOWN_FIELD"
    })
    void parameters_that_make_no_sense_are_refused(String query, String parameter, ProblemType type) {
        JsonNode problem = client.get(THINGS + "?" + query).problem(type);
        assertThat(problem.path("field").asString()).isEqualTo(parameter);
        assertThat(problem.path("fix").asString()).isNotBlank();
    }
}
