package io.slipway.promotion.internal;

import io.slipway.account.Memberships;
import io.slipway.account.PersonDirectory;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Grants;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Signs out whose permissions a flip changes, also where the account keeps people signed in over it. Those who build may
 * do everything whatever the roles, so they are never among them.
 */
@Component
class ChangedPermissions {

    private static final Set<PersonKind> BUILDERS = Set.of(PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN);

    private final Memberships memberships;
    private final PersonDirectory directory;
    private final SignIns signIns;
    private final RunStore runs;

    ChangedPermissions(Memberships memberships, PersonDirectory directory, SignIns signIns, RunStore runs) {
        this.memberships = memberships;
        this.directory = directory;
        this.signIns = signIns;
        this.runs = runs;
    }

    /**
     * In the flip's transaction, so that nobody is signed out by a run that goes back. Only members of groups that
     * allow something else are read; one whose other groups make up for it stays.
     */
    void signOut(RunContext context, Definition before, Definition after) {
        Set<UserId> people = of(context, before, after);
        if (!people.isEmpty()) {
            signIns.end(context.account(), people, runs.exemptSession(context.account(), context.id()));
        }
    }

    /** Whose permissions it is that change. */
    Set<UserId> of(RunContext context, Definition before, Definition after) {
        Set<ResourceId> changed = Grants.changedGroups(before, after);
        if (changed.isEmpty()) {
            return Set.of();
        }
        Set<UserId> people = new HashSet<>();
        memberships.groupsOfMembers(context.account(), changed).forEach((user, groups) -> {
            if (!Grants.of(before, groups).equals(Grants.of(after, groups))) {
                people.add(user);
            }
        });
        directory.ofKind(context.account(), BUILDERS).forEach(builder -> people.remove(builder.id()));
        return people;
    }
}
