package io.slipway.account;

import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens integrations sign in with. Made and revoked by Super Admins; each acts with the permissions its owner has at
 * the moment of the call, as far as its scopes and environments go.
 */
public interface ApiTokens {

    /** How every token begins, so that scanners find one that was published by mistake. */
    String PREFIX = "slw_";

    /**
     * Makes a token. Super Admins only.
     *
     * @throws io.slipway.common.InvalidInput at "name", "owner", "scopes", "environments" or "expiresAt"
     */
    Created create(Actor actor, NewToken wanted);

    /** All tokens of the account, newest first, dead ones too. Super Admins only. */
    List<ApiToken> all(Actor actor);

    /**
     * Makes a token useless at once, on every node. Repeating it changes nothing. Super Admins only.
     *
     * @throws NotAllowed also when there is no such token in the account
     */
    void revoke(Actor actor, long token);

    /**
     * Who calls with a token; empty when it is unknown, revoked or expired, its owner disabled, or the account gone. One
     * look into the database; notes the use, at most once a minute.
     */
    Optional<Access> access(String secret);

    /** As {@link #access}, for the house, which goes on with what a token asked for before. Notes no use. */
    Optional<Access> standing(long token);

    /**
     * What a token is to be.
     *
     * @param owner with whose permissions it acts; null: the actor
     * @param environments null: all there are and will be
     * @param expiresAt null: never
     */
    record NewToken(
            String name,
            @Nullable UserId owner,
            Set<TokenScope> scopes,
            @Nullable Set<EnvironmentId> environments,
            boolean queues,
            @Nullable Instant expiresAt) {}

    /**
     * A new token.
     *
     * @param secret the token itself, to be shown this once
     */
    record Created(ApiToken token, String secret) {
        /** Without the secret, which belongs in no log. */
        @Override
        public String toString() {
            return "Created[" + token.hint() + "]";
        }
    }

    /**
     * Who calls.
     *
     * @param actor the owner, named together with the token
     */
    record Access(ApiToken token, Actor.Person actor) {}
}
