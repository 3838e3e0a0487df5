package io.slipway.sandbox.ui;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.slipway.environment.Environment.DataChoice;

/** Chooses how much of production's data comes into a sandbox. */
class DataChoiceField extends RadioButtonGroup<DataChoice> {

    DataChoiceField(DataChoice chosen) {
        setLabel("Data from production");
        setItems(DataChoice.values());
        setItemLabelGenerator(SandboxPages::explained);
        setValue(chosen);
        addClassName("stacked");
    }
}
