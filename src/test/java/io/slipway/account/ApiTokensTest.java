package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.ApiTokens.Created;
import io.slipway.account.ApiTokens.NewToken;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ApiTokensTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    Actor.Person owner;

    @BeforeEach
    void makeAccount() {
        owner = TestAccounts.make(accounts).superAdmin();
    }

    private static NewToken wanted(String name) {
        return new NewToken(name, null, EnumSet.of(TokenScope.READ), null, false, null);
    }

    @Test
    void a_token_opens_the_door_as_its_owner_and_is_not_kept() {
        Created created = tokens.create(owner, wanted("CI"));

        assertThat(created.secret()).startsWith("slw_").hasSizeGreaterThan(40);
        assertThat(created.toString()).doesNotContain(created.secret());
        Actor.Person actor = tokens.access(created.secret()).orElseThrow().actor();
        assertThat(actor.user()).isEqualTo(owner.user());
        assertThat(actor.kind()).isEqualTo(PersonKind.SUPER_ADMIN);
        assertThat(actor.name()).isEqualTo(owner.name() + " (token CI)");
        String row = jdbc.sql(
                        "SELECT CONCAT_WS('|', HEX(token_hash), hint, name, scopes) FROM api_token WHERE id = :id")
                .param("id", created.token().id())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(created.secret().substring(12));
        assertThat(audit.list(owner, "CI", 0, 10))
                .anyMatch(entry -> entry.action().equals("token.created"));
    }

    @Test
    void revoking_works_at_once_and_is_written_down_once() {
        Created created = tokens.create(owner, wanted("Old"));
        tokens.revoke(owner, created.token().id());
        tokens.revoke(owner, created.token().id());

        assertThat(tokens.access(created.secret())).isEmpty();
        assertThat(tokens.standing(created.token().id())).isEmpty();
        assertThat(audit.list(owner, "Old", 0, 10).stream()
                        .filter(entry -> entry.action().equals("token.revoked")))
                .hasSize(1);
    }

    @Test
    void an_expired_token_is_dead() {
        Created created = tokens.create(
                owner,
                new NewToken(
                        "Short",
                        null,
                        EnumSet.of(TokenScope.READ),
                        null,
                        false,
                        Instant.now().plusSeconds(3600)));
        assertThat(tokens.access(created.secret())).isPresent();
        jdbc.sql("UPDATE api_token SET expires_at = '2020-01-01' WHERE id = :id")
                .param("id", created.token().id())
                .update();
        assertThat(tokens.access(created.secret())).isEmpty();
    }

    @Test
    void the_last_use_is_noted_at_most_once_a_minute() {
        Created created = tokens.create(owner, wanted("Used"));
        tokens.access(created.secret());
        Instant first = used(created);
        tokens.access(created.secret());
        assertThat(used(created)).isEqualTo(first);
        jdbc.sql("UPDATE api_token SET last_used_at = '2020-01-01' WHERE id = :id")
                .param("id", created.token().id())
                .update();
        tokens.access(created.secret());
        assertThat(used(created)).isAfterOrEqualTo(first);
    }

    private Instant used(Created created) {
        return tokens.all(owner).stream()
                .filter(token -> token.id() == created.token().id())
                .findFirst()
                .map(ApiToken::lastUsedAt)
                .orElseThrow();
    }

    @Test
    void only_super_admins_make_see_and_revoke_tokens_and_only_their_own_account_s() {
        Created created = tokens.create(owner, wanted("Mine"));
        Actor.Person builder =
                TestAccounts.add(people, owner, PersonKind.APP_ADMIN).actor();
        Actor.Person stranger = TestAccounts.make(accounts).superAdmin();

        assertThatThrownBy(() -> tokens.create(builder, wanted("x"))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> tokens.all(builder)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> tokens.revoke(builder, created.token().id())).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> tokens.revoke(stranger, created.token().id())).isInstanceOf(NotAllowed.class);
        assertThat(tokens.all(stranger)).isEmpty();
        assertThat(tokens.access(created.secret())).isPresent();
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_place() {
        refused("name", wanted(" "));
        refused("scopes", new NewToken("x", null, Set.of(), null, false, null));
        refused("environments", new NewToken("x", null, EnumSet.of(TokenScope.READ), Set.of(), false, null));
        refused(
                "environments",
                new NewToken(
                        "x",
                        null,
                        EnumSet.of(TokenScope.READ),
                        Set.of(new EnvironmentId(new AccountId(owner.account().value() + 1), 1)),
                        false,
                        null));
        refused("expiresAt", new NewToken("x", null, EnumSet.of(TokenScope.READ), null, false, Instant.EPOCH));
        Actor.Person stranger = TestAccounts.make(accounts).superAdmin();
        refused("owner", new NewToken("x", stranger.user(), EnumSet.of(TokenScope.READ), null, false, null));
    }

    private void refused(String place, NewToken wanted) {
        assertThatThrownBy(() -> tokens.create(owner, wanted))
                .isInstanceOfSatisfying(
                        InvalidInput.class, error -> assertThat(error.place()).isEqualTo(place));
    }
}
