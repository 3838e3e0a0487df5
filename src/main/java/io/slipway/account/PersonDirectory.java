package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.util.Map;
import java.util.Optional;

/** The people of an account by name, also those who may not sign in any more. Checks no permission. */
public interface PersonDirectory {

    /** The person's name, if there is such a person in this account. */
    Optional<String> name(AccountId account, UserId person);

    /** All people of the account, in the order of their names. */
    Map<UserId, String> names(AccountId account);
}
