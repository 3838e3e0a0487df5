package io.slipway.sandbox.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Settlement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collisions with a choice each: keep what the sandbox has, or what production has. */
class CollisionList extends Div {

    private final Map<String, RadioButtonGroup<Settlement>> choices = new LinkedHashMap<>();

    /**
     * @param answers what has been chosen before, by collision id
     */
    CollisionList(List<Collision> collisions, Map<String, Settlement> answers) {
        addClassName("collisions");
        if (collisions.size() > 1) {
            Div all = new Div(allOf(Settlement.KEEP_SANDBOX), allOf(Settlement.KEEP_PRODUCTION));
            all.addClassName("sandbox-actions");
            add(all);
        }
        collisions.forEach(collision -> add(row(collision, answers)));
    }

    private Button allOf(Settlement settlement) {
        Button button = new Button(
                settlement.label() + " everywhere",
                click -> choices.values().forEach(choice -> choice.setValue(settlement)));
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        return button;
    }

    private Div row(Collision collision, Map<String, Settlement> answers) {
        String what = collision.type().label() + " “" + collision.name() + "”"
                + (collision.property().isEmpty() ? "" : ": " + collision.property());
        Div began = new Div(new Span("When the sandbox began: "), new Span(collision.base()));
        began.addClassName("secondary");
        RadioButtonGroup<Settlement> choice = new RadioButtonGroup<>();
        choice.setItems(Settlement.values());
        choice.getElement().setAttribute("aria-label", what);
        choice.setRenderer(new ComponentRenderer<>(settlement -> side(collision, settlement)));
        choice.addClassName("stacked");
        choice.addValueChangeListener(change -> choice.setInvalid(false));
        Settlement answer = answers.getOrDefault(collision.id(), collision.settlement());
        if (answer != null) {
            choice.setValue(answer);
        }
        choices.put(collision.id(), choice);
        Div row = new Div(new H3(what), began, choice);
        row.addClassName("collision");
        return row;
    }

    private static Div side(Collision collision, Settlement settlement) {
        Span label = new Span(settlement.label() + ": ");
        label.addClassName("collision-side");
        return new Div(
                label,
                new Span(
                        switch (settlement) {
                            case KEEP_SANDBOX -> collision.sandbox();
                            case KEEP_PRODUCTION -> collision.production();
                        }));
    }

    /** What has been chosen, by collision id; those without a choice are left out. */
    Map<String, Settlement> answers() {
        Map<String, Settlement> answers = new LinkedHashMap<>();
        choices.forEach((id, choice) -> choice.getOptionalValue().ifPresent(answer -> answers.put(id, answer)));
        return answers;
    }

    /** Marks those without a choice and goes to the first; how many there are. */
    int markOpen() {
        List<RadioButtonGroup<Settlement>> open =
                choices.values().stream().filter(RadioButtonGroup::isEmpty).toList();
        open.forEach(choice -> {
            choice.setErrorMessage("Choose one.");
            choice.setInvalid(true);
        });
        open.stream().findFirst().ifPresent(choice -> choice.scrollIntoView());
        return open.size();
    }
}
