package io.slipway.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.Evolution;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An app with a table in production, and short ways to edit its definition. */
@IntegrationTest
abstract class OnDefinition {

    @Autowired
    Workshop workshop;

    @Autowired
    Builder builder;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    StructureLease lease;

    @Autowired
    Evolution evolution;

    @Autowired
    Records records;

    EnvironmentId production;
    Actor.Person admin;
    ResourceId app;
    ResourceId tasks;
    ResourceId name;
    ResourceId form;
    ResourceId view;

    @BeforeEach
    void anAppWithATable() {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        app = builder.newId(admin, production);
        done(builder.edit(admin, production, put(new App(app, "Tracking", "", "", List.of(), List.of()))));
        List<ResourceId> created =
                done(builder.newTable(admin, production, app, "Tasks")).created();
        tasks = created.get(0);
        name = created.get(1);
        form = created.get(2);
        view = created.get(3);
    }

    static DefinitionChange put(Resource resource) {
        return new DefinitionChange.Put(resource);
    }

    Field field(ResourceId id) {
        return definitions.current(production).get(Field.class, id);
    }

    ResourceId table(String label) {
        return done(builder.newTable(admin, production, app, label)).created().getFirst();
    }

    ResourceId addField(String label, FieldKind kind) {
        ResourceId id = builder.newId(admin, production);
        done(builder.newField(admin, production, new Field(id, tasks, label, kind, 0, false, false, null, "")));
        return id;
    }

    RecordId create(ResourceId table, Map<ResourceId, Object> values) {
        RecordId id = RecordId.next();
        assertThat(records.write(
                        admin,
                        production,
                        List.of(new RecordDraft.Create(table, id, new RecordDraft(new HashMap<>(values))))))
                .isInstanceOf(WriteOutcome.Saved.class);
        return id;
    }

    static EditOutcome.Done done(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return (EditOutcome.Done) outcome;
    }

    static EditOutcome.Problem onlyProblem(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
        assertThat(((EditOutcome.Refused) outcome).problems()).hasSize(1);
        return ((EditOutcome.Refused) outcome).problems().getFirst();
    }
}
