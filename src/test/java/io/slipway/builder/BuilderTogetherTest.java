package io.slipway.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.environment.StructureLease;
import io.slipway.storage.Evolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several people build at the same time, some of them without the right to, and some die at it. */
class BuilderTogetherTest extends OnDefinition {

    @Test
    void aSecondTabIsToldThatSomebodyChangedTheSame() {
        long opened = definitions.current(production).revision();
        done(builder.edit(admin, production, put(field(name).withName("Title"))));
        Edit late = Edit.of(put(field(name).withName("Subject"))).openedAt(opened);
        EditOutcome.ChangedMeanwhile changed = (EditOutcome.ChangedMeanwhile) builder.edit(admin, production, late);
        assertThat(changed.resources()).containsExactly(name);
        ResourceId other = builder.newId(admin, production);
        Edit elsewhere =
                Edit.of(put(new App(other, "HR", "", "", List.of(), List.of()))).openedAt(opened);
        done(builder.edit(admin, production, elsewhere));
    }

    @Test
    void aResourceRemovedMeanwhileDoesNotComeBackByASaveOfAnOldForm() {
        ResourceId due = addField("Due", new FieldKind.Date());
        Field old = field(due);
        done(builder.edit(admin, production, new DefinitionChange.Remove(due)));
        assertThat(onlyProblem(builder.edit(admin, production, put(old.withName("Deadline"))))
                        .message())
                .contains("removed meanwhile");
        assertThat(onlyProblem(builder.edit(admin, production, new DefinitionChange.Remove(due)))
                        .message())
                .contains("removed it meanwhile");
    }

    @Test
    void idsThatWereNeverGivenOutAreRefused() {
        ResourceId forged = new ResourceId(9_000_000_000L);
        assertThat(onlyProblem(builder.edit(admin, production, put(new App(forged, "X", "", "", List.of(), List.of()))))
                        .message())
                .contains("never here");
    }

    @Test
    void productionIsReadOnlyWhileThereIsAPromotableSandbox() {
        EnvironmentId sandbox = workshop.sandbox(production);
        environments.setPromotable(sandbox, true);
        EditOutcome.StructureLocked locked =
                (EditOutcome.StructureLocked) builder.newTable(admin, production, app, "People");
        assertThat(locked.sandbox()).isEqualTo(sandbox);
        assertThat(locked.reason()).contains(locked.sandboxName());
        assertThat(builder.locked(admin, production)).hasValue(locked);
        assertThat(builder.locked(admin, sandbox)).isEmpty();
        environments.setPromotable(sandbox, false);
        done(builder.newTable(admin, production, app, "People"));
    }

    @Test
    void onlyBuildersOfTheAccountMayEdit() {
        Actor user = workshop.person(production.account(), PersonKind.USER, "Uma");
        Actor appAdmin = workshop.person(production.account(), PersonKind.APP_ADMIN, "Alan");
        Actor stranger = workshop.superAdmin(workshop.production().account());
        EnvironmentId nowhere = new EnvironmentId(production.account(), 4711);
        assertThatThrownBy(() -> builder.newTable(user, production, app, "X")).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> builder.newTable(stranger, production, app, "X"))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> builder.preview(stranger, production, Edit.of()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> builder.locked(user, production)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> builder.newId(user, production)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> builder.newTable(admin, nowhere, app, "X")).isInstanceOf(NotAllowed.class);
        done(builder.newTable(appAdmin, production, app, "X"));
    }

    @Test
    void whoeverHoldsTheLeaseIsNamed() {
        try (StructureLease.Lease held = ((StructureLease.Held)
                        lease.tryAcquire(production, StructureLease.Purpose.PROMOTION, "Grace"))
                .lease()) {
            assertThat(held.connectionId()).isPositive();
            EditOutcome.Busy busy = (EditOutcome.Busy) builder.newTable(admin, production, app, "People");
            assertThat(busy.what()).isEqualTo("a promotion");
            assertThat(busy.who()).isEqualTo("Grace");
        }
        done(builder.newTable(admin, production, app, "People"));
    }

    @Test
    void editorsAtTheSameTimeQueueAndLoseNothing() throws Exception {
        List<Future<EditOutcome>> outcomes = new ArrayList<>();
        try (ExecutorService editors = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                Field field = new Field(
                        builder.newId(admin, production),
                        tasks,
                        "Field " + i,
                        new FieldKind.YesNo(),
                        0,
                        false,
                        false,
                        null,
                        "");
                outcomes.add(editors.submit(() -> builder.newField(admin, production, field)));
            }
        }
        long refused = 0;
        for (Future<EditOutcome> outcome : outcomes) {
            refused += outcome.get() instanceof EditOutcome.Done ? 0 : 1;
        }
        assertThat(refused).isZero();
        Definition now = definitions.current(production);
        assertThat(now.fields(tasks)).hasSize(9);
        assertThat(now.get(View.class, view).columns()).hasSize(9);
    }

    @Test
    void whatAnEditorThatDiedLeftIsClearedByTheNextEdit() {
        Definition current = definitions.current(production);
        Map<ResourceId, Resource> target = new TreeMap<>(current.resources());
        ResourceId lost = builder.newId(admin, production);
        target.put(lost, new Table(lost, "Lost", "", null));
        evolution.expand(evolution.plan(current, target, Map.of()), "edit:dead", Evolution.Progress.SILENT);
        assertThat(evolution.unfinished(production)).contains("edit:dead");
        done(builder.newTable(admin, production, app, "People"));
        assertThat(evolution.unfinished(production)).isEmpty();
    }

    @Test
    void aFailedExpansionLeavesNothingBehind() {
        create(tasks, Map.of(name, "same"));
        create(tasks, Map.of(name, "SAME"));
        Field field = field(name);
        Field unique = new Field(name, tasks, field.name(), field.kind(), field.rank(), true, true, null, "");
        assertThat(builder.edit(admin, production, put(unique))).isInstanceOf(EditOutcome.DataStopsIt.class);
        assertThat(evolution.unfinished(production)).isEmpty();
        assertThat(definitions.current(production).layout(tasks).keys()).isEmpty();
    }
}
