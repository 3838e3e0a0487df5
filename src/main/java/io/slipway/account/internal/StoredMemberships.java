package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.Memberships;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Group members in a table of the account. */
@Component
class StoredMemberships implements Memberships {

    private final AccountSql sql;
    private final PersonDirectory directory;
    private final AuditTrail audit;
    private final Transactions transactions;

    StoredMemberships(AccountSql sql, PersonDirectory directory, AuditTrail audit, Transactions transactions) {
        this.sql = sql;
        this.directory = directory;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public Set<ResourceId> groupsOf(AccountId account, UserId user) {
        return sql.in(account, "SELECT group_id FROM {a}.group_member WHERE user_id = :user")
                .param("user", user.value())
                .query((row, number) -> new ResourceId(row.getLong(1)))
                .set();
    }

    @Override
    public Map<UserId, Set<ResourceId>> groupsOfMembers(AccountId account, Collection<ResourceId> groups) {
        Map<UserId, Set<ResourceId>> found = new HashMap<>();
        if (!groups.isEmpty()) {
            sql.in(
                            account,
                            "SELECT user_id, group_id FROM {a}.group_member WHERE user_id IN"
                                    + " (SELECT user_id FROM {a}.group_member WHERE group_id IN (:groups))")
                    .param("groups", groups.stream().map(ResourceId::value).toList())
                    .query(row -> {
                        found.computeIfAbsent(new UserId(row.getLong(1)), user -> new HashSet<>())
                                .add(new ResourceId(row.getLong(2)));
                    });
        }
        return found;
    }

    @Override
    public Set<UserId> members(Actor actor, ResourceId group) {
        actor.requireBuilder();
        return membersOf(actor.account(), group);
    }

    private Set<UserId> membersOf(AccountId account, ResourceId group) {
        return sql.in(account, "SELECT user_id FROM {a}.group_member WHERE group_id = :group")
                .param("group", group.value())
                .query((row, number) -> new UserId(row.getLong(1)))
                .set();
    }

    @Override
    public void set(Actor actor, ResourceId group, String groupName, Set<UserId> members) {
        actor.requireSuperAdmin();
        Map<UserId, String> names = requireHere(actor.account(), members);
        transactions.retrying(() -> {
            Set<UserId> before = membersOf(actor.account(), group);
            without(before, members).forEach(user -> remove(actor.account(), group, user));
            without(members, before).forEach(user -> add(actor.account(), group, user));
            audit.record(actor, "group.members-set", groupName, String.join(", ", new TreeSet<>(names.values())));
            return null;
        });
    }

    @Override
    public void setGroups(Actor actor, UserId user, Map<ResourceId, String> groups) {
        actor.requireSuperAdmin();
        Map<UserId, String> names = requireHere(actor.account(), Set.of(user));
        transactions.retrying(() -> {
            Set<ResourceId> before = groupsOf(actor.account(), user);
            without(before, groups.keySet()).forEach(group -> remove(actor.account(), group, user));
            without(groups.keySet(), before).forEach(group -> add(actor.account(), group, user));
            audit.record(
                    actor,
                    "person.groups-set",
                    names.getOrDefault(user, ""),
                    groups.isEmpty() ? "No group" : "Groups: " + String.join(", ", new TreeSet<>(groups.values())));
            return null;
        });
    }

    private Map<UserId, String> requireHere(AccountId account, Set<UserId> users) {
        Map<UserId, String> names = directory.names(account, users);
        if (names.size() != users.size()) {
            throw new NotAllowed("This is not here, or not yours to see.");
        }
        return names;
    }

    private static <T> Set<T> without(Collection<T> all, Collection<T> some) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void add(AccountId account, ResourceId group, UserId user) {
        sql.in(account, "INSERT IGNORE INTO {a}.group_member (group_id, user_id) VALUES (:group, :user)")
                .param("group", group.value())
                .param("user", user.value())
                .update();
    }

    private void remove(AccountId account, ResourceId group, UserId user) {
        sql.in(account, "DELETE FROM {a}.group_member WHERE group_id = :group AND user_id = :user")
                .param("group", group.value())
                .param("user", user.value())
                .update();
    }
}
