package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;

/** Presses what an empty grid offers, which stands outside of the grid's own children. */
final class EmptyStateProbe {

    private EmptyStateProbe() {}

    static void click(Grid<?> grid, String button) {
        Component empty = grid.getEmptyStateComponent();
        _click(empty.getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(each -> each.getText().equals(button))
                .findFirst()
                .orElseThrow());
    }
}
