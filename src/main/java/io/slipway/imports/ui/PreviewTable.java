package io.slipway.imports.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Imports;
import io.slipway.imports.PreviewRow;
import io.slipway.ui.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first rows as they would come in; what is wrong is marked at the cell and said beside the row. */
class PreviewTable extends Div {

    private static final int MOST_COLUMNS = 25;
    private static final int MOST_TEXT = 120;

    PreviewTable() {
        addClassName("import-preview");
    }

    void show(List<PreviewRow> rows, ImportPlan.FilePlan plan, Definition planned) {
        removeAll();
        if (rows.isEmpty()) {
            add(new Paragraph("The file has no rows."));
            return;
        }
        Map<Integer, Field> columns = columns(plan, planned);
        long bad = rows.stream().filter(row -> !row.problems().isEmpty()).count();
        Paragraph verdict = new Paragraph(verdict(rows.size(), bad));
        verdict.addClassName(bad == 0 ? "import-preview-good" : "import-preview-bad");
        NativeTable table = new NativeTable();
        NativeTableRow head = new NativeTableRow();
        head.add(new NativeTableHeaderCell("Row"));
        columns.values().forEach(field -> head.add(new NativeTableHeaderCell(field.name())));
        if (bad > 0) {
            head.add(new NativeTableHeaderCell("Problem"));
        }
        table.getHead().add(head);
        rows.forEach(row -> table.getBody().add(row(row, columns, bad > 0)));
        Div scroll = new Div(table);
        scroll.addClassName("import-preview-scroll");
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", "The first rows as they would come in");
        add(verdict, scroll);
    }

    private static String verdict(int rows, long bad) {
        String all = rows < Imports.PREVIEW_ROWS ? "rows" : "first rows";
        if (rows == 1) {
            return bad == 0 ? "The row can be imported." : "The row can't be imported as it is.";
        }
        return bad == 0
                ? "All " + Shown.count(rows) + " " + all + " can be imported."
                : Shown.count(bad) + " of the " + Shown.count(rows) + " " + all + " can't be imported as they are.";
    }

    private static Map<Integer, Field> columns(ImportPlan.FilePlan plan, Definition planned) {
        Map<Integer, Field> columns = new LinkedHashMap<>();
        switch (plan) {
            case ImportPlan.Rows rows -> {
                for (ImportPlan.ColumnPlan column : rows.columns()) {
                    if (columns.size() < MOST_COLUMNS) {
                        put(columns, column.column(), planned, column.field());
                    }
                }
            }
            case ImportPlan.Pairs pairs -> {
                put(columns, pairs.column(), planned, pairs.key());
                put(columns, pairs.targetColumn(), planned, pairs.targetKey());
            }
        }
        return columns;
    }

    private static void put(Map<Integer, Field> columns, int column, Definition planned, ResourceId field) {
        planned.find(Field.class, field).ifPresent(found -> columns.put(column, found));
    }

    private static NativeTableRow row(PreviewRow row, Map<Integer, Field> columns, boolean withProblems) {
        NativeTableRow shown = new NativeTableRow();
        shown.add(new NativeTableCell(Shown.count(row.row())));
        columns.forEach((column, field) -> {
            String text = row.shown().getOrDefault(field.id(), "");
            NativeTableCell cell =
                    new NativeTableCell(text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text);
            cell.getElement().setAttribute("dir", "auto");
            if (row.problems().stream().anyMatch(problem -> problem.column() == column)) {
                cell.addClassName("import-bad-cell");
            }
            shown.add(cell);
        });
        if (withProblems) {
            List<Span> problems = new ArrayList<>();
            row.problems().forEach(problem -> problems.add(new Span(problem.message())));
            NativeTableCell cell = new NativeTableCell();
            cell.addClassName("import-problem");
            problems.forEach(cell::add);
            shown.add(cell);
        }
        return shown;
    }
}
