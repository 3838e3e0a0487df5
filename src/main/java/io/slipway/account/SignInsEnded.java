package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Event: sign-ins have ended. Published in the transaction that ends them; other nodes learn it from the database.
 *
 * @param people whose; empty for everybody's in the account
 * @param keptSession hash of the one web session that goes on; null for none
 */
public record SignInsEnded(
        AccountId account, Set<UserId> people, @Nullable String keptSession) {

    public SignInsEnded {
        people = Set.copyOf(people);
    }

    /** Whether a session of somebody ended by this. */
    public boolean ends(UserId user, String session) {
        return !session.equals(keptSession) && (people.isEmpty() || people.contains(user));
    }
}
