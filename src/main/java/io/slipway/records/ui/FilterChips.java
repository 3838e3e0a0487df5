package io.slipway.records.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import io.slipway.records.ui.NameLookup.Reader;
import java.util.List;
import java.util.function.Consumer;

/** The conditions somebody has added, in words, each to be taken away again. */
class FilterChips extends Div {

    FilterChips(Reader reader, List<View.Filter> filters, NameLookup names, Consumer<View.Filter> removed) {
        addClassName("filter-chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Filters");
        for (View.Filter filter : filters) {
            String words = words(reader, filter, names);
            Button chip = new Button(words, VaadinIcon.CLOSE_SMALL.create(), click -> removed.accept(filter));
            chip.setIconAfterText(true);
            chip.addThemeVariants(ButtonVariant.LUMO_SMALL);
            chip.addClassName("filter-chip");
            chip.setAriaLabel("Remove the filter: " + words);
            add(chip);
        }
        setVisible(!filters.isEmpty());
    }

    /** A filter in words; people and records it names are looked up. */
    static String words(Reader reader, View.Filter filter, NameLookup names) {
        Field field = reader.definition().get(Field.class, filter.field());
        Object value = FilterWords.value(field, filter);
        return FilterWords.sentence(field, filter, reader.display(), names.of(reader, field, value));
    }
}
