package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.RunBrake;
import io.slipway.storage.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rebasing beside promotions, restores and other people who build. */
class RebaseAroundRunsTest extends OnRebase {

    @Test
    void whileSomebodyBuildsInTheSandboxARebaseIsBusyAndSaysWhy() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        replace(place.production, place.name.withName("Surname"));
        StructureLease.Attempt attempt = leases.tryAcquire(sandbox, StructureLease.Purpose.EDIT, "Grace");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            assertThat(sandboxes.rebase(place.boss, sandbox, Map.of()))
                    .isInstanceOfSatisfying(
                            Rebase.Busy.class, busy -> assertThat(busy.reason()).startsWith("Grace is changing"));
        }
    }

    @Test
    void twoPeopleWhoRebaseAtOnceDoItOnce() throws Exception {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        replace(sandbox, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        replace(place.production, place.name.withName("Surname"));
        List<Object> outcomes = SandboxLifeTest.atOnce(
                () -> sandboxes.rebase(place.boss, sandbox, Map.of()),
                () -> sandboxes.rebase(place.boss, sandbox, Map.of()));
        assertThat(outcomes).filteredOn(Rebase.Rebased.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(other -> other instanceof Rebase.UpToDate || other instanceof Rebase.Busy)
                .hasSize(1);
        assertThat(Objects.requireNonNull(resources(sandbox).get(place.name.id()))
                        .name())
                .isEqualTo("Surname");
        assertThat(place.find(sandbox).pendingChanges()).isEqualTo(1);
    }

    @Test
    void promotedChangesArePromotedInTheChangelogAndNoLongerPending() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        replace(sandbox, room);
        promote(sandbox);
        assertThat(place.find(sandbox).pendingChanges()).isZero();
        replace(sandbox, room.withName("Office"));
        assertThat(changelog.full(place.boss, sandbox))
                .extracting(Changelog.Entry::name, Changelog.Entry::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Office", Changelog.Standing.PENDING),
                        org.assertj.core.groups.Tuple.tuple("Room", Changelog.Standing.PROMOTED));
        assertThat(changelog.net(place.boss, sandbox)).singleElement().satisfies(entry -> {
            assertThat(entry.changes()).containsExactly("name: “Room” → “Office”");
            assertThat(entry.apps()).isEqualTo("Project Tracking");
        });
    }

    /** A restore takes from production what was promoted; the sandbox that fed it back has it pending again. */
    @Test
    void whatARestoreTookFromProductionIsPendingAgainAndNotLost() {
        SortedMap<ResourceId, Resource> before = resources(place.production);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        Field desk = place.field(place.employees.id(), "Desk", new FieldKind.ShortText(10));
        replace(sandbox, room, place.name.withName("Full name"));
        StoredRecord ada = place.hire(sandbox, "Ada");
        promote(sandbox);
        replace(sandbox, room.withName("Office"));
        restore(before);
        replace(place.production, desk);
        assertThat(place.find(sandbox).pendingChanges()).isEqualTo(2);

        assertThat(sandboxes.pending(place.boss, sandbox).incoming().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.id()).isEqualTo(desk.id()));
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);

        SortedMap<ResourceId, Resource> wanted = new TreeMap<>(before);
        wanted.put(desk.id(), desk);
        wanted.put(room.id(), room.withName("Office"));
        wanted.put(place.name.id(), place.name.withName("Full name"));
        definitions.forget(sandbox);
        assertThat(resources(sandbox)).isEqualTo(wanted);
        assertThat(changelog.net(place.boss, sandbox))
                .extracting(Changelog.Entry::name)
                .containsExactlyInAnyOrder("Office", "Full name");
        assertThat(place.all(sandbox, place.employees.id()))
                .extracting(StoredRecord::id)
                .containsExactly(ada.id());
        promote(sandbox);
        assertThat(resources(place.production)).isEqualTo(wanted);
        assertThat(place.find(sandbox).pendingChanges()).isZero();
    }

    @Test
    void whileARunIsUnderWayInProductionNothingIsBroughtIn() {
        BackupId backup = backup();
        RunId run;
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        replace(place.production, place.name.withName("Surname"));
        try (RunBrake.Held held = brake.hold(place.account)) {
            run = started(promotions.restore(
                    place.boss, backup, accounts.get(place.account).name(), null));
            held.reached();
            assertThat(sandboxes.rebase(place.boss, sandbox, Map.of()))
                    .isInstanceOfSatisfying(
                            Rebase.Busy.class,
                            busy -> assertThat(busy.reason())
                                    .startsWith("A restore started by " + place.boss.name() + " is under way"));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> promotions.find(place.boss, run).orElseThrow().endedAt() != null);
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
    }

    private static RunId started(Promotions.StartOutcome outcome) {
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        return ((Promotions.Started) outcome).run();
    }

    private BackupId backup() {
        BackupId backup = ((Backups.Taking) backups.take(place.boss, "Before", "")).id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> backups.find(place.boss, backup).orElseThrow().state() == Backup.State.COMPLETE);
        return backup;
    }

    /** What the flip of a restore does to production's log. */
    private void restore(Map<ResourceId, Resource> wanted) {
        put(place.production, wanted);
        restored(definitions.current(place.production).revision());
    }

    private void restored(long revision) {
        jdbc.sql(AccountSql.resolve(place.account, """
                INSERT INTO {a}.run (id, kind, environment, state, epoch, plan, plan_hash, started_by, started_by_name,
                    started_by_email, started_at, heartbeat_at, ended_at, flipped_revision)
                VALUES (1, 'RESTORE', :production, 'SUCCEEDED', 1, :plan, '', 1, 'Grace', 'g@example.org',
                    UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), :flipped)"""))
                .param("production", place.production.number())
                .param("plan", "{\"productionHead\":1,\"sandboxHead\":0,\"rules\":{}}")
                .param("flipped", revision)
                .update();
    }

    /** What the flip of a promotion does to the two logs. */
    private void promote(EnvironmentId sandbox) {
        Definition now = definitions.current(sandbox);
        put(place.production, now.resources());
        long head = definitions.current(place.production).revision();
        transactions.once(() -> {
            gates.exclusivelyLocked(sandbox);
            long moved = definitions.append(now, now.resources(), now.layouts().values(), "test", null);
            definitions.moveBase(sandbox, moved, head, moved);
            return moved;
        });
    }
}
