package io.slipway.integration;

import io.slipway.account.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which integration called when. A call is in the list a second or so after it was answered, and for thirty days. */
public interface ApiCalls {

    /**
     * Calls with a token, newest first. Super Admins only.
     *
     * @param token 0: with any token of the account
     */
    List<Call> list(Actor actor, long token, int offset, int limit);

    /** How many {@link #list} has in all. Super Admins only. */
    int count(Actor actor, long token);

    /** How many calls wait for a lock to end, per token that has any. Super Admins only. */
    Map<Long, Integer> waiting(Actor actor);

    /**
     * One call.
     *
     * @param path the address with names for ids, for example {@code /api/v1/environments/{environment}/status}
     * @param at when it came. UTC
     */
    record Call(long token, Instant at, String method, String path, int status, long milliseconds, String requestId) {}
}
