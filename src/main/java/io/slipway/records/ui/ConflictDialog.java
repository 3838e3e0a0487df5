package io.slipway.records.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed what one is editing. For each field that both changed one chooses whose value stays; what only
 * one of them changed stays in any case. Nothing is saved or lost before a choice is made.
 */
class ConflictDialog extends Dialog {

    private static final int LONGEST = 300;

    private final transient Map<ResourceId, Side> sides = new LinkedHashMap<>();
    private final transient Map<ResourceId, RadioButtonGroup<Boolean>> choices = new LinkedHashMap<>();

    /** A field both have changed. */
    record Side(Field field, @Nullable Object mine, String mineShown, String theirsShown) {}

    /**
     * @param who did what and when, in a sentence
     * @param both fields that both changed, to different values
     * @param onlyTheirs names of the fields that only they changed
     * @param verb what the button says
     * @param chosen takes which of the own values stay
     */
    ConflictDialog(
            String who,
            List<Side> both,
            List<String> onlyTheirs,
            String verb,
            Consumer<Map<ResourceId, @Nullable Object>> chosen) {
        setHeaderTitle("Somebody else changed this record");
        addClassName("conflict-dialog");
        setWidth("min(40rem, 100vw)");
        setCloseOnOutsideClick(false);
        Div body = new Div(new Paragraph(who));
        body.addClassName("dialog-body");
        if (!onlyTheirs.isEmpty()) {
            body.add(new Paragraph("Their changes to " + String.join(", ", quoted(onlyTheirs))
                    + " stay; you did not touch " + (onlyTheirs.size() == 1 ? "that field." : "those fields.")));
        }
        if (both.isEmpty()) {
            body.add(new Paragraph("You changed other fields than they did, so both stay."));
        } else {
            body.add(new Paragraph("Choose what stays where you both changed something:"));
            if (both.size() > 1) {
                body.add(forAll());
            }
        }
        both.forEach(side -> body.add(choice(side)));
        add(body);
        Button done = new Button(verb, click -> {
            close();
            chosen.accept(mineKept());
        });
        done.setDisableOnClick(true);
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Back to the form", click -> close()), done);
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> "“" + name + "”").toList();
    }

    private Div forAll() {
        Div buttons = new Div(
                new Button("All mine", click -> choices.values().forEach(choice -> choice.setValue(true))),
                new Button("All theirs", click -> choices.values().forEach(choice -> choice.setValue(false))));
        buttons.addClassName("conflict-all");
        return buttons;
    }

    private RadioButtonGroup<Boolean> choice(Side side) {
        RadioButtonGroup<Boolean> group = new RadioButtonGroup<>(side.field().name());
        group.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        group.addClassName("conflict-field");
        group.setItems(true, false);
        group.setItemLabelGenerator(
                mine -> (mine ? "Mine: " : "Theirs: ") + said(mine ? side.mineShown() : side.theirsShown()));
        group.setValue(true);
        sides.put(side.field().id(), side);
        choices.put(side.field().id(), group);
        return group;
    }

    private static String said(String shown) {
        return shown.isEmpty() ? "(empty)" : Shortened.line(shown, LONGEST);
    }

    private Map<ResourceId, @Nullable Object> mineKept() {
        Map<ResourceId, @Nullable Object> kept = new LinkedHashMap<>();
        for (Map.Entry<ResourceId, Side> entry : new ArrayList<>(sides.entrySet())) {
            RadioButtonGroup<Boolean> choice = choices.get(entry.getKey());
            if (choice != null && Boolean.TRUE.equals(choice.getValue())) {
                kept.put(entry.getKey(), entry.getValue().mine());
            }
        }
        return kept;
    }
}
