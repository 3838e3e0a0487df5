package io.slipway.records.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.ui.Shown;
import java.util.List;
import java.util.Map;

/** What is wrong with a form, above it: takes the focus, and leads to each field. */
class ErrorSummary extends Div {

    ErrorSummary() {
        addClassName("form-errors");
        getElement().setAttribute("role", "alert");
        getElement().setAttribute("tabindex", "-1");
        setVisible(false);
    }

    void clear() {
        removeAll();
        setVisible(false);
    }

    /** One thing that belongs to no field. */
    void say(String message) {
        removeAll();
        add(new Paragraph(message));
        appear();
    }

    /** What is wrong with which field of a form. */
    void list(RecordForm form, Map<ResourceId, String> problems, List<String> others) {
        removeAll();
        int count = problems.size() + others.size();
        add(new Paragraph(
                Shown.count(count, "thing needs", "things need") + " your attention; nothing was saved yet."));
        UnorderedList list = new UnorderedList();
        others.forEach(message -> list.add(new ListItem(message)));
        problems.forEach((id, message) -> {
            String name = form.field(id).map(Field::name).orElse("");
            // Some messages begin with the field's name, and then lead there as a whole.
            boolean named = message.startsWith("“" + name + "”");
            NativeButton lead = new NativeButton(named ? message : name, click -> form.focus(id));
            lead.addClassName("link-button");
            list.add(named ? new ListItem(lead) : new ListItem(lead, new Span(": " + message)));
        });
        add(list);
        appear();
    }

    private void appear() {
        setVisible(true);
        getElement().executeJs("this.focus(); this.scrollIntoView({block: 'nearest'})");
    }
}
