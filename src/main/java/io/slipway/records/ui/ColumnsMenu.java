package io.slipway.records.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Chooses which columns are shown. The first one always is: it leads to the record. */
class ColumnsMenu extends MenuBar {

    ColumnsMenu(List<Field> columns, Set<ResourceId> hidden, Consumer<Set<ResourceId>> chosen) {
        Icon icon = VaadinIcon.GRID_V.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        MenuItem root = addItem(icon);
        root.add("Columns");
        Set<ResourceId> now = new TreeSet<>(hidden);
        for (Field column : columns.subList(Math.min(1, columns.size()), columns.size())) {
            MenuItem item = root.getSubMenu().addItem(column.name());
            item.setCheckable(true);
            item.setKeepOpen(true);
            item.setChecked(!hidden.contains(column.id()));
            item.addClickListener(click -> {
                if (item.isChecked()) {
                    now.remove(column.id());
                } else {
                    now.add(column.id());
                }
                chosen.accept(Set.copyOf(now));
            });
        }
    }
}
