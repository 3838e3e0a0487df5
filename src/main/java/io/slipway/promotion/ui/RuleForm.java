package io.slipway.promotion.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ConversionRule;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses what becomes of a field's values that do not convert by themselves. */
class RuleForm extends Div {

    private final transient Field after;
    private final transient ZoneId zone;
    private final RadioButtonGroup<RuleKind> kind = new RadioButtonGroup<>("What is to happen with these values?");
    private final TextField pattern = new TextField("Date pattern");
    private final Select<RuleKind> otherwise = new Select<>();
    private final Component fixed;
    private final Button save = new Button("Use this rule");

    /**
     * @param before the field in production
     * @param after the field in the sandbox
     * @param zone for a date-time typed without one
     * @param choose keeps the rule; may throw {@link InvalidInput}
     */
    RuleForm(Field before, Field after, ConversionRule current, ZoneId zone, Consumer<ConversionRule> choose) {
        this.after = after;
        this.zone = zone;
        addClassName("rule-form");
        fixed = fixedValue(after.kind());
        kind.addClassName("stacked");
        kind.setItems(RuleKind.suiting(before, after));
        kind.setRenderer(new ComponentRenderer<>(RuleForm::explained));
        pattern.setPlaceholder("dd/MM/yyyy");
        pattern.setHelperText("d day, M month, y year, H hour, m minute; for example dd/MM/yyyy HH:mm");
        otherwise.setLabel("Values that do not fit even so");
        otherwise.setItems(List.of(RuleKind.REFUSE, RuleKind.MAKE_EMPTY, RuleKind.FIXED).stream()
                .filter(RuleKind.suiting(before, after)::contains)
                .toList());
        otherwise.setItemLabelGenerator(RuleKind::label);
        otherwise.setValue(RuleKind.REFUSE);
        kind.addValueChangeListener(change -> adapt());
        otherwise.addValueChangeListener(change -> adapt());
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickListener(click -> save(choose));
        add(kind, pattern, otherwise, fixed, save);
        show(current);
    }

    private static Component explained(RuleKind kind) {
        Span help = new Span(kind.help());
        help.addClassName("secondary");
        Div text = new Div(new Span(kind.label()), help);
        text.addClassName("two-lines");
        return text;
    }

    private static Component fixedValue(FieldKind kind) {
        List<Choice> choices = kind instanceof FieldKind.SingleChoice single ? single.choices() : List.of();
        if (choices.isEmpty()) {
            return new TextField("Value for all of them");
        }
        Select<String> select = new Select<>();
        select.setLabel("Value for all of them");
        select.setItems(choices.stream().map(Choice::label).toList());
        return select;
    }

    private void show(ConversionRule current) {
        kind.setValue(RuleKind.of(current));
        if (current instanceof ConversionRule.DatePattern chosen) {
            pattern.setValue(chosen.pattern());
        }
        ConversionRule last = RuleKind.otherwise(current);
        if (RuleKind.of(current).isFirstTry()) {
            otherwise.setValue(RuleKind.of(last));
        }
        if (last instanceof ConversionRule.FixedValue value
                && ValueText.parse(after.kind(), value.canonicalText()) instanceof Parsed.Ok ok
                && ok.value() != null) {
            typed().setValue(ValueText.show(after, ok.value(), zone, java.util.Locale.ENGLISH));
        }
        adapt();
    }

    @SuppressWarnings("unchecked")
    private AbstractField<?, String> typed() {
        return (AbstractField<?, String>) fixed;
    }

    private void adapt() {
        RuleKind chosen = kind.getValue();
        boolean firstTry = chosen != null && chosen.isFirstTry();
        pattern.setVisible(chosen == RuleKind.PATTERN);
        otherwise.setVisible(firstTry);
        fixed.setVisible(chosen == RuleKind.FIXED || firstTry && otherwise.getValue() == RuleKind.FIXED);
    }

    private void save(Consumer<ConversionRule> choose) {
        error(pattern, null);
        error((HasValidation) fixed, null);
        try {
            ConversionRule rule = rule();
            if (rule != null) {
                choose.accept(rule);
            }
        } catch (InvalidInput e) {
            String message = e.getMessage();
            error(e.place().equals("pattern") ? pattern : fixed.isVisible() ? (HasValidation) fixed : kind, message);
        }
    }

    private static void error(HasValidation field, @Nullable String message) {
        field.setInvalid(message != null);
        field.setErrorMessage(message);
    }

    /** What is chosen; null: something is missing and marked. */
    private @Nullable ConversionRule rule() {
        RuleKind chosen = kind.getValue();
        if (chosen == null) {
            return null;
        }
        ConversionRule last = simple(chosen.isFirstTry() ? otherwise.getValue() : chosen);
        if (last == null) {
            return null;
        }
        return switch (chosen) {
            case PATTERN -> new ConversionRule.DatePattern(pattern.getValue().strip(), last);
            case CUT -> new ConversionRule.CutToFit(last);
            case REFUSE, MAKE_EMPTY, FIXED -> last;
        };
    }

    private @Nullable ConversionRule simple(RuleKind chosen) {
        return switch (chosen) {
            case MAKE_EMPTY -> new ConversionRule.MakeEmpty();
            case FIXED -> fixedRule();
            case REFUSE, PATTERN, CUT -> new ConversionRule.Refuse();
        };
    }

    private @Nullable ConversionRule fixedRule() {
        String text = typed().getValue();
        Parsed parsed = ValueText.parseTyped(after.kind(), text == null ? "" : text, zone);
        return switch (parsed) {
            case Parsed.Ok ok
            when ok.value() != null -> new ConversionRule.FixedValue(ValueText.canonical(after.kind(), ok.value()));
            case Parsed.Ok empty -> {
                error((HasValidation) fixed, "Enter the value they are to have.");
                yield null;
            }
            case Parsed.Bad bad -> {
                error((HasValidation) fixed, bad.reason());
                yield null;
            }
        };
    }
}
