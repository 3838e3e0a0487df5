package io.slipway.promotion.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Settlement;
import io.slipway.ui.Shown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for each thing that sandbox and production changed differently which side is to be kept. */
class SettlePanel extends Section {

    private final transient Map<String, Settlement> settlements = new HashMap<>();
    private final transient List<Collision> collisions;
    private final Span left = new Span();

    SettlePanel(List<Collision> collisions, Map<String, Settlement> known, Runnable changed) {
        this.collisions = collisions;
        addClassName("settle");
        UnorderedList list = new UnorderedList();
        list.addClassName("check-list");
        left.addClassName("secondary");
        left.getElement().setAttribute("role", "status");
        add(new H2("Changed on both sides"), left, list);
        for (Collision collision : collisions) {
            Settlement before = collision.settlement() == null ? known.get(collision.id()) : collision.settlement();
            if (before != null) {
                settlements.put(collision.id(), before);
            }
            list.add(item(collision, changed));
        }
        count();
    }

    private ListItem item(Collision collision, Runnable changed) {
        RadioButtonGroup<Settlement> choice = new RadioButtonGroup<>();
        choice.setItems(Settlement.values());
        choice.setItemLabelGenerator(Settlement::label);
        String title = collision.type().label() + " “" + collision.name() + "”"
                + (collision.property().isEmpty() ? "" : ": " + collision.property());
        choice.setAriaLabel(title);
        choice.setValue(settlements.get(collision.id()));
        choice.addValueChangeListener(change -> {
            settlements.put(collision.id(), change.getValue());
            count();
            changed.run();
        });
        Div sides = new Div(
                side("Before", collision.base()),
                side("Sandbox", collision.sandbox()),
                side("Production", collision.production()));
        sides.addClassName("settle-sides");
        ListItem item = new ListItem(new H3(title), sides, choice);
        item.addClassName("check");
        return item;
    }

    private static Div side(String who, String what) {
        Span label = new Span(who);
        label.addClassName("secondary");
        Div side = new Div(label, new Paragraph(what.isEmpty() ? "—" : what));
        side.addClassName("settle-side");
        return side;
    }

    private void count() {
        long open = collisions.size() - settled();
        left.setText(
                open == 0
                        ? "All are settled. Bring the sandbox up to date now."
                        : Shown.count(open, "is", "are") + " still to be settled.");
    }

    private long settled() {
        return collisions.stream()
                .filter(collision -> settlements.containsKey(collision.id()))
                .count();
    }

    /** Whether each has an answer. */
    boolean isComplete() {
        return settled() == collisions.size();
    }

    /** What has been chosen, by collision id. */
    Map<String, Settlement> settlements() {
        return Map.copyOf(settlements);
    }
}
