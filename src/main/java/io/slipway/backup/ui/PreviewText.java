package io.slipway.backup.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.backup.Backups.Preview;
import io.slipway.ui.Shown;
import io.slipway.ui.ViewerTime;
import java.time.Instant;
import java.util.List;

/** What restoring a backup would do, in words and numbers. */
class PreviewText extends Div {

    private static final int MOST_LINES = 100;

    PreviewText(Preview preview, ViewerTime time) {
        addClassName("restore-preview");
        Instant completed = preview.backup().completedAt();
        String when = time.dateTime(completed == null ? preview.backup().startedAt() : completed);
        add(
                new Paragraph(
                        "Production becomes what it was on " + when
                                + ". Before that it is backed up as it is now, so that you can come back. Everybody but you is locked"
                                + " out while it is put in force. People, user group members, settings and sandboxes stay as they are."));
        add(lost(preview.recordsWrittenSince()));
        addRecords(preview);
        addDefinition(preview.definitionChanges());
    }

    private static Paragraph lost(long written) {
        if (written == 0) {
            return new Paragraph("No record was written since.");
        }
        Paragraph lost = new Paragraph(
                written < 0
                        ? "More was written since than is remembered. All of it is lost, but for the backup that is taken"
                                + " first."
                        : Shown.count(written, "record was", "records were")
                                + " created, changed or deleted since. That work is lost, but for the backup that is"
                                + " taken first.");
        lost.addClassName("restore-lost");
        return lost;
    }

    private void addRecords(Preview preview) {
        add(new H3("Records"));
        NativeTable table = new NativeTable();
        table.addClassName("restore-counts");
        NativeTableHeader header = new NativeTableHeader();
        NativeTableRow titles = new NativeTableRow();
        List.of("Table", "Now", "In the backup").forEach(title -> titles.add(new NativeTableHeaderCell(title)));
        header.add(titles);
        NativeTableBody body = new NativeTableBody();
        preview.tables().forEach((name, counts) -> {
            NativeTableRow row = new NativeTableRow();
            row.add(
                    new NativeTableCell(name),
                    new NativeTableCell(count(counts.now())),
                    new NativeTableCell(count(counts.inBackup())));
            if (counts.now() != counts.inBackup()) {
                row.addClassName("differs");
            }
            body.add(row);
        });
        table.add(header, body);
        add(preview.tables().isEmpty() ? new Paragraph("There are no tables, neither now nor in the backup.") : table);
    }

    private static String count(long records) {
        return records < 0 ? "not there" : Shown.count(records);
    }

    private void addDefinition(List<String> changes) {
        add(new H3("Apps, tables, fields and all that belongs to them"));
        if (changes.isEmpty()) {
            add(new Paragraph("They are the same now as in the backup."));
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("restore-changes");
        changes.stream().limit(MOST_LINES).forEach(line -> list.add(new ListItem(line)));
        add(list);
        if (changes.size() > MOST_LINES) {
            add(new Paragraph("And " + Shown.count(changes.size() - MOST_LINES) + " more."));
        }
    }
}
