package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonDirectory;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.Faults;
import io.slipway.common.InvalidInput;
import io.slipway.common.Sha256;
import io.slipway.common.SharedAnswers;
import io.slipway.common.Text;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens as rows of the installation's schema, found by their hash. */
@Component
class StoredApiTokens implements ApiTokens {

    private static final int SECRET_BYTES = 32;
    private static final int HINT_LENGTH = PREFIX.length() + 6;
    private static final int LONGEST_SECRET = 100;
    private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final PersonDirectory people;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Clock clock;
    private final SharedAnswers<String, Optional<Access>> looks = new SharedAnswers<>();
    private final SecureRandom random = new SecureRandom();

    StoredApiTokens(JdbcClient jdbc, PersonDirectory people, AuditTrail audit, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Created create(Actor actor, NewToken wanted) {
        actor.requireSuperAdmin();
        Faults faults = new Faults();
        Optional<String> madeName = faults.made(() -> Text.name("token", wanted.name()));
        Optional<PersonDirectory.Entry> madeOwner = faults.made(() -> owner(actor, wanted.owner()));
        faults.check(() -> checkScopes(wanted))
                .check(() -> checkEnvironments(actor, wanted.environments()))
                .check(() -> checkExpiry(wanted.expiresAt()))
                .raise();
        String name = madeName.orElseThrow();
        PersonDirectory.Entry owner = madeOwner.orElseThrow();
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return transactions.once(() -> {
            insert(actor, name, owner.id(), wanted, secret);
            ApiToken token = byHash(secret).orElseThrow().token();
            audit.record(actor, "token.created", name, inWords(token));
            return new Created(token, secret);
        });
    }

    private PersonDirectory.Entry owner(Actor actor, @Nullable UserId wanted) {
        UserId id = wanted == null ? actor.user() : wanted;
        return Optional.ofNullable(id)
                .flatMap(found -> people.find(actor.account(), found))
                .filter(PersonDirectory.Entry::enabled)
                .orElseThrow(
                        () -> new InvalidInput("owner", "Choose a person of this account who can sign in as owner."));
    }

    private static void checkScopes(NewToken wanted) {
        if (wanted.scopes().isEmpty()) {
            throw new InvalidInput("scopes", "Choose at least one thing the token may be used for.");
        }
    }

    private static void checkEnvironments(Actor actor, @Nullable Set<EnvironmentId> environments) {
        if (environments != null && environments.isEmpty()) {
            throw new InvalidInput("environments", "Choose at least one environment, or all of them.");
        }
        if (environments != null
                && environments.stream().anyMatch(each -> !each.account().equals(actor.account()))) {
            throw new InvalidInput("environments", "There is no such environment.");
        }
    }

    private void checkExpiry(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new InvalidInput("expiresAt", "This is in the past. Choose a later day.");
        }
    }

    private void insert(Actor actor, String name, UserId owner, NewToken wanted, String secret) {
        Set<EnvironmentId> environments = wanted.environments();
        jdbc.sql("""
                INSERT INTO api_token (account_id, token_hash, hint, name, owner_id, created_by_name, scopes, environments,
                                       queues, created_at, expires_at)
                VALUES (:account, :hash, :hint, :name, :owner, :by, :scopes, :environments, :queues, :now, :expires)""")
                .param("account", actor.account().value())
                .param("hash", hash(secret))
                .param("hint", secret.substring(0, HINT_LENGTH))
                .param("name", name)
                .param("owner", owner.value())
                .param("by", actor.name())
                .param(
                        "scopes",
                        wanted.scopes().stream().sorted().map(Enum::name).collect(Collectors.joining(",")))
                .param(
                        "environments",
                        environments == null
                                ? null
                                : environments.stream()
                                        .sorted()
                                        .map(EnvironmentId::toString)
                                        .collect(Collectors.joining(",")))
                .param("queues", wanted.queues())
                .param("now", UtcTime.toColumn(clock.instant()))
                .param("expires", wanted.expiresAt() == null ? null : UtcTime.toColumn(wanted.expiresAt()))
                .update();
    }

    private static String inWords(ApiToken token) {
        String scopes = token.scopes().stream().sorted().map(TokenScope::label).collect(Collectors.joining(", "));
        Set<EnvironmentId> environments = token.environments();
        return "Owner: " + token.ownerName() + "; may: " + scopes + "; environments: "
                + (environments == null ? "all" : environments.size() + " chosen") + "; "
                + (token.expiresAt() == null ? "never expires" : "expires " + token.expiresAt());
    }

    @Override
    public List<ApiToken> all(Actor actor) {
        actor.requireSuperAdmin();
        return jdbc
                .sql(TokenRows.SELECT + "WHERE t.account_id = :account ORDER BY t.id DESC")
                .param("account", actor.account().value())
                .query(TokenRows::access)
                .list()
                .stream()
                .map(Access::token)
                .toList();
    }

    @Override
    public void revoke(Actor actor, long token) {
        actor.requireSuperAdmin();
        transactions.once(() -> {
            String name = jdbc.sql("SELECT name FROM api_token WHERE id = :id AND account_id = :account FOR UPDATE")
                    .param("id", token)
                    .param("account", actor.account().value())
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
            int changed = jdbc.sql("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                    .param("now", UtcTime.toColumn(clock.instant()))
                    .param("id", token)
                    .update();
            if (changed == 1) {
                audit.record(actor, "token.revoked", name, "");
            }
            return null;
        });
    }

    @Override
    public Optional<Access> access(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > LONGEST_SECRET) {
            return Optional.empty();
        }
        Optional<Access> found = looks.get(secret, () -> byHash(secret));
        Instant now = clock.instant();
        Optional<Access> access = found.filter(each -> each.token().worksAt(now));
        access.ifPresent(each -> noteUse(each.token(), now));
        return access;
    }

    @Override
    public Optional<Access> standing(long token) {
        Instant now = clock.instant();
        return jdbc.sql(TokenRows.SELECT + "WHERE t.id = :id AND a.state = 'READY'")
                .param("id", token)
                .query(TokenRows::access)
                .optional()
                .filter(found -> found.token().worksAt(now));
    }

    private Optional<Access> byHash(String secret) {
        return jdbc.sql(TokenRows.SELECT + "WHERE t.token_hash = ? AND a.state = 'READY'")
                .param(hash(secret))
                .query(TokenRows::access)
                .optional();
    }

    private void noteUse(ApiToken token, Instant now) {
        Instant before = token.lastUsedAt();
        if (before == null || Duration.between(before, now).compareTo(NOTE_USE_EVERY) >= 0) {
            jdbc.sql("UPDATE api_token SET last_used_at = :now WHERE id = :id")
                    .param("now", UtcTime.toColumn(now))
                    .param("id", token.id())
                    .update();
        }
    }

    private static byte[] hash(String secret) {
        return Sha256.bytes(secret.getBytes(StandardCharsets.UTF_8));
    }
}
