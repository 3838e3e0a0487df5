package io.slipway.imports.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.slipway.imports.ImportJob;
import io.slipway.ui.Shown;
import java.util.List;

/** What came of each file of an import that has several. */
final class FileResults {

    private FileResults() {}

    static Div of(ImportJob job) {
        NativeTable table = new NativeTable();
        NativeTableRow head = new NativeTableRow();
        for (String title : List.of("File", "Rows", "New", "Changed or linked", "Bad")) {
            NativeTableHeaderCell cell = new NativeTableHeaderCell(title);
            cell.getElement().setAttribute("scope", "col");
            head.add(cell);
        }
        table.getHead().add(head);
        job.files().forEach(file -> table.getBody().add(row(file)));
        Div scroll = new Div(table);
        scroll.addClassNames("import-preview", "import-preview-scroll", "import-results");
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", "What came of each file");
        return scroll;
    }

    private static NativeTableRow row(ImportJob.File file) {
        NativeTableRow row = new NativeTableRow(new NativeTableCell(file.name()));
        String rows = file.read() == file.inspection().rows()
                ? Shown.count(file.read())
                : Shown.count(file.read()) + " of "
                        + Shown.count(file.inspection().rows());
        row.add(new NativeTableCell(rows));
        for (long count : new long[] {file.created(), file.updated(), file.bad()}) {
            row.add(new NativeTableCell(Shown.count(count)));
        }
        return row;
    }
}
