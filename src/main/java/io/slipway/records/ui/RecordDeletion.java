package io.slipway.records.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.records.WriteOutcome.StillLinked;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.ui.Confirm;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks, deletes records, and says what stands in the way when it can't be. */
@Component
class RecordDeletion {

    private final Records records;
    private final NameLookup names;

    RecordDeletion(Records records, NameLookup names) {
        this.records = records;
        this.names = names;
    }

    /**
     * A record to delete.
     *
     * @param version the version the reader has seen; null: whatever it is now
     */
    record Doomed(RecordId id, @Nullable Long version) {}

    /**
     * Asks first.
     *
     * @param what one of them by name, or null when there are several
     * @param done runs when they are gone
     */
    void ask(Reader reader, ResourceId table, List<Doomed> doomed, @Nullable String what, Runnable done) {
        if (doomed.size() > Records.MOST_WRITES) {
            Toast.failure("At most " + Shown.count(Records.MOST_WRITES) + " records can be deleted at once; "
                    + Shown.count(doomed.size()) + " are selected.");
            return;
        }
        String count = Shown.count(doomed.size(), "record", "records");
        Confirm.askDangerous(
                what == null ? "Delete " + count + "?" : "Delete “" + Shortened.line(what, 60) + "”?",
                doomed.size() == 1
                        ? "The record and its links to others go. This can't be undone here."
                        : "The records and their links to others go, all of them or none. This can't be undone here.",
                "Delete " + (what == null ? count : "it"),
                () -> delete(reader, table, doomed, done));
    }

    private void delete(Reader reader, ResourceId table, List<Doomed> doomed, Runnable done) {
        List<RecordDraft.Write> writes = doomed.stream()
                .<RecordDraft.Write>map(each -> new RecordDraft.Delete(table, each.id(), each.version()))
                .toList();
        switch (records.write(reader.actor(), reader.environment(), writes)) {
            case WriteOutcome.Saved saved -> {
                Toast.success(Shown.count(doomed.size(), "record", "records") + " deleted.");
                done.run();
            }
            case WriteOutcome.StillLinked linked -> explain(reader, table, doomed.size(), linked);
            case WriteOutcome.Gone gone -> {
                Toast.info("Somebody else has deleted this already.");
                done.run();
            }
            case WriteOutcome.Conflict conflict ->
                Confirm.askDangerous(
                        "Delete it all the same?",
                        "Somebody else changed this record after you opened it.",
                        "Delete it",
                        () -> delete(
                                reader,
                                table,
                                List.of(new Doomed(
                                        conflict.record(), conflict.now().version())),
                                done));
            case WriteOutcome.Refused refused -> Toast.failure(refused.message());
            case WriteOutcome.Closed closed ->
                Toast.failure(
                        "Changes are being put in force at the moment, so nothing was deleted. Try again shortly.");
            case WriteOutcome.Invalid invalid ->
                Toast.failure(invalid.problems().stream()
                        .map(WriteOutcome.Problem::message)
                        .distinct()
                        .collect(Collectors.joining(" ")));
        }
    }

    private void explain(Reader reader, ResourceId table, int wanted, StillLinked linked) {
        Map<RecordId, String> titles = names.titles(reader, table, List.of(linked.record()));
        String name = Shortened.line(titles.getOrDefault(linked.record(), "This record"), 60);
        UnorderedList links = new UnorderedList();
        for (StillLinked.Link link : linked.links()) {
            links.add(new ListItem(Shown.count(link.count(), "record", "records") + " of “" + link.table()
                    + "” through the field “" + link.field() + "”"));
        }
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("“" + name + "” is still in use");
        Paragraph first = new Paragraph("Nothing was deleted, because these link to it:");
        Paragraph last = new Paragraph(
                wanted == 1
                        ? "Let them link to something else, or delete them first."
                        : "Let them link to something else or delete them first, or leave it out of what is deleted.");
        Div text = new Div(first, links, last);
        text.addClassName("dialog-body");
        dialog.setText(text);
        dialog.setConfirmText("Close");
        dialog.open();
    }
}
