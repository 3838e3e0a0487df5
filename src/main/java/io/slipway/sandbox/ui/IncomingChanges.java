package io.slipway.sandbox.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.ResourceChange;
import io.slipway.ui.Shown;

/** What production changed since the sandbox's base. */
class IncomingChanges extends Details {

    private static final int OPEN_UP_TO = 12;

    IncomingChanges(Difference incoming) {
        int count = incoming.changes().size();
        setSummaryText("What production changed (" + Shown.count(count) + ")");
        UnorderedList list = new UnorderedList();
        list.addClassName("change-list");
        incoming.changes().forEach(change -> list.add(item(change)));
        add(list);
        setOpened(count <= OPEN_UP_TO);
    }

    private static ListItem item(ResourceChange change) {
        Div words = new Div(
                new Span(change.shown().type().label() + " “" + change.shown().name() + "”"));
        words.addClassName("change-words");
        change.words().forEach(line -> {
            Div detail = new Div(line);
            detail.addClassName("secondary");
            words.add(detail);
        });
        ListItem item = new ListItem(new KindBadge(change.kind()), words);
        item.addClassName("change-item");
        return item;
    }
}
