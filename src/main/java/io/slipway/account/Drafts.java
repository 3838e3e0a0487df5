package io.slipway.account;

import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import java.time.Instant;
import java.util.Optional;

/** What somebody had typed when they were sent away, kept on the server to give back when they return. */
public interface Drafts {

    /** Longest body, in characters. */
    int LIMIT = 1_000_000;

    /**
     * Keeps what was typed, in place of what was kept for the same person and page. Old drafts of the person (30 days)
     * go at the same time.
     *
     * @param location the page's address without host; at most 300 characters
     * @param body at most {@value #LIMIT} characters
     * @throws IllegalArgumentException for a location or body that is too long
     */
    void save(UserId user, EnvironmentId environment, String location, String body);

    /** Gives back what was kept for a page and forgets it. */
    Optional<Draft> take(UserId user, EnvironmentId environment, String location);

    /** Something typed. */
    record Draft(String body, Instant savedAt) {}
}
