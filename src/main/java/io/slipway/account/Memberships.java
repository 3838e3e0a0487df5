package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import java.util.Set;

/** Who belongs to which user group: account data, never promoted. Checks no permission. */
public interface Memberships {

    /**
     * The user groups a person belongs to, as they are now. Groups that an environment's definition does not have (any
     * more, or not yet) are among them: membership is kept while a group is gone.
     */
    Set<ResourceId> groupsOf(AccountId account, UserId user);
}
