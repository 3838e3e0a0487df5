package io.slipway.builder.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds a relationship with its link field. */
class RelationshipDialog extends EditDialog {

    private final @Nullable ResourceId begin;
    private final ComboBox<Table> from = new ComboBox<>("Table that gets the link field");
    private final TextField name = new TextField("Name of the link field");
    private final Checkbox required = new Checkbox("Required: no record without a link");
    private final Div place = new Div();
    private @Nullable LinkOptions options;

    /**
     * @param begin the table that is offered first; null: none
     */
    RelationshipDialog(Bench bench, @Nullable ResourceId begin) {
        super(bench, "Add relationship", "Add relationship");
        this.begin = begin;
        from.setItems(BuildWords.tables(bench.definition()));
        from.setItemLabelGenerator(Table::name);
        from.setWidthFull();
        name.setWidthFull();
        name.setHelperText("For example Project");
        from.addValueChangeListener(change -> fromChosen(change.getValue()));
        at("from", from);
        at("name", name);
        at("required", required);
        part(from);
        part(name);
        part(place);
        part(required);
        if (begin != null) {
            bench.definition().find(Table.class, begin).ifPresent(from::setValue);
        }
    }

    private void fromChosen(@Nullable Table table) {
        place.removeAll();
        options = table == null ? null : new LinkOptions(bench(), table.id(), this::at);
        if (options != null) {
            place.add(options);
        }
    }

    @Override
    protected EditOutcome send() {
        if (options == null) {
            throw new InvalidInput("from", "Choose the table that gets the link field.");
        }
        return bench().room()
                .builder()
                .newRelationship(
                        bench().actor(), bench().environment(), options.wanted(name.getValue(), required.getValue()));
    }

    @Override
    protected String done() {
        return "The relationship and its link field “" + name.getValue().strip() + "” are added.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return Optional.of(new RelationshipDialog(fresh, begin));
    }
}
