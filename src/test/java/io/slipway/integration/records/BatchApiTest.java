package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many writes at once. */
class BatchApiTest extends RecordsWorld {

    private static final String BATCH = THINGS + "/batch";

    private static Map<String, Object> create(Object... pairs) {
        Map<String, Object> write = new LinkedHashMap<>(fields(pairs));
        write.put("op", "create");
        return write;
    }

    private static Map<String, Object> batch(String mode, List<?> writes) {
        return Map.of("mode", mode, "writes", writes);
    }

    private long count() {
        return client.get(THINGS + "?count=true").json().path("count").asLong();
    }

    @Test
    void a_thousand_records_are_made_at_once_and_once_only() {
        List<Object> writes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            writes.add(create("text", "b" + i, "integer", i));
        }
        String key = UUID.randomUUID().toString();
        Answer first = client.post(BATCH, Map.of("writes", writes), "Idempotency-Key", key)
                .is(200);
        assertThat(first.json().path("written").asInt()).isEqualTo(1000);
        assertThat(first.json()
                        .path("results")
                        .path(999)
                        .path("record")
                        .path("fields")
                        .path("text")
                        .asString())
                .isEqualTo("b999");
        Answer again = client.post(BATCH, Map.of("writes", writes), "Idempotency-Key", key)
                .is(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(count()).isEqualTo(1000);
        writes.add(create("text", "one too many"));
        client.post(BATCH, Map.of("writes", writes)).problem(ProblemType.INVALID_INPUT);
    }

    @Test
    void all_or_nothing_means_nothing_and_names_the_write_at_fault() {
        JsonNode problem = client.post(
                        BATCH, batch("all-or-nothing", List.of(create("text", "a"), create("text", "x".repeat(101)))))
                .problem(ProblemType.INVALID_INPUT);
        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/writes/1/fields/text");
        client.post(BATCH, Map.of("writes", List.of(create("text", "a"), create("nothing", 1))))
                .problem(ProblemType.UNKNOWN_FIELD);
        client.post(BATCH, Map.of("writes", List.of(create("unique", "same"), create("unique", "same"))))
                .problem(ProblemType.INVALID_INPUT);
        assertThat(count()).isZero();
    }

    @Test
    void each_writes_what_can_be_written_and_tells_of_the_rest() {
        String there = make(THINGS, "text", "there").path("id").asString();
        String gone = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        Map<String, Object> request = batch(
                "each",
                List.of(
                        create("text", "good"),
                        create("nothing", 1),
                        Map.of("op", "update", "id", there, "version", 7, "fields", Map.of("text", "late")),
                        Map.of("op", "update", "id", gone, "fields", Map.of("text", "gone")),
                        Map.of("op", "delete", "id", there, "version", 1),
                        Map.of("op", "rename", "id", there),
                        create("text", "x".repeat(101))));
        Answer answer = client.post(BATCH, request, "Idempotency-Key", key).is(200);
        JsonNode results = answer.json().path("results");
        List<Integer> statuses = new ArrayList<>();
        results.forEach(result -> statuses.add(result.path("status").asInt()));
        assertThat(statuses.get(0)).isEqualTo(201);
        assertThat(statuses.get(1)).isEqualTo(422);
        assertThat(statuses.get(3)).isEqualTo(404);
        assertThat(statuses.get(5)).isEqualTo(422);
        assertThat(statuses.get(6)).isEqualTo(422);
        assertThat(results.path(6)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/writes/6/fields/text");
        assertThat(client.post(BATCH, request, "Idempotency-Key", key).is(200).json())
                .isEqualTo(answer.json());
        assertThat(list("?filter=text:eq:good")).hasSize(1);
    }

    @Test
    void all_or_nothing_names_the_write_that_came_too_late_or_to_nothing() {
        String there = make(THINGS, "text", "there").path("id").asString();
        JsonNode late = client.post(
                        BATCH,
                        Map.of(
                                "writes",
                                List.of(
                                        create("text", "a"),
                                        Map.of(
                                                "op",
                                                "update",
                                                "id",
                                                there,
                                                "version",
                                                7,
                                                "fields",
                                                Map.of("text", "b")))))
                .problem(ProblemType.VERSION_MISMATCH);
        assertThat(late.path("errors").path(0).path("pointer").asString()).isEqualTo("/writes/1/version");
        assertThat(late.path("field").asString()).isEqualTo("version");
        JsonNode gone = client.post(
                        BATCH,
                        Map.of(
                                "writes",
                                List.of(
                                        create("text", "a"),
                                        create("text", "b"),
                                        Map.of(
                                                "op",
                                                "delete",
                                                "id",
                                                UUID.randomUUID().toString()))))
                .problem(ProblemType.NOT_FOUND);
        assertThat(gone.path("errors").path(0).path("pointer").asString()).isEqualTo("/writes/2/id");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_write_that_made_nothing_has_no_id_but_the_caller_s_and_says_what_to_do() {
        String own = UUID.randomUUID().toString();
        Map<String, Object> mine = create("text", "x".repeat(101));
        mine.put("id", own);
        JsonNode results = client.post(
                        BATCH, batch("each", List.of(create("text", "x".repeat(101)), create("nothing", 1), mine)))
                .is(200)
                .json()
                .path("results");
        assertThat(results.path(0).has("id")).isFalse();
        assertThat(results.path(1).has("id")).isFalse();
        assertThat(results.path(2).path("id").asString()).isEqualTo(own);
        assertThat(results.path(0).path("problem").path("fix").asString()).isNotBlank();
    }

    @Test
    void records_made_together_may_link_to_each_other() {
        String first = UUID.randomUUID().toString();
        Answer made = client.post(
                        PLACES + "/batch",
                        Map.of(
                                "writes",
                                List.of(Map.of("op", "create", "id", first, "fields", Map.of("name", "Here")))))
                .is(200);
        assertThat(made.json().path("results").path(0).path("id").asString()).isEqualTo(first);
        client.post(PLACES, Map.of("id", first, "fields", Map.of("name", "Again")))
                .problem(ProblemType.INVALID_INPUT);
    }

    @Test
    void what_is_no_batch_is_refused() {
        client.post(BATCH, Map.of("writes", List.of())).problem(ProblemType.INVALID_INPUT);
        client.post(BATCH, Map.of()).problem(ProblemType.INVALID_INPUT);
        client.post(BATCH, batch("some", List.of(create("text", "a")))).problem(ProblemType.INVALID_INPUT);
        client.post(BATCH, "{\"writes\":[null]}").problem(ProblemType.INVALID_INPUT);
        client.post(BATCH, Map.of("writes", List.of(Map.of("op", "delete")))).problem(ProblemType.INVALID_INPUT);
    }
}
