package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where a single write went the last time is remembered; what has changed since counts all the same. */
class RememberedPlacesApiTest extends RecordsWorld {

    private String known = "";

    @BeforeEach
    void write() {
        known = make(THINGS, "text", "one", "long", "two").path("id").asString();
    }

    private void rename(Map<ResourceId, Resource> resources, String field, String name) {
        resources.computeIfPresent(all.f(field), (id, now) -> ((Field) now).withName(name));
    }

    private JsonNode fieldsOf(String id) {
        return client.get(THINGS + "/" + id).is(200).json().path("fields");
    }

    @Test
    void names_that_changed_places_lead_to_their_new_fields() {
        workshop.build(all.production, resources -> {
            rename(resources, "text", "long");
            rename(resources, "long", "text");
        });
        String id = make(THINGS, "text", "three", "long", "four").path("id").asString();
        client.patch(THINGS + "/" + known, fields("text", "five"), "If-Match", "*")
                .is(200);
        workshop.build(all.production, resources -> {
            rename(resources, "text", "first");
            rename(resources, "long", "second");
        });
        assertThat(fieldsOf(id).path("first").asString()).isEqualTo("four");
        assertThat(fieldsOf(id).path("second").asString()).isEqualTo("three");
        assertThat(fieldsOf(known).path("first").asString()).isEqualTo("one");
        assertThat(fieldsOf(known).path("second").asString()).isEqualTo("five");
    }

    @Test
    void a_name_that_is_gone_is_refused_and_a_new_one_taken() {
        workshop.build(all.production, resources -> rename(resources, "text", "words"));
        client.post(THINGS, fields("text", "three")).problem(ProblemType.UNKNOWN_FIELD);
        client.patch(THINGS + "/" + known, fields("text", "three"), "If-Match", "*")
                .problem(ProblemType.UNKNOWN_FIELD);
        assertThat(make(THINGS, "words", "three").path("fields").path("words").asString())
                .isEqualTo("three");
    }

    @Test
    void a_table_that_is_gone_is_not_found() {
        place("Oslo");
        workshop.build(
                all.production,
                resources -> resources
                        .values()
                        .removeIf(each -> each.id().equals(all.places)
                                || each.id().equals(all.placeName)
                                || each.id().equals(all.one.id())
                                || each.id().equals(all.many.id())
                                || each.id().equals(all.f("link"))
                                || each.id().equals(all.f("links"))));
        client.post(PLACES, fields("name", "Bergen")).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void another_token_finds_only_what_it_reaches() {
        String secret = tokens.create(
                        workshop.superAdmin(all.production.account()),
                        new ApiTokens.NewToken(
                                "Sandbox only",
                                null,
                                EnumSet.allOf(TokenScope.class),
                                Set.of(workshop.sandbox(all.production)),
                                false,
                                null))
                .secret();
        ApiClient other = new ApiClient(port, secret);
        other.post(THINGS, fields("text", "three")).problem(ProblemType.NOT_FOUND);
        other.patch(THINGS + "/" + known, fields("text", "three"), "If-Match", "*")
                .problem(ProblemType.NOT_FOUND);
    }
}
