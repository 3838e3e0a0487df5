package io.slipway.records.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome;
import io.slipway.records.WriteOutcome.Problem;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of one record with all that can happen when it is saved. Whatever happens, what was typed stays: in the form,
 * or where it no longer fits there, beside it.
 */
class RecordEditor extends Div {

    private final transient RecordDesk desk;
    private final transient RecordPlace place;
    private final transient Page page;
    private final transient Conflicts conflicts;
    private final RecordForm form;
    private final ErrorSummary summary = new ErrorSummary();
    private final KeptInputOffer kept;
    private final Div waitingNote = new Div();
    private final List<Button> saving = new ArrayList<>();
    private transient RecordId id;
    private transient @Nullable StoredRecord record;
    private transient @Nullable GateWait wait;
    private boolean busy;
    private boolean done;

    /** What the editor asks of its page. */
    interface Page {

        /** It is saved; lead on. */
        void saved();

        /** It is saved; make another one. */
        void another();

        /** The reader wants it deleted. */
        void delete();

        /** The reader wants to leave. */
        void leave();

        /** The definition has changed: begin anew under the new one, with this input. */
        void reopen(KeptInput input);

        /** The record is gone: begin a new one with this input. */
        void asNew(KeptInput input);
    }

    RecordEditor(RecordDesk desk, RecordPlace place, Map<ResourceId, Object> start, Page page) {
        this.desk = desk;
        this.place = place;
        this.page = page;
        this.record = place.record();
        this.id = record == null ? RecordId.next() : record.id();
        this.conflicts = new Conflicts(desk, place.reader(), place.tableId());
        form = new RecordForm(place.reader(), desk.editors(), place.items(), place.isEditable());
        form.show(record == null ? start : record.values());
        kept = new KeptInputOffer(this::restore);
        addClassName("record-editor");
        waitingNote.addClassName("note");
        waitingNote.getElement().setAttribute("role", "status");
        add(kept, waitingNote, summary, form);
        showNote("");
        if (!form.isEditable()) {
            add(new Paragraph("You can see this record, but you can't change it here."));
        }
        add(actions());
        if (record == null) {
            form.focusFirst();
        }
    }

    private Div actions() {
        Div actions = new Div();
        actions.addClassName("form-actions");
        if (form.isEditable()) {
            addSaving(actions);
        }
        if (record != null && place.permission().delete()) {
            Button delete = new Button("Delete", VaadinIcon.TRASH.create(), click -> page.delete());
            delete.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
            delete.addClassName("at-the-end");
            actions.add(delete);
        }
        actions.setVisible(actions.getComponentCount() > 0);
        return actions;
    }

    private void addSaving(Div actions) {
        Button save = new Button(record == null ? "Save record" : "Save changes", click -> save(page::saved));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickShortcut(Key.KEY_S, KeyModifier.CONTROL).resetFocusOnActiveElement();
        save.addClickShortcut(Key.KEY_S, KeyModifier.META).resetFocusOnActiveElement();
        saving.add(save);
        actions.add(save);
        if (record == null) {
            Button another = new Button("Save and add another", click -> save(page::another));
            saving.add(another);
            actions.add(another);
        }
        saving.forEach(button -> button.setDisableOnClick(true));
        Button cancel = new Button("Cancel", click -> page.leave());
        cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        actions.add(cancel);
    }

    /** Whether something would be lost if the reader left now. */
    boolean hasInput() {
        return !done && (form.isDirty() || kept.isUndecided());
    }

    /** What would be lost, as text. */
    Optional<String> draft() {
        if (!hasInput()) {
            return Optional.empty();
        }
        return Optional.of(kept.undecided()
                .filter(input -> !form.isDirty())
                .orElseGet(this::input)
                .text());
    }

    /** Says that something was kept from an earlier visit, and offers to put it back. */
    void offer(KeptInput input, String when) {
        if (form.isEditable()) {
            kept.offer(input, when);
        } else {
            kept.showOnly("Your role does not let you change this record now. What you had typed:", input.fields());
        }
    }

    /** Saves, once, however often it is asked for. */
    void save(Runnable then) {
        if (busy || done || wait != null) {
            return;
        }
        busy = true;
        try {
            if (!attempt(then)) {
                waitForGate(then);
            }
        } finally {
            busy = false;
            enable(wait == null);
        }
    }

    private void waitForGate(Runnable then) {
        showNote("Changes are being put in force. Your input is kept, and saving is tried again in a moment …");
        wait = GateWait.start(
                UI.getCurrent(),
                () -> {
                    boolean settled = attempt(then);
                    if (settled) {
                        stopWaiting("");
                    }
                    return settled;
                },
                () -> stopWaiting(
                        "Changes are still being put in force. Nothing is saved yet; your input is kept. Save again in a while."));
    }

    private void stopWaiting(String note) {
        wait = null;
        showNote(note);
        enable(true);
    }

    private void showNote(String text) {
        waitingNote.setText(text);
        waitingNote.setVisible(!text.isEmpty());
    }

    private void enable(boolean enabled) {
        saving.forEach(button -> button.setEnabled(enabled));
    }

    /** Tries to save; false when the gate is closed. */
    private boolean attempt(Runnable then) {
        summary.clear();
        if (isDefinitionOther()) {
            page.reopen(input());
            return true;
        }
        Map<ResourceId, String> problems = form.check();
        if (!problems.isEmpty()) {
            summary.list(form, problems, List.of());
            return true;
        }
        StoredRecord before = record;
        if (before != null && form.changes().isEmpty()) {
            finish(then);
            return true;
        }
        return settle(write(before), then);
    }

    private WriteOutcome write(@Nullable StoredRecord before) {
        RecordDraft.Write write = before == null
                ? new RecordDraft.Create(place.tableId(), id, new RecordDraft(form.all()))
                : new RecordDraft.Update(place.tableId(), id, before.version(), new RecordDraft(form.changes()));
        return desk.records().write(place.reader().actor(), place.reader().environment(), List.of(write));
    }

    private boolean settle(WriteOutcome outcome, Runnable then) {
        switch (outcome) {
            case WriteOutcome.Saved saved -> finish(then);
            case WriteOutcome.Invalid invalid -> explain(invalid.problems());
            case WriteOutcome.Conflict conflict -> settleConflict(conflict.now(), then);
            case WriteOutcome.Gone gone -> offerAsNew();
            case WriteOutcome.Refused refused -> summary.say(refused.message() + " Nothing was saved.");
            case WriteOutcome.Closed closed -> {
                return false;
            }
            case WriteOutcome.StillLinked linked -> throw new IllegalStateException("Nothing was to be deleted");
        }
        return true;
    }

    private void finish(Runnable then) {
        done = true;
        then.run();
    }

    private void explain(List<Problem> found) {
        if (isDefinitionOther()) {
            page.reopen(input());
            return;
        }
        Map<ResourceId, String> onForm = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Problem problem : found) {
            ResourceId field = problem.field();
            if (field != null && form.mark(field, problem.message())) {
                onForm.put(field, problem.message());
            } else {
                others.add(named(field, problem.message()));
            }
        }
        summary.list(form, onForm, others);
    }

    /** A problem of a field this form does not show. */
    private String named(@Nullable ResourceId field, String message) {
        return field == null
                ? message
                : place.scope()
                                .definition()
                                .find(Field.class, field)
                                .map(known -> "“" + known.name() + "” (not on this form): ")
                                .orElse("")
                        + message;
    }

    private void settleConflict(StoredRecord now, Runnable then) {
        StoredRecord before = record;
        if (before == null) {
            throw new IllegalStateException("A new record can't have been changed");
        }
        conflicts.ask(before.values(), form.changes(), now, "Save", kept -> {
            rebase(now, kept);
            save(then);
        });
    }

    /** What others have saved is shown; what was typed and is to stay stands above it. */
    private void rebase(StoredRecord now, Map<ResourceId, @Nullable Object> mine) {
        record = now;
        form.show(now.values());
        mine.forEach(form::type);
    }

    private void offerAsNew() {
        GoneDialog.open(place.permission().create(), () -> page.asNew(copy()), () -> {
            done = true;
            page.leave();
        });
    }

    private boolean isDefinitionOther() {
        Definition now =
                desk.records().definition(place.reader().actor(), place.reader().environment());
        return now.revision() != place.scope().definition().revision() && !place.isSameUnder(now);
    }

    /** What is in the form beyond what is stored. */
    private KeptInput input() {
        StoredRecord before = record;
        return new KeptInput(id.toString(), before == null ? null : before.version(), fields(form.touched()));
    }

    /** All that is in the form, as another record. */
    private KeptInput copy() {
        return new KeptInput(RecordId.next().toString(), null, fields(form.all()));
    }

    private List<KeptInput.Kept> fields(Map<ResourceId, @Nullable Object> values) {
        StoredRecord before = record;
        List<KeptInput.Kept> fields = new ArrayList<>();
        values.forEach((field, value) -> form.field(field)
                .ifPresent(known -> fields.add(KeptInput.kept(
                        known,
                        value,
                        before == null ? null : before.value(field),
                        desk.names().text(place.reader(), known, value)))));
        return fields;
    }

    /** Puts input of earlier into the form, as far as it fits; the rest is shown beside it. */
    void restore(KeptInput input) {
        StoredRecord now = record;
        if (now == null) {
            AppDoor.parsed(input.record(), RecordId::parse).ifPresent(same -> id = same);
        }
        Restoring restoring = Restoring.of(input, place, form);
        kept.showLost(restoring.lost());
        if (now == null || input.version() == null || input.version() == now.version()) {
            restoring.values().forEach(form::type);
            return;
        }
        conflicts.ask(
                restoring.before(now), restoring.values(), now, "Put into the form", mine -> mine.forEach(form::type));
    }
}
