package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.ApiTokens.NewToken;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import io.slipway.testing.AllKinds;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Single records: values of every kind, versions, keys, links, and what is refused. */
class RecordsApiTest extends RecordsWorld {

    @Test
    void every_kind_of_value_goes_in_and_comes_out_without_loss() {
        String berlin = place("Berlin");
        String paris = place("Paris");
        long me = workshop.superAdmin(all.production.account()).user().value();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "Ünï ' \" <b> =1+1 \uD83D\uDE00");
        values.put("long", "a\nb'; DROP TABLE record; --");
        values.put("integer", 9_007_199_254_740_993L);
        values.put("decimal", "12345678901234567890.0123456789");
        values.put("money", "-0.10");
        values.put("percent", "12.50");
        values.put("date", "2026-02-28");
        values.put("datetime", "2026-03-29T03:30:00+02:00");
        values.put("time", "13:05:59");
        values.put("yesno", false);
        values.put("single", "Green");
        values.put("multi", List.of("Blue", 7));
        values.put("email", "a@example.com");
        values.put("phone", "+49 30 1234");
        values.put("url", "https://example.com/?q=1");
        values.put("user", me);
        values.put("link", berlin);
        values.put("links", List.of(paris, berlin));
        values.put("unique", "u-1");

        Answer made = client.post(THINGS, Map.of("fields", values)).is(201);
        JsonNode fields = made.json().path("fields");
        for (String same : List.of("text", "long", "decimal", "money", "percent", "date", "time", "single", "link")) {
            assertThat(fields.path(same).asString()).as(same).isEqualTo(values.get(same));
        }
        assertThat(fields.path("integer").asLong()).isEqualTo(9_007_199_254_740_993L);
        assertThat(fields.path("datetime").asString()).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(fields.path("yesno").isBoolean()).isTrue();
        assertThat(fields.path("yesno").asBoolean()).isFalse();
        assertThat(texts(fields.path("multi"))).containsExactlyInAnyOrder("Red", "Blue");
        assertThat(fields.path("user").asLong()).isEqualTo(me);
        assertThat(fields.path("number").asLong()).isPositive();
        assertThat(texts(fields.path("links"))).containsExactlyInAnyOrder(berlin, paris);

        // What came out goes in again and changes nothing.
        Map<String, Object> again = new LinkedHashMap<>();
        fields.properties().forEach(each -> again.put(each.getKey(), each.getValue()));
        String address = made.header("Location");
        Answer same = client.patch(address, Map.of("fields", again), "If-Match", made.header("ETag"))
                .is(200);
        assertThat(same.json().path("version").asLong()).isEqualTo(1);
        assertThat(client.get(address).is(200).json()).isEqualTo(same.json());
    }

    @Test
    void fields_are_named_by_api_name_or_id_and_unknown_ones_are_refused_with_their_place() {
        String id = all.f("text").toString();
        JsonNode record = make(THINGS, id, "by id");
        assertThat(record.path("fields").path("text").asString()).isEqualTo("by id");
        client.get("environments/" + all.production + "/tables/" + all.things + "/records/"
                        + record.path("id").asString())
                .is(200);

        JsonNode problem = client.post(THINGS, fields("colour/~x", 1)).problem(ProblemType.UNKNOWN_FIELD);
        assertThat(problem.path("field").asString()).isEqualTo("colour/~x");
        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/fields/colour~1~0x");
        JsonNode two =
                client.post(THINGS, fields("text", "a", id, "b", "nothing", 1)).problem(ProblemType.INVALID_INPUT);
        assertThat(two.path("errors").size()).isEqualTo(2);
        client.post(THINGS, fields("x".repeat(10_000), 1)).problem(ProblemType.UNKNOWN_FIELD);
        client.post(THINGS, Map.of("fields", Map.of(), "colour", 1)).problem(ProblemType.MALFORMED_BODY);
    }

    @Test
    void a_change_needs_the_version_it_was_made_from() {
        Answer made = client.post(THINGS, fields("text", "one")).is(201);
        String address = made.header("Location");

        client.patch(address, fields("text", "two")).problem(ProblemType.PRECONDITION_REQUIRED);
        client.patch(address, fields("text", "two"), "If-Match", "three").problem(ProblemType.INVALID_PARAMETER);
        Answer two = client.patch(address, fields("text", "two"), "If-Match", made.header("ETag"))
                .is(200);
        assertThat(two.header("ETag")).isEqualTo("\"2\"");
        Answer late = client.patch(address, fields("text", "three"), "If-Match", made.header("ETag"));
        late.problem(ProblemType.VERSION_MISMATCH);
        assertThat(late.header("ETag")).isEqualTo("\"2\"");
        client.patch(address, fields("text", null), "If-Match", "*").is(200);
        assertThat(client.get(address).json().path("fields").path("text").isNull())
                .isTrue();

        client.delete(address).problem(ProblemType.PRECONDITION_REQUIRED);
        client.delete(address, "If-Match", "\"1\"").problem(ProblemType.VERSION_MISMATCH);
        client.delete(address, "If-Match", "\"3\"").is(204);
        client.get(address).problem(ProblemType.NOT_FOUND);
        client.delete(address, "If-Match", "*").problem(ProblemType.NOT_FOUND);
        client.patch(address, fields("text", "x"), "If-Match", "*").problem(ProblemType.NOT_FOUND);
    }

    @Test
    void a_record_that_is_linked_to_is_not_deleted_but_told_of() {
        String berlin = place("Berlin");
        make(THINGS, "link", berlin);
        JsonNode problem = client.delete(PLACES + "/" + berlin, "If-Match", "*").problem(ProblemType.STILL_LINKED);
        assertThat(problem.path("links").path(0).path("count").asLong()).isEqualTo(1);
    }

    @Test
    void a_call_with_a_key_is_done_once() {
        String key = UUID.randomUUID().toString();
        Answer first = client.post(THINGS, fields("text", "once"), "Idempotency-Key", key)
                .is(201);
        Answer second = client.post(THINGS, fields("text", "once"), "Idempotency-Key", key)
                .is(201);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(client.get(THINGS + "?count=true").json().path("count").asLong())
                .isEqualTo(1);

        client.post(THINGS, fields("text", "twice"), "Idempotency-Key", key)
                .problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        client.post(PLACES, fields("text", "once"), "Idempotency-Key", key).problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        client.post(THINGS, fields("text", "x"), "Idempotency-Key", "k".repeat(300))
                .problem(ProblemType.INVALID_PARAMETER);
    }

    @Test
    void a_refused_call_leaves_its_key_free_and_keys_of_tokens_are_apart() {
        String key = UUID.randomUUID().toString();
        client.post(THINGS, fields("integer", "x"), "Idempotency-Key", key).problem(ProblemType.INVALID_INPUT);
        client.post(THINGS, fields("integer", 5), "Idempotency-Key", key).is(201);

        ApiClient other = ApiClient.of(port, tokens, workshop.superAdmin(all.production.account()));
        Answer theirs =
                other.post(THINGS, fields("integer", 6), "Idempotency-Key", key).is(201);
        assertThat(theirs.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void links_are_added_and_taken_away_one_by_one() {
        String a = place("a");
        String b = place("b");
        String address = client.post(THINGS, fields("text", "x")).header("Location");

        client.post(address + "/links/links", Map.of("records", List.of(a))).is(200);
        JsonNode both = client.post(address + "/links/links", Map.of("records", List.of(b, a)))
                .is(200)
                .json();
        assertThat(texts(both.path("fields").path("links"))).containsExactlyInAnyOrder(a, b);
        JsonNode one = client.delete(address + "/links/links/" + a).is(200).json();
        assertThat(texts(one.path("fields").path("links"))).containsExactly(b);
        client.post(address + "/links/link", Map.of("records", List.of(a))).is(200);
        JsonNode none = client.delete(address + "/links/link/" + a).is(200).json();
        assertThat(none.path("fields").path("link").isNull()).isTrue();

        client.post(address + "/links/link", Map.of("records", List.of(a, b))).problem(ProblemType.INVALID_INPUT);
        client.post(address + "/links/text", Map.of("records", List.of(a))).problem(ProblemType.NOT_FOUND);
        client.post(address + "/links/links", Map.of("records", List.of("x"))).problem(ProblemType.INVALID_INPUT);
        client.post(
                        address + "/links/links",
                        Map.of("records", List.of(UUID.randomUUID().toString())))
                .problem(ProblemType.INVALID_INPUT);
    }

    @Test
    void tokens_and_owners_set_the_limits() {
        String read =
                ApiClient.token(tokens, workshop.superAdmin(all.production.account()), EnumSet.of(TokenScope.READ));
        new ApiClient(port, read).get(THINGS).is(200);
        new ApiClient(port, read).post(THINGS, fields("text", "x")).problem(ProblemType.SCOPE_MISSING);

        var user = workshop.person(all.production.account(), PersonKind.USER, "Ute");
        String secret = tokens.create(
                        workshop.superAdmin(all.production.account()),
                        new NewToken("Ute's", user.user(), EnumSet.allOf(TokenScope.class), null, false, null))
                .secret();
        ApiClient ute = new ApiClient(port, secret);
        ute.get(THINGS).problem(ProblemType.NOT_FOUND);
        assertThat(ute.get("environments/production/tables")
                        .is(200)
                        .json()
                        .path("tables")
                        .size())
                .isZero();
        client.get("environments/production/tables/nothing/records").problem(ProblemType.NOT_FOUND);
        client.get(THINGS + "/nothing").problem(ProblemType.NOT_FOUND);
        client.get(THINGS + "/" + UUID.randomUUID()).problem(ProblemType.NOT_FOUND);
        AllKinds other = new AllKinds(workshop);
        client.get("environments/" + other.production + "/tables/things/records")
                .problem(ProblemType.NOT_FOUND);
    }

    @Test
    void tables_tell_the_names_of_their_fields() {
        JsonNode table =
                client.get("environments/production/tables/things").is(200).json();
        assertThat(table.path("id").asString()).isEqualTo(all.things.toString());
        assertThat(table.path("fields").size()).isEqualTo(all.fields().size());
        long choices = 0;
        for (JsonNode field : table.path("fields")) {
            choices += field.path("choices").size();
        }
        assertThat(choices).isEqualTo(6);
        assertThat(client.get("environments/production/tables")
                        .json()
                        .path("tables")
                        .size())
                .isEqualTo(2);
    }
}
