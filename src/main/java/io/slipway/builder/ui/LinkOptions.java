package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.NewRelationship;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Table;
import java.util.List;
import java.util.function.BiConsumer;

/** What a new link leads to, how many records it takes, and what it is called from the other side. */
class LinkOptions extends Div implements HasEnabled {

    private final ResourceId from;
    private final ComboBox<Table> target = new ComboBox<>("Table linked to");
    private final RadioButtonGroup<Cardinality> cardinality = new RadioButtonGroup<>("How many");
    private final TextField related = new TextField("Name seen from the other side");

    LinkOptions(Bench bench, ResourceId from, BiConsumer<String, HasValidationProperties> places) {
        this.from = from;
        addClassName("kind-options");
        List<Table> tables = BuildWords.tables(bench.definition());
        target.setItems(tables);
        target.setItemLabelGenerator(Table::name);
        target.setWidthFull();
        cardinality.setItems(Cardinality.values());
        cardinality.setItemLabelGenerator(LinkOptions::words);
        cardinality.setValue(Cardinality.MANY_TO_ONE);
        cardinality.addClassName("stacked");
        related.setWidthFull();
        related.setValue(BuildWords.name(bench.definition(), from));
        related.setHelperText("What the records here are called on the pages of the table linked to");
        places.accept("target", target);
        places.accept("related", related);
        add(target, cardinality, related);
    }

    private static String words(Cardinality cardinality) {
        return switch (cardinality) {
            case MANY_TO_ONE -> "Each record links to at most one record (many to one)";
            case MANY_TO_MANY -> "Each record links to any number of records (many to many)";
        };
    }

    /**
     * The relationship.
     *
     * @throws InvalidInput when something is missing
     */
    NewRelationship wanted(String fieldName, boolean required) {
        if (target.getValue() == null) {
            throw new InvalidInput("target", "Choose the table to link to.");
        }
        String name = Text.name("field", fieldName);
        if (related.getValue().isBlank()) {
            throw new InvalidInput("related", "Say what the records are called from the other side.");
        }
        return new NewRelationship(
                from, target.getValue().id(), cardinality.getValue(), name, related.getValue(), required);
    }
}
