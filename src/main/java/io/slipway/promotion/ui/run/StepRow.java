package io.slipway.promotion.ui.run;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.promotion.RunSteps;
import io.slipway.ui.ViewerTime;
import org.jspecify.annotations.Nullable;

/** One step of a run: what it is, how far it is, since when, how long it took. Shown anew in place. */
class StepRow extends ListItem {

    private final transient ViewerTime time;
    private final Div mark = new Div();
    private final Span title = new Span();
    private final Span status = new Span();
    private final Span when = new Span();
    private final Paragraph explanation = new Paragraph();
    private final Paragraph detail = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private RunSteps.@Nullable Status shown;

    StepRow(ViewerTime time) {
        this.time = time;
        addClassName("run-step");
        mark.addClassName("run-step-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        title.addClassName("run-step-title");
        status.addClassName("run-step-status");
        when.addClassName("run-step-when");
        explanation.addClassName("secondary");
        detail.addClassName("run-step-detail");
        bar.setIndeterminate(true);
        Div head = new Div(title, status, when);
        head.addClassName("run-step-head");
        Div body = new Div(head, explanation, detail, bar);
        body.addClassName("run-step-body");
        add(mark, body);
    }

    void show(int number, RunSteps.Step step) {
        if (shown != step.status()) {
            shown = step.status();
            getElement().setAttribute("data-status", step.status().name().toLowerCase(java.util.Locale.ROOT));
            mark.removeAll();
            mark.add(picture(number, step.status()));
        }
        title.setText(step.title());
        status.setText(step.status().label());
        when.setText(when(step));
        explanation.setText(step.explanation());
        explanation.setVisible(step.status() != RunSteps.Status.SKIPPED);
        detail.setText(step.detail());
        detail.setVisible(!step.detail().isEmpty());
        bar.setVisible(step.status() == RunSteps.Status.RUNNING);
        bar.getElement().setAttribute("aria-label", step.title());
    }

    private static com.vaadin.flow.component.Component picture(int number, RunSteps.Status status) {
        return switch (status) {
            case DONE -> new Icon(VaadinIcon.CHECK);
            case FAILED -> new Icon(VaadinIcon.CLOSE);
            case STOPPED -> new Icon(VaadinIcon.STOP);
            case WAITING, RUNNING, SKIPPED -> new Span(Integer.toString(number));
        };
    }

    private String when(RunSteps.Step step) {
        if (step.startedAt() == null) {
            return "";
        }
        String start = time.time(step.startedAt());
        return step.took().map(took -> start + " · " + RunWords.took(took)).orElse("since " + start);
    }
}
