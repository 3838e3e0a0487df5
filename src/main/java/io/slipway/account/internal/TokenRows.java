package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import io.slipway.common.db.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads tokens together with their owners. */
final class TokenRows {

    static final String SELECT = """
            SELECT t.id, t.account_id, t.hint, t.name, t.scopes, t.environments, t.queues, t.created_by_name, t.created_at,
                   t.expires_at, t.revoked_at, t.last_used_at,
                   p.id AS owner_id, p.name AS owner_name, p.email, p.kind, p.enabled
            FROM api_token t JOIN person p ON p.id = t.owner_id JOIN account a ON a.id = t.account_id
            """;

    /** Longest name of an actor in the changelog and the audit trail. */
    private static final int NAME_LIMIT = 100;

    private TokenRows() {}

    static ApiTokens.Access access(ResultSet row, int number) throws SQLException {
        UserId owner = new UserId(row.getLong("owner_id"));
        String ownerName = row.getString("owner_name");
        String name = row.getString("name");
        ApiToken token = new ApiToken(
                row.getLong("id"),
                name,
                row.getString("hint"),
                owner,
                ownerName,
                row.getBoolean("enabled"),
                scopes(row.getString("scopes")),
                environments(row.getString("environments")),
                row.getBoolean("queues"),
                row.getString("created_by_name"),
                UtcTime.get(row, "created_at"),
                UtcTime.getNullable(row, "expires_at"),
                UtcTime.getNullable(row, "revoked_at"),
                UtcTime.getNullable(row, "last_used_at"));
        return new ApiTokens.Access(
                token,
                new Actor.Person(
                        new AccountId(row.getLong("account_id")),
                        owner,
                        cut(ownerName + " (token " + name + ")"),
                        row.getString("email"),
                        PersonKind.valueOf(row.getString("kind"))));
    }

    private static Set<TokenScope> scopes(String text) {
        Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String each : text.split(",")) {
            scopes.add(TokenScope.valueOf(each));
        }
        return scopes;
    }

    private static @Nullable Set<EnvironmentId> environments(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Set<EnvironmentId> environments = new TreeSet<>();
        for (String each : text.split(",")) {
            environments.add(EnvironmentId.parse(each));
        }
        return environments;
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= NAME_LIMIT
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_LIMIT - 1)) + "…";
    }
}
