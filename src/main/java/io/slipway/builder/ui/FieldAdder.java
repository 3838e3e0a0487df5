package io.slipway.builder.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import io.slipway.definition.Field;
import java.util.List;
import java.util.function.Consumer;

/** Chooses one more field; each choice is taken over at once. */
class FieldAdder extends ComboBox<Field> {

    FieldAdder(String label, Consumer<Field> add) {
        setLabel(label);
        setItemLabelGenerator(Field::name);
        setWidthFull();
        addValueChangeListener(change -> {
            Field chosen = change.getValue();
            if (chosen != null) {
                clear();
                add.accept(chosen);
            }
        });
    }

    /** The fields there are to choose; the input is not shown without any. */
    void offer(List<Field> fields) {
        setItems(fields);
        setVisible(!fields.isEmpty());
    }
}
