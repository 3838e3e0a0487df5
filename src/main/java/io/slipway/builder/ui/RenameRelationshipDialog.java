package io.slipway.builder.ui;

import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.definition.Relationship;
import java.util.Optional;

/** Changes what a relationship's records are called from the other side; its tables and cardinality stay. */
class RenameRelationshipDialog extends EditDialog {

    private final Relationship before;
    private final TextField name;

    RenameRelationshipDialog(Bench bench, Relationship before) {
        super(bench, "Edit relationship", "Save");
        this.before = before;
        name = new TextField("Name seen from " + BuildWords.name(bench.definition(), before.to()));
        name.setValue(before.name());
        name.setWidthFull();
        name.setHelperText("Its tables and how many records it links stay as they are. The link field is renamed among"
                + " the fields of " + BuildWords.name(bench.definition(), before.from()) + ".");
        at("name", name);
        part(name);
    }

    @Override
    protected EditOutcome send() {
        Relationship wanted =
                new Relationship(before.id(), name.getValue(), before.cardinality(), before.from(), before.to());
        return bench().edit(bench().made(java.util.List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected String done() {
        return "The relationship is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return fresh.definition()
                .find(Relationship.class, before.id())
                .map(one -> new RenameRelationshipDialog(fresh, one));
    }
}
