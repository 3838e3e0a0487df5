package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.storage.DataImpact;
import io.slipway.ui.StatusBadge;
import java.util.List;

/** What a change does to the data, in numbers and with examples. */
class FindingList extends Div {

    FindingList(List<DataImpact.Finding> findings) {
        addClassName("findings");
        findings.forEach(finding -> add(one(finding)));
    }

    private static Div one(DataImpact.Finding finding) {
        Span message = new Span(finding.message());
        message.addClassName("finding-message");
        Div head = new Div(badge(finding.severity()), message);
        head.addClassName("finding-head");
        Div all = new Div(head);
        all.addClassName("finding");
        List<String> values = finding.examples().stream()
                .map(DataImpact.Example::value)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (!values.isEmpty()) {
            Div examples = new Div();
            examples.addClassName("finding-examples");
            examples.add(new Span("For example"));
            values.forEach(value -> {
                Span shown = new Span(value);
                shown.addClassName("finding-example");
                shown.getElement().setAttribute("dir", "auto");
                examples.add(shown);
            });
            all.add(examples);
        }
        if (!finding.fix().isEmpty()) {
            Div fix = new Div();
            fix.setText(finding.fix());
            fix.addClassName("secondary");
            all.add(fix);
        }
        return all;
    }

    private static StatusBadge badge(DataImpact.Severity severity) {
        return switch (severity) {
            case ERROR -> new StatusBadge("Stops it", StatusBadge.Tone.DANGER);
            case LOSS -> new StatusBadge("Data loss", StatusBadge.Tone.WARNING);
            case NOTE -> new StatusBadge("Note", StatusBadge.Tone.INFO);
        };
    }
}
