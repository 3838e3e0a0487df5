package io.slipway.integration.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whose ids stand in records. */
@HttpTest
class PeopleApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    People people;

    @Test
    void people_are_found_by_name_page_by_page_and_only_those_of_the_account() {
        EnvironmentId production = workshop.production();
        Actor.Person owner = workshop.superAdmin(production.account());
        ApiClient client = ApiClient.of(port, tokens, owner);
        Actor.Person nina = workshop.person(production.account(), PersonKind.USER, "Nina");
        Actor.Person otto = workshop.person(production.account(), PersonKind.USER, "Otto");
        workshop.person(workshop.production().account(), PersonKind.USER, "Nina");

        JsonNode found = client.get("people?search=nin").is(200).json().path("people");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("id").asLong()).isEqualTo(nina.user().value());
        assertThat(found.path(0).path("email").asString()).contains("@");

        JsonNode first = client.get("people?limit=2").is(200).json();
        assertThat(first.path("people").size()).isEqualTo(2);
        JsonNode rest = client.get("people?limit=2&cursor=" + first.path("next").asString())
                .is(200)
                .json();
        assertThat(rest.path("people").size()).isEqualTo(1);
        assertThat(rest.has("next")).isFalse();

        people.setEnabled(owner, otto.user(), false);
        assertThat(client.get("people?search=Otto").json().path("people").size())
                .isZero();
        new ApiClient(port, ApiClient.token(tokens, owner, Set.of(TokenScope.WRITE)))
                .get("people")
                .problem(ProblemType.SCOPE_MISSING);
    }
}
