package io.slipway.account;

import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API token; the token itself is kept nowhere.
 *
 * @param hint how it begins, so that people can tell tokens apart
 * @param owner with whose permissions it acts
 * @param ownerEnabled a disabled owner's tokens are dead
 * @param environments which it may enter; null: all there are and will be
 * @param queues whether its calls that write are kept while the account is locked, instead of being refused
 * @param expiresAt from then on it is dead; null: never. UTC
 * @param lastUsedAt up to a minute old; null: never used. UTC
 */
public record ApiToken(
        long id,
        String name,
        String hint,
        UserId owner,
        String ownerName,
        boolean ownerEnabled,
        Set<TokenScope> scopes,
        @Nullable Set<EnvironmentId> environments,
        boolean queues,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** Whether the token may be used for something. */
    public boolean has(TokenScope scope) {
        return scopes.contains(scope);
    }

    /** Whether the token may be used in an environment of its account. */
    public boolean reaches(EnvironmentId environment) {
        return environments == null || environments.contains(environment);
    }

    /** Whether it still opens doors at a time. */
    public boolean worksAt(Instant now) {
        return revokedAt == null && ownerEnabled && (expiresAt == null || now.isBefore(expiresAt));
    }
}
