package io.slipway.backup.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.backup.Backup;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.ViewerTime;

/** How one backup is shown. */
final class BackupCells {

    private BackupCells() {}

    static Component name(Backup backup, ViewerTime time) {
        Span name = new Span(backup.name());
        name.addClassName("two-lines-first");
        Span line = new Span(backup.kind().label() + " · " + backup.by());
        line.addClassName("secondary");
        StatusBadge state = state(backup);
        // One child, so that the blanks between its parts are kept
        Span facts = new Span(new Span(
                time.relativeTime(backup.startedAt()),
                new Text(" · " + Shown.count(backup.records(), "record", "records") + " · "
                        + Shown.size(backup.sizeBytes()))));
        facts.addClassNames("secondary", "narrow-only");
        state.addClassName("narrow-only");
        Div lines = new Div(name, line, facts, state);
        lines.addClassName("two-lines");
        lines.getElement().setAttribute("title", backup.name());
        return lines;
    }

    static StatusBadge state(Backup backup) {
        return switch (backup.state()) {
            case RUNNING -> new StatusBadge("Being taken", Tone.INFO);
            case SECURED -> new StatusBadge("Being finished", Tone.INFO);
            case COMPLETE ->
                backup.failure() == null
                        ? new StatusBadge("Complete", Tone.SUCCESS)
                        : new StatusBadge("Damaged", Tone.DANGER);
            case FAILED -> new StatusBadge("Failed", Tone.DANGER);
        };
    }

    static Component verified(Backup backup, ViewerTime time) {
        if (backup.verifiedAt() != null) {
            return time.relativeTime(backup.verifiedAt());
        }
        return new Span(backup.state() == Backup.State.COMPLETE ? "Found damaged" : "—");
    }

    /** What is under the line when it is opened. */
    static Component details(Backup backup, ViewerTime time) {
        Div details = new Div();
        details.addClassName("backup-details");
        details.add(new Paragraph("Begun " + time.precise(backup.startedAt())
                + (backup.completedAt() == null ? "" : ", complete " + time.precise(backup.completedAt()))
                + ". Revision " + Shown.count(backup.revision()) + " of production."));
        if (backup.failure() != null) {
            Paragraph failure = new Paragraph(backup.failure());
            failure.addClassName("backup-failure");
            details.add(failure);
        }
        if (!backup.notes().isEmpty()) {
            Paragraph notes = new Paragraph(backup.notes());
            notes.addClassName("backup-notes");
            details.add(notes);
        }
        return details;
    }
}
