package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.InvalidInput;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ConversionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What shall become of values that do not convert by themselves. */
class RuleChooser extends Div {

    /** The rules as they are offered. */
    enum Rule {
        REFUSE("Change nothing as long as there are such values"),
        EMPTY("Make them empty"),
        FIXED("Replace each by one value"),
        CUT("Cut to fit: texts lose their end, numbers are rounded, dates lose the time"),
        PATTERN("Read them as dates written in another way");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final RadioButtonGroup<Rule> rules = new RadioButtonGroup<>("Values that do not convert");
    private final TextField pattern = new TextField("How the dates are written");
    private final Select<Rule> otherwise = new Select<>();
    private final ValueInput fixed;

    RuleChooser(BuildRoom room, BiConsumer<String, HasValidationProperties> places, Runnable changed) {
        addClassName("rule-chooser");
        fixed = new ValueInput(room, "The value they become", "fixedValue", changed);
        rules.addClassName("stacked");
        rules.setItemLabelGenerator(Rule::words);
        pattern.setHelperText("For example dd/MM/yyyy or MM/dd/yyyy HH:mm");
        otherwise.setLabel("Values for which even that does not help");
        otherwise.setItems(Rule.REFUSE, Rule.EMPTY, Rule.FIXED);
        otherwise.setItemLabelGenerator(Rule::words);
        otherwise.setValue(Rule.REFUSE);
        pattern.setWidthFull();
        otherwise.setWidthFull();
        places.accept("pattern", pattern);
        places.accept("fixedValue", fixed);
        add(rules, pattern, otherwise, fixed);
        rules.addValueChangeListener(change -> {
            arrange();
            changed.run();
        });
        otherwise.addValueChangeListener(change -> {
            arrange();
            changed.run();
        });
        pattern.addValueChangeListener(change -> changed.run());
    }

    /** Offers what makes sense for a change of kind. */
    void offer(FieldKind from, FieldKind to) {
        List<Rule> offered = new ArrayList<>(List.of(Rule.REFUSE, Rule.EMPTY, Rule.FIXED));
        if (cuts(to)) {
            offered.add(Rule.CUT);
        }
        boolean text = from instanceof FieldKind.ShortText || from instanceof FieldKind.LongText;
        if (text
                && (to instanceof FieldKind.Date || to instanceof FieldKind.DateTime || to instanceof FieldKind.Time)) {
            offered.add(Rule.PATTERN);
        }
        rules.setItems(offered);
        rules.setValue(Rule.REFUSE);
        fixed.show(to, null);
        arrange();
    }

    private static boolean cuts(FieldKind to) {
        return to instanceof FieldKind.ShortText
                || to instanceof FieldKind.LongText
                || to instanceof FieldKind.WholeNumber
                || to instanceof FieldKind.DecimalNumber
                || to instanceof FieldKind.Money
                || to instanceof FieldKind.Percent
                || to instanceof FieldKind.Date;
    }

    private void arrange() {
        Rule rule = rules.getValue();
        boolean more = rule == Rule.CUT || rule == Rule.PATTERN;
        pattern.setVisible(rule == Rule.PATTERN);
        otherwise.setVisible(more);
        fixed.setVisible(rule == Rule.FIXED || more && otherwise.getValue() == Rule.FIXED);
    }

    /**
     * The rule.
     *
     * @throws InvalidInput when it is not complete
     */
    ConversionRule rule() {
        return rule(rules.getValue());
    }

    private ConversionRule rule(@Nullable Rule rule) {
        if (rule == null) {
            return ConversionRule.DEFAULT;
        }
        return switch (rule) {
            case REFUSE -> new ConversionRule.Refuse();
            case EMPTY -> new ConversionRule.MakeEmpty();
            case FIXED -> new ConversionRule.FixedValue(fixedValue());
            case CUT -> new ConversionRule.CutToFit(rule(otherwise.getValue()));
            case PATTERN -> new ConversionRule.DatePattern(pattern(), rule(otherwise.getValue()));
        };
    }

    private String fixedValue() {
        String value = fixed.canonical();
        if (value == null) {
            throw new InvalidInput("fixedValue", "Give the value they shall become.");
        }
        return value;
    }

    private String pattern() {
        if (pattern.getValue().isBlank()) {
            throw new InvalidInput("pattern", "Say how the dates are written, for example dd/MM/yyyy.");
        }
        return pattern.getValue().strip();
    }
}
