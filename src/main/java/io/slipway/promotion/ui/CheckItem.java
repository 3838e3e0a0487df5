package io.slipway.promotion.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import org.jspecify.annotations.Nullable;

/** What one check found: how bad, in real names and numbers, with examples and what to do. */
class CheckItem extends ListItem {

    /**
     * @param remedy something to do about it right here; null: nothing
     */
    CheckItem(CheckResult check, @Nullable Component remedy) {
        addClassName("check");
        if (check.severity() == Severity.PASSED) {
            addClassName("check-passed");
        }
        getElement().setAttribute("data-code", check.code());
        Span title = new Span(check.title());
        title.addClassName("check-title");
        Div head = new Div(badge(check.severity()), title);
        head.addClassName("check-head");
        add(head);
        if (!check.message().isEmpty()) {
            add(new Paragraph(check.message()));
        }
        if (!check.examples().isEmpty()) {
            add(examples(check));
        }
        if (!check.fix().isEmpty()) {
            Paragraph fix = new Paragraph(check.fix());
            fix.addClassName("secondary");
            add(fix);
        }
        if (remedy != null) {
            add(remedy);
        }
    }

    static StatusBadge badge(Severity severity) {
        return switch (severity) {
            case ERROR -> new StatusBadge("Blocks", Tone.DANGER);
            case LOSS -> new StatusBadge("Data loss", Tone.WARNING);
            case NOTE -> new StatusBadge("Note", Tone.INFO);
            case PASSED -> new StatusBadge("Passed", Tone.SUCCESS);
        };
    }

    private static Details examples(CheckResult check) {
        UnorderedList list = new UnorderedList();
        check.examples().forEach(example -> {
            ListItem item = new ListItem(example.isEmpty() ? "(empty)" : example);
            item.addClassName("check-example");
            list.add(item);
        });
        Details details = new Details(Shown.count(check.examples().size(), "example", "examples"), list);
        details.addClassName("check-examples");
        return details;
    }
}
