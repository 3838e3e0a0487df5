package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Who is in which user group. Account data: the same in every environment, never promoted, and kept while a group is
 * gone, so that an undo finds it.
 */
public interface Memberships {

    /**
     * The user groups a person belongs to, as they are now. Groups that an environment's definition does not have (any
     * more, or not yet) are among them. For permission checks: asks for no actor.
     */
    Set<ResourceId> groupsOf(AccountId account, UserId user);

    /**
     * Everybody who is in at least one of some groups, with all the groups they are in. For the house: asks for no
     * actor.
     */
    Map<UserId, Set<ResourceId>> groupsOfMembers(AccountId account, Collection<ResourceId> groups);

    /** The people in a group. Builders only. */
    Set<UserId> members(Actor actor, ResourceId group);

    /**
     * Makes exactly these people the group's members. Super Admins only.
     *
     * @param groupName as the audit trail should call it
     * @throws NotAllowed also when one of them is not of the account
     */
    void set(Actor actor, ResourceId group, String groupName, Set<UserId> members);

    /**
     * Puts a person into exactly these groups. Super Admins only.
     *
     * @param groups with their names, as the audit trail should call them
     * @throws NotAllowed also when the person is not of the account
     */
    void setGroups(Actor actor, UserId user, Map<ResourceId, String> groups);
}
