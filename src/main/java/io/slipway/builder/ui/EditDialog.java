package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.slipway.builder.EditOutcome;
import io.slipway.storage.DataImpact;
import io.slipway.ui.ConfirmTyped;
import io.slipway.ui.FormErrors;
import io.slipway.ui.Toast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dialog that adds or changes one resource. It says whatever an edit can end in, beside the field at fault where there
 * is one, and keeps what was typed until the edit is made or given up. Read-only where the structure is locked.
 */
abstract class EditDialog extends Dialog {

    private final Bench bench;
    private final FormErrors errors = new FormErrors();
    private final Set<String> places = new HashSet<>();
    private final Div notice = new Div();
    private final Div body = new Div();
    private final Button confirm;
    private long openedAt;
    private @Nullable Focusable<?> first;

    EditDialog(Bench bench, String title, String verb) {
        this.bench = bench;
        this.openedAt = bench.revision();
        setHeaderTitle(bench.isLocked() ? title.replaceFirst("^Edit ", "Look at ") : title);
        addClassName("edit-dialog");
        setWidth("min(38rem, 100vw)");
        setCloseOnOutsideClick(false);
        Span where = new Span(bench.shown().name());
        where.addClassNames("environment-chip", "environment-name");
        where.getElement().setAttribute("data-tone", bench.shown().tone());
        where.setTitle(bench.shown().kindInWords());
        getHeader().add(where);
        notice.addClassName("edit-notice");
        notice.getElement().setAttribute("role", "alert");
        body.addClassNames("form", "edit-body");
        confirm = new Button(verb, click -> submit());
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setDisableOnClick(true);
        Div all = new Div(notice, errors, body);
        all.addClassName("dialog-body");
        add(all);
        bench.lock()
                .ifPresentOrElse(
                        locked -> {
                            notice.add(new LockNote(bench, locked));
                            getFooter().add(new Button("Close", click -> close()));
                        },
                        () -> getFooter().add(new Button("Cancel", click -> close()), confirm));
        addOpenedChangeListener(change -> {
            if (change.isOpened() && first != null && !bench.isLocked()) {
                first.focus();
            }
        });
    }

    protected final Bench bench() {
        return bench;
    }

    /** The revision the input was made from. */
    protected final long openedAt() {
        return openedAt;
    }

    /** Adds a part of the form. Where the structure is locked it can only be looked at. */
    protected final void part(Component component) {
        body.add(component);
        if (bench.isLocked() && component instanceof HasEnabled input) {
            input.setEnabled(false);
        }
        if (first == null && component instanceof Focusable<?> focusable) {
            first = focusable;
        }
    }

    /** Says which component stands for a place that an edit may be refused at. */
    protected final void at(String place, HasValidationProperties field) {
        places.add(place);
        errors.at(place, field);
    }

    /**
     * Sends the edit.
     *
     * @throws io.slipway.common.InvalidInput when the input is not possible
     */
    protected abstract EditOutcome send();

    /** What to say when it is done. */
    protected abstract String done();

    /** The dialog anew with what is there now; empty: it is gone. */
    protected abstract Optional<EditDialog> again(Bench fresh);

    /** What of the data the edit would lose; asked before it is sent. */
    protected List<DataImpact.Finding> losses() {
        return List.of();
    }

    /** The name to be typed before data is lost. */
    protected String nameOfLoser() {
        return "";
    }

    /** Values stand in the way. */
    protected void stopped(List<DataImpact.Finding> findings) {
        notice.add(new FindingList(findings));
    }

    /** What comes after it is done, beside drawing the page anew. */
    protected void after(EditOutcome.Done outcome) {}

    private void submit() {
        notice.removeAll();
        List<DataImpact.Finding> losses = new ArrayList<>();
        if (!errors.attempt(() -> losses.addAll(losses()))) {
            confirm.setEnabled(true);
        } else if (losses.isEmpty()) {
            sendNow();
        } else {
            confirm.setEnabled(true);
            long count = losses.stream().mapToLong(DataImpact.Finding::count).sum();
            new ConfirmTyped(
                            "This changes data for good",
                            new FindingList(losses),
                            nameOfLoser(),
                            "Save and give up " + io.slipway.ui.Shown.count(count, "value", "values"),
                            this::sendNow)
                    .open();
        }
    }

    private void sendNow() {
        EditOutcome[] outcome = new EditOutcome[1];
        boolean sent = errors.attempt(() -> outcome[0] = send());
        confirm.setEnabled(true);
        if (sent && isOpened()) {
            settle(outcome[0]);
        }
    }

    private void settle(EditOutcome outcome) {
        switch (outcome) {
            case EditOutcome.Done done -> {
                close();
                Toast.success(done());
                bench.redraw();
                after(done);
            }
            case EditOutcome.NothingChanged nothing -> {
                close();
                Toast.info("Nothing was changed.");
            }
            case EditOutcome.Refused refused -> refused(refused.problems());
            case EditOutcome.ChangedMeanwhile changed -> changedMeanwhile(changed);
            case EditOutcome.StructureLocked locked -> notice.add(new LockNote(bench, locked));
            case EditOutcome.Busy busy -> errors.show("", bench.busyWords(busy));
            case EditOutcome.NotReady notReady -> errors.show("", notReady.reason());
            case EditOutcome.DataStopsIt stopped -> stopped(stopped.findings());
        }
    }

    /** Beside the fields where they belong to one; all others above, together. */
    private void refused(List<EditOutcome.Problem> problems) {
        List<String> above = new ArrayList<>();
        for (EditOutcome.Problem problem : problems) {
            if (places.contains(problem.place())) {
                errors.show(problem.place(), problem.message());
            } else {
                above.add(problem.message());
            }
        }
        if (!above.isEmpty()) {
            errors.show("", String.join(" ", above));
        }
    }

    private void changedMeanwhile(EditOutcome.ChangedMeanwhile changed) {
        UnorderedList lines = new UnorderedList();
        Meanwhile.words(bench, changed.resources()).forEach(line -> lines.add(new ListItem(line)));
        Button look = new Button("Show what is there now", click -> {
            close();
            bench.redraw();
            again(bench.fresh()).ifPresentOrElse(Dialog::open, () -> Toast.info("It is not there any more."));
        });
        Button keep = new Button("Save mine over it", click -> {
            notice.removeAll();
            openedAt = bench.fresh().revision();
            submit();
        });
        keep.setDisableOnClick(true);
        Div buttons = new Div(look, keep);
        buttons.addClassName("edit-notice-actions");
        Div box = new Div(new Paragraph(changed.message()), lines, buttons);
        box.addClassName("meanwhile");
        notice.add(box);
    }
}
