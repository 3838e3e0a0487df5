package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Account;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who stays signed in over a promotion and a restore in an account that keeps sign-ins. */
@IntegrationTest
class KeptSignInsTest {

    private static final Permission SEE = new Permission(true, false, false, false);

    @Autowired
    Workshop workshop;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIns signIns;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    Promotions promotions;

    EnvironmentId production;
    EnvironmentId sandbox;
    Actor.Person boss;

    @Test
    void thoseWhosePermissionsChangeSignInAgainAndNobodyElse() {
        production = workshop.production();
        boss = workshop.superAdmin(production.account());
        Account settings = accounts.settings(boss);
        accounts.change(boss, new AccountSettings(settings.name(), settings.timeZone(), true, settings.version()));
        ResourceId visits = workshop.id(production);
        ResourceId app = workshop.id(production);
        Role widened = role("Reception", app, Map.of(visits, SEE));
        Role same = role("Guard", app, Map.of(visits, SEE));
        Role narrowed = role("Office", app, Map.of(visits, Permission.ALL));
        Role covering = role("Manager", app, Map.of(visits, Permission.ALL));
        UserGroup receptionists = group("Receptionists", widened);
        UserGroup guards = group("Guards", same);
        UserGroup office = group("Office", narrowed);
        UserGroup managers = group("Managers", covering);
        UserGroup late = group("Late", same);
        workshop.build(
                production,
                new Table(visits, "Visits", "", null),
                new Field(
                        workshop.id(production),
                        visits,
                        "Name",
                        new FieldKind.ShortText(100),
                        0,
                        false,
                        false,
                        null,
                        ""),
                new App(app, "Reception", "", "", List.of(visits), List.of()),
                widened,
                same,
                narrowed,
                covering,
                receptionists,
                guards,
                office,
                managers);
        sandbox = workshop.sandbox(production);
        definitions.moveBase(sandbox, 0, definitions.current(production).revision(), 0);
        environments.setPromotable(sandbox, true);
        workshop.build(sandbox, resources -> {
            resources.put(
                    widened.id(), new Role(widened.id(), "Reception", Set.of(app), allowing(visits, Permission.ALL)));
            resources.put(narrowed.id(), new Role(narrowed.id(), "Office", Set.of(app), allowing(visits, SEE)));
            resources.put(same.id(), new Role(same.id(), "Guards and more", Set.of(app), same.tables()));
            resources.put(late.id(), late);
        });
        SignInTicket gains = member("Gains", PersonKind.USER, receptionists);
        SignInTicket loses = member("Loses", PersonKind.USER, office);
        SignInTicket covered = member("Covered", PersonKind.USER, office, managers);
        SignInTicket untouched = member("Untouched", PersonKind.USER, guards);
        SignInTicket joinsNewGroup = member("New group", PersonKind.USER, late);
        SignInTicket builder = member("Builder", PersonKind.APP_ADMIN, receptionists);
        SignInTicket nobody = member("Nobody", PersonKind.USER);

        Run promoted = ended(promote());

        assertThat(promoted.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(stands(gains)).isFalse();
        assertThat(stands(loses)).isFalse();
        assertThat(stands(joinsNewGroup)).isFalse();
        assertThat(stands(covered)).isTrue();
        assertThat(stands(untouched)).isTrue();
        assertThat(stands(builder)).isTrue();
        assertThat(stands(nobody)).isTrue();

        SignInTicket losesAgain = TestSignIn.ticket(signIns, person("Loses"));
        Run restored = ended(restore(Objects.requireNonNull(promoted.safetyBackup())));

        assertThat(restored.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(stands(losesAgain)).isFalse();
        assertThat(stands(covered)).isTrue();
        assertThat(stands(untouched)).isTrue();
    }

    private final Map<String, Actor.Person> people = new TreeMap<>();

    private Actor.Person person(String name) {
        return Objects.requireNonNull(people.get(name));
    }

    private SignInTicket member(String name, PersonKind kind, UserGroup... groups) {
        Actor.Person person = workshop.person(production.account(), kind, name);
        people.put(name, person);
        ResourceId[] ids = new ResourceId[groups.length];
        for (int i = 0; i < groups.length; i++) {
            ids[i] = groups[i].id();
        }
        workshop.join(person, ids);
        return TestSignIn.ticket(signIns, person);
    }

    private boolean stands(SignInTicket ticket) {
        return signIns.actor(ticket, "session of " + ticket.user()).isPresent();
    }

    private Role role(String name, ResourceId app, Map<ResourceId, Permission> tables) {
        return new Role(workshop.id(production), name, Set.of(app), new TreeMap<>(tables));
    }

    private static TreeMap<ResourceId, Permission> allowing(ResourceId table, Permission permission) {
        return new TreeMap<>(Map.of(table, permission));
    }

    private UserGroup group(String name, Role role) {
        return new UserGroup(workshop.id(production), name, Set.of(role.id()));
    }

    private RunId promote() {
        Promotions.Review review = promotions.review(boss, sandbox);
        return started(promotions.promote(boss, sandbox, review.plan().hash(), review.typedName(), null));
    }

    private RunId restore(BackupId backup) {
        return started(promotions.restore(boss, backup, accounts.settings(boss).name(), null));
    }

    private static RunId started(Promotions.StartOutcome outcome) {
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        return ((Promotions.Started) outcome).run();
    }

    private Run ended(RunId run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> promotions.find(boss, run).orElseThrow().endedAt() != null);
        return promotions.find(boss, run).orElseThrow();
    }
}
