package io.slipway.imports.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.PlanEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of one file: of each column, and of rows whose record is there already. */
class MappingPanel extends Div {

    private final transient PlanEditor editor;
    private final transient ImportJob.File file;
    private final transient Runnable changed;
    private final List<ColumnRow> rows = new ArrayList<>();
    private @Nullable TextField tableName;

    MappingPanel(PlanEditor editor, ImportJob.File file, boolean structureFixed, Runnable changed) {
        this.editor = editor;
        this.file = file;
        this.changed = changed;
        addClassName("import-mapping");
        if (editor.plan().files().get(file.number()) instanceof ImportPlan.Pairs pairs) {
            add(pairs(pairs));
            return;
        }
        ResourceId table = editor.rows(file.number()).table();
        if (editor.isNew(table)) {
            add(tableName(table));
        } else {
            add(matching(table));
        }
        List<Destination> destinations = Destination.among(editor, file.number(), structureFixed);
        Div columns = new Div();
        columns.addClassName("import-columns");
        Div head = new Div(new Div("Column of the file"), new Div("Goes to"), new Div("How"));
        head.addClassName("import-columns-head");
        head.getElement().setAttribute("aria-hidden", "true");
        columns.add(head);
        file.inspection().columns().forEach(column -> {
            ColumnRow row = new ColumnRow(
                    editor, file.number(), column, file.inspection().rows(), destinations, changed);
            rows.add(row);
            columns.add(row);
        });
        add(new H3("Columns"), columns);
    }

    private Paragraph pairs(ImportPlan.Pairs pairs) {
        Definition planned = editor.planned();
        Field field = planned.get(Field.class, pairs.field());
        return new Paragraph("Each row links two records: “"
                + file.inspection().columns().get(pairs.column()).name() + "” names a record of “"
                + planned.get(Table.class, pairs.table()).name() + "”, “"
                + file.inspection().columns().get(pairs.targetColumn()).name() + "” one of “"
                + planned.get(Table.class, editor.target(field)).name() + "”. The links are made in the field “"
                + field.name() + "”. Other columns of this file are left out.");
    }

    private TextField tableName(ResourceId table) {
        TextField name = new TextField("Name of the new table");
        name.setMaxLength(Text.NAME_LIMIT);
        name.setValue(editor.planned().get(Table.class, table).name());
        name.setValueChangeMode(ValueChangeMode.ON_BLUR);
        name.addClassName("import-table-name");
        name.addValueChangeListener(change -> {
            try {
                editor.rename(table, change.getValue());
                name.setInvalid(false);
                changed.run();
            } catch (InvalidInput e) {
                name.setErrorMessage(e.getMessage());
                name.setInvalid(true);
            }
        });
        tableName = name;
        return name;
    }

    /** A row either is a new record or says by a unique field which record it changes. */
    private Div matching(ResourceId table) {
        List<Field> keys = editor.keys(table).stream()
                .filter(field -> !(field.kind() instanceof FieldKind.Link))
                .toList();
        ResourceId now = editor.rows(file.number()).matchOn();
        Select<Optional<Field>> match = new Select<>();
        match.setLabel("When a record is there already");
        List<Optional<Field>> items = new ArrayList<>();
        items.add(Optional.empty());
        keys.forEach(key -> items.add(Optional.of(key)));
        match.setItems(items);
        match.setItemLabelGenerator(item -> item.map(field -> "Change the record with the same “" + field.name() + "”")
                .orElse("Every row is a new record"));
        match.setValue(keys.stream().filter(key -> key.id().equals(now)).findFirst());
        match.addClassName("import-match");
        if (keys.isEmpty()) {
            match.setEnabled(false);
            match.setHelperText("To change records, the table needs a unique field that says which is which.");
        }
        Checkbox clear = new Checkbox(
                "Empty cells clear what is there", editor.rows(file.number()).clearEmpty());
        clear.setVisible(now != null);
        match.addValueChangeListener(change -> {
            ResourceId field = change.getValue().map(Field::id).orElse(null);
            editor.matchOn(file.number(), field);
            clear.setVisible(field != null);
            changed.run();
        });
        clear.addValueChangeListener(change -> {
            editor.clearEmpty(file.number(), change.getValue());
            changed.run();
        });
        Div box = new Div(match, clear);
        box.addClassName("import-matching");
        return box;
    }

    /**
     * Puts problems where they belong.
     *
     * @param problems by place
     * @return the places shown here
     */
    List<String> show(Map<String, String> problems) {
        List<String> shown = new ArrayList<>();
        for (ColumnRow row : rows) {
            String place = "file." + file.number() + ".column." + row.column();
            Field added = row.newField();
            String addition = added == null ? "" : "addition." + added.id();
            String message = problems.containsKey(place) ? problems.get(place) : problems.get(addition);
            row.showError(message);
            if (message != null) {
                shown.add(problems.containsKey(place) ? place : addition);
            }
        }
        if (tableName != null) {
            String place = "addition." + editor.rows(file.number()).table();
            String message = problems.get(place);
            if (message != null) {
                tableName.setErrorMessage(message);
                tableName.setInvalid(true);
                shown.add(place);
            } else if (!tableName.getValue().isBlank()) {
                tableName.setInvalid(false);
            }
        }
        return shown;
    }
}
