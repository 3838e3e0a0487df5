package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.Conversion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chooses a field's kind: in groups, each with a word of explanation. What a field can't become is not offered. */
class KindSelect extends Select<KindChoice> {

    /**
     * @param before the kind the field has; null for a new field
     */
    KindSelect(@Nullable FieldKind before) {
        setLabel("Type");
        setItems(Arrays.stream(KindChoice.values())
                .filter(choice -> before == null || possible(before, choice))
                .toList());
        setItemLabelGenerator(choice -> choice == null ? "" : choice.label());
        setRenderer(new ComponentRenderer<>(KindSelect::described));
        headings();
        if (before != null) {
            setHelperText(
                    before instanceof FieldKind.Link
                            ? "A link stays a link."
                            : "Types that values of this field can’t become are left out.");
        }
    }

    private static boolean possible(FieldKind before, KindChoice choice) {
        FieldKind to = choice.initial();
        return choice == KindChoice.of(before) || to != null && Conversion.possible(before, to);
    }

    private void headings() {
        String group = "";
        for (KindChoice choice : getListDataView().getItems().toList()) {
            if (!choice.group().equals(group)) {
                group = choice.group();
                Span heading = new Span(group);
                heading.addClassName("kind-group");
                prependComponents(choice, heading);
            }
        }
    }

    private static Div described(KindChoice choice) {
        Span label = new Span(choice.label());
        label.addClassName("two-lines-first");
        Span explanation = new Span(choice.explanation());
        explanation.addClassName("secondary");
        Div lines = new Div(label, explanation);
        lines.addClassName("kind-lines");
        return lines;
    }

    boolean canBeRequired() {
        return getValue() != KindChoice.AUTO_NUMBER;
    }

    boolean canBeUnique() {
        return getValue() != KindChoice.YES_NO && getValue() != KindChoice.MULTI_CHOICE;
    }

    boolean canHaveDefault() {
        return getValue() != KindChoice.AUTO_NUMBER && getValue() != KindChoice.LINK;
    }
}
