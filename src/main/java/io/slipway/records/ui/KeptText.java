package io.slipway.records.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.records.ui.KeptInput.Kept;
import java.util.List;

/** What had been typed and can't be put back where it was: shown, so that it can be copied. */
class KeptText extends Div {

    KeptText(String why, List<Kept> kept) {
        addClassNames("note", "note-warning", "kept-text");
        getElement().setAttribute("role", "note");
        add(new Paragraph(why));
        DescriptionList list = new DescriptionList();
        for (Kept each : kept) {
            list.add(new DescriptionList.Term(each.name()));
            list.add(new DescriptionList.Description(each.shown().isEmpty() ? "(emptied)" : each.shown()));
        }
        add(list);
    }
}
