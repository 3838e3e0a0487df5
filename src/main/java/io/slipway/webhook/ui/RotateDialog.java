package io.slipway.webhook.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks how long the old secret goes on signing beside a new one. */
class RotateDialog extends Dialog {

    private enum Overlap {
        HOUR("for an hour", Duration.ofHours(1)),
        DAY("for a day", Duration.ofDays(1)),
        WEEK("for a week", Duration.ofDays(7)),
        NONE("not at all: it may be known to others", Duration.ZERO);

        private final String label;
        private final Duration length;

        Overlap(String label, Duration length) {
            this.label = label;
            this.length = length;
        }
    }

    RotateDialog(Consumer<Duration> rotate) {
        setHeaderTitle("New signing secret");
        setWidth("min(30rem, 100vw)");
        RadioButtonGroup<Overlap> overlap = new RadioButtonGroup<>("The old secret goes on signing");
        overlap.setItems(Overlap.values());
        overlap.setItemLabelGenerator(each -> each.label);
        overlap.setValue(Overlap.DAY);
        overlap.addClassName("stacked");
        Div body = new Div(
                new Paragraph("For a while every event carries a signature of each secret, so that the receiver can be"
                        + " changed over without losing anything."),
                overlap);
        body.addClassName("dialog-body");
        add(body);
        Button make = new Button("Make new secret", click -> {
            close();
            rotate.accept(overlap.getValue().length);
        });
        make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), make);
    }
}
