package io.slipway.records.ui;

import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.records.ui.NameLookup.Reader;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inputs for one record, one below the other. Knows what is stored, what is in the inputs, and what is wrong. */
class RecordForm extends Div {

    private final transient Map<ResourceId, Line> lines = new LinkedHashMap<>();

    /** An input, and what could be read from it when the stored value was shown. */
    private static final class Line {
        final Field field;
        final FieldEditor editor;
        final boolean editable;

        @Nullable
        Object stored;

        Parsed untouched = Parsed.NOTHING;

        Line(Field field, FieldEditor editor, boolean editable) {
            this.field = field;
            this.editor = editor;
            this.editable = editable;
        }

        boolean touched() {
            return editable && !editor.read().equals(untouched);
        }
    }

    /**
     * @param editable whether the reader may change anything at all
     */
    RecordForm(Reader reader, FieldEditors editors, List<FormItem> items, boolean editable) {
        addClassName("record-form");
        FormLayout layout = new FormLayout();
        layout.setAutoResponsive(true);
        layout.setMaxColumns(1);
        layout.setExpandColumns(true);
        layout.setExpandFields(true);
        for (FormItem item : items) {
            if (!item.heading().isEmpty()) {
                layout.add(new H2(item.heading()));
            }
            FieldEditor editor = editors.of(reader, item.field());
            boolean open = editable && !item.readOnly();
            editor.setReadOnly(!open);
            Line line = new Line(item.field(), editor, open);
            editor.onChange(() -> recheck(line));
            lines.put(item.field().id(), line);
            layout.add(editor.component());
        }
        add(layout);
    }

    /** Shows what is stored. */
    void show(Map<ResourceId, ?> values) {
        lines.forEach((id, line) -> {
            line.stored = values.get(id);
            line.editor.show(line.stored);
            line.editor.setError(null);
            line.untouched = line.editor.read();
        });
    }

    /** Puts in a value as if it had been typed; false: the field is not here to be edited. */
    boolean type(ResourceId field, @Nullable Object value) {
        Line line = lines.get(field);
        if (line == null || !line.editable) {
            return false;
        }
        line.editor.type(value);
        return true;
    }

    /** Whether anything was typed that is not stored. */
    boolean isDirty() {
        return lines.values().stream().anyMatch(Line::touched);
    }

    /** Whether there is anything to edit. */
    boolean isEditable() {
        return lines.values().stream().anyMatch(line -> line.editable);
    }

    /** The values of the fields somebody has touched, as far as they can be read. */
    Map<ResourceId, @Nullable Object> touched() {
        Map<ResourceId, @Nullable Object> touched = new LinkedHashMap<>();
        lines.forEach((id, line) -> {
            if (line.touched() && line.editor.read() instanceof Parsed.Ok ok) {
                touched.put(id, ValueRules.normalise(line.field, ok.value()));
            }
        });
        return Collections.unmodifiableMap(touched);
    }

    /** The values of all editable fields, as far as they can be read. */
    Map<ResourceId, @Nullable Object> all() {
        Map<ResourceId, @Nullable Object> all = new LinkedHashMap<>();
        lines.forEach((id, line) -> {
            if (line.editable && line.editor.read() instanceof Parsed.Ok ok) {
                all.put(id, ValueRules.normalise(line.field, ok.value()));
            }
        });
        return Collections.unmodifiableMap(all);
    }

    /** The values of the editable fields that differ from what is stored. */
    Map<ResourceId, @Nullable Object> changes() {
        Map<ResourceId, @Nullable Object> changes = new HashMap<>(all());
        changes.entrySet()
                .removeIf(entry ->
                        Objects.equals(entry.getValue(), Objects.requireNonNull(lines.get(entry.getKey())).stored));
        return Collections.unmodifiableMap(changes);
    }

    /** Marks what can't be taken; returns why, by field. */
    Map<ResourceId, String> check() {
        Map<ResourceId, String> problems = new LinkedHashMap<>();
        lines.forEach((id, line) -> {
            if (line.editable) {
                Optional<String> problem = problem(line);
                line.editor.setError(problem.orElse(null));
                problem.ifPresent(message -> problems.put(id, message));
            }
        });
        return problems;
    }

    private static Optional<String> problem(Line line) {
        return switch (line.editor.read()) {
            case Parsed.Bad bad -> Optional.of(bad.reason());
            case Parsed.Ok ok -> ValueRules.check(line.field, ValueRules.normalise(line.field, ok.value()));
        };
    }

    /** An error goes as soon as what is typed is right, but none comes while somebody is still typing. */
    private static void recheck(Line line) {
        if (line.editor.hasError() && problem(line).isEmpty()) {
            line.editor.setError(null);
        }
    }

    /** Marks a field; false: it is not on this form. */
    boolean mark(ResourceId field, String message) {
        Line line = lines.get(field);
        if (line == null) {
            return false;
        }
        line.editor.setError(message);
        return true;
    }

    /** What a field of the form is called. */
    Optional<Field> field(ResourceId id) {
        return Optional.ofNullable(lines.get(id)).map(line -> line.field);
    }

    void focus(ResourceId field) {
        Line line = lines.get(field);
        if (line != null) {
            line.editor.focus();
        }
    }

    /** Takes the reader to where they can begin. */
    void focusFirst() {
        lines.values().stream().filter(line -> line.editable).findFirst().ifPresent(line -> line.editor.focus());
    }
}
