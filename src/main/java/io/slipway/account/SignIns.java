package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins: how they begin, whether one still stands, and how they end on every node at once. A web session is named by
 * the SHA-256 of its id, in hexadecimal ({@link io.slipway.common.Sha256#hex}).
 */
public interface SignIns {

    /**
     * Checks e-mail address and password. Attempts are counted before the password is compared, per e-mail address and
     * per remote address, with growing pauses, so that guessing in parallel gains nothing.
     */
    SignInOutcome signIn(String email, String password, String remoteAddress);

    /**
     * The person behind a sign-in as they are now; empty when it has ended: signed out by the house, disabled, password
     * reset, or the account is gone. One look into the database.
     *
     * @param session hash of the web session that holds the ticket
     */
    Optional<Actor.Person> actor(SignInTicket ticket, String session);

    /** Which of some sign-ins still stand; for many at once. The keys are hashes of web sessions. */
    Map<String, Actor.Person> standing(Map<String, SignInTicket> tickets);

    /**
     * Ends all sign-ins of an account but one, in the transaction open on this thread if there is one. For the house:
     * checks no permission.
     *
     * @param keptSession hash of the web session that goes on; null for none
     */
    void endAll(AccountId account, @Nullable String keptSession);

    /** Ends all sign-ins of some people, otherwise as {@link #endAll}. */
    void end(AccountId account, Collection<UserId> people, @Nullable String keptSession);
}
