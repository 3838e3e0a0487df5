package io.slipway.builder.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.builder.Preview;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.value.ConversionRule;
import io.slipway.storage.DataImpact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds a field to a table or changes one, and shows at once what a change does to the data. */
class FieldDialog extends EditDialog {

    private final ResourceId table;
    private final ResourceId id;
    private final @Nullable Field before;
    private final TextField name = new TextField("Name");
    private final KindSelect kinds;
    private final KindOptions options;
    private final LinkOptions link;
    private final Checkbox required = new Checkbox("Required: no record without a value");
    private final Checkbox unique = new Checkbox("Unique: no two records with the same value");
    private final ValueInput defaultValue;
    private final TextArea help = new TextArea("Help text");
    private final RuleChooser rules;
    private final Div impact = new Div();

    /** Adds. */
    FieldDialog(Bench bench, ResourceId table) {
        this(bench, table, null);
    }

    /** Changes. */
    FieldDialog(Bench bench, Field field) {
        this(bench, field.table(), field);
    }

    private FieldDialog(Bench bench, ResourceId table, @Nullable Field before) {
        super(bench, before == null ? "Add field" : "Edit field", before == null ? "Add field" : "Save");
        this.table = table;
        this.before = before;
        this.id = before == null ? bench.newId() : before.id();
        kinds = new KindSelect(before == null ? null : before.kind());
        options = new KindOptions(this::at, new ChoiceIds(bench, before), this::optionsChanged);
        link = new LinkOptions(bench, table, this::at);
        defaultValue = new ValueInput(bench.room(), "Default value", "defaultValue", () -> {});
        rules = new RuleChooser(bench.room(), this::at, this::look);
        help.setHelperText("Shown under the field on forms");
        help.setWidthFull();
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        kinds.setWidthFull();
        impact.addClassName("impact");
        impact.getElement().setAttribute("role", "status");
        at("name", name);
        at("kind", kinds);
        at("required", required);
        at("unique", unique);
        at("defaultValue", defaultValue);
        at("help", help);
        part(name);
        part(kinds);
        part(options);
        part(link);
        part(required);
        part(unique);
        part(defaultValue);
        part(help);
        part(rules);
        part(impact);
        begin();
        kinds.addValueChangeListener(change -> kindChosen());
        required.addValueChangeListener(change -> look());
        unique.addValueChangeListener(change -> {
            arrange();
            look();
        });
    }

    private void begin() {
        rules.setVisible(false);
        impact.setVisible(false);
        if (before == null) {
            kinds.setValue(KindChoice.TEXT);
            options.show(new FieldKind.ShortText(100));
            defaultValue.show(new FieldKind.ShortText(100), null);
        } else {
            name.setValue(before.name());
            kinds.setValue(KindChoice.of(before.kind()));
            options.show(before.kind());
            required.setValue(before.required());
            unique.setValue(before.unique());
            defaultValue.show(before.kind(), before.defaultValue());
            help.setValue(before.help());
        }
        arrange();
    }

    private void kindChosen() {
        KindChoice chosen = kinds.getValue();
        if (chosen == null) {
            return;
        }
        FieldKind initial = before != null && KindChoice.of(before.kind()) == chosen ? before.kind() : chosen.initial();
        if (initial != null) {
            options.show(initial);
            boolean same = before != null && initial.equals(before.kind());
            defaultValue.show(initial, same && before != null ? before.defaultValue() : null);
        } else {
            options.setVisible(false);
        }
        if (!kinds.canBeRequired()) {
            required.setValue(false);
        }
        if (!canBeUnique()) {
            unique.setValue(false);
        }
        arrange();
        offerRules();
        look();
    }

    /** A default is one of the choices as they are now, and in the currency chosen. */
    private void optionsChanged() {
        try {
            FieldKind kind = options.kind();
            boolean shapesDefault = kind instanceof FieldKind.SingleChoice
                    || kind instanceof FieldKind.MultiChoice
                    || kind instanceof FieldKind.Money;
            if (shapesDefault) {
                defaultValue.show(kind, defaultValue.canonical());
            }
        } catch (InvalidInput incomplete) {
            // Said beside the option when it is saved.
            impact.setVisible(false);
        }
        look();
    }

    /** Shows what makes sense for the kind. */
    private void arrange() {
        boolean newLink = before == null && kinds.getValue() == KindChoice.LINK;
        link.setVisible(newLink);
        required.setVisible(kinds.canBeRequired());
        unique.setVisible(!newLink && canBeUnique());
        help.setVisible(!newLink);
        defaultValue.setVisible(kinds.canHaveDefault() && !unique.getValue());
    }

    private boolean canBeUnique() {
        boolean many = before != null
                && before.kind() instanceof FieldKind.Link carried
                && bench().definition()
                        .find(Relationship.class, carried.relationship())
                        .filter(relationship -> relationship.cardinality() == Cardinality.MANY_TO_MANY)
                        .isPresent();
        return kinds.canBeUnique() && !many;
    }

    private void offerRules() {
        if (before != null) {
            rules.setVisible(false);
            FieldKind to = kinds.getValue() == null ? null : kinds.getValue().initial();
            if (to != null && !to.equals(before.kind())) {
                rules.offer(before.kind(), to);
            }
        }
    }

    /** What the change would do to the data, as far as the input says what it is. */
    private void look() {
        if (before == null || bench().isLocked()) {
            return;
        }
        impact.removeAll();
        try {
            Field wanted = wanted();
            impact.setVisible(true);
            if (sameForData(wanted)) {
                impact.setVisible(false);
                rules.setVisible(false);
                return;
            }
            show(bench().preview(edit(wanted)), wanted);
        } catch (InvalidInput incomplete) {
            // Said beside the field when it is saved; until then nothing can be foretold.
            impact.setVisible(false);
        }
    }

    private boolean sameForData(Field wanted) {
        return before != null
                && wanted.kind().equals(before.kind())
                && wanted.required() == before.required()
                && wanted.unique() == before.unique();
    }

    private void show(Preview preview, Field wanted) {
        impact.add(new H3("What happens to the data"));
        for (EditOutcome.Problem problem : preview.problems()) {
            Div line = new Div();
            line.setText(problem.message());
            line.addClassName("impact-problem");
            impact.add(line);
        }
        if (preview.findings().isEmpty() && preview.problems().isEmpty()) {
            Div line = new Div();
            line.setText("All values stay as they are, or convert without loss.");
            impact.add(line);
        }
        impact.add(new FindingList(preview.findings()));
        boolean stuck =
                preview.findings().stream().anyMatch(finding -> finding.code().equals("values.do-not-convert"));
        if (stuck && !rules.isVisible()) {
            if (before != null && KindChoice.of(wanted.kind()) == KindChoice.of(before.kind())) {
                rules.offer(before.kind(), wanted.kind());
            }
            rules.setVisible(true);
        }
    }

    private Field wanted() {
        FieldKind kind = kinds.getValue() == KindChoice.LINK && before != null ? before.kind() : options.kind();
        return new Field(
                id,
                table,
                name.getValue(),
                kind,
                before == null ? 0 : before.rank(),
                required.getValue(),
                unique.getValue(),
                defaultValue.isVisible() ? defaultValue.canonical() : null,
                help.getValue());
    }

    private Edit edit(Field wanted) {
        Map<ResourceId, ConversionRule> chosen = rules.isVisible() ? Map.of(id, rules.rule()) : Map.of();
        return new Edit(List.of(Bench.put(wanted)), openedAt(), chosen);
    }

    @Override
    protected List<DataImpact.Finding> losses() {
        if (before == null) {
            return List.of();
        }
        Field wanted = wanted();
        return sameForData(wanted) ? List.of() : bench().preview(edit(wanted)).losses();
    }

    @Override
    protected String nameOfLoser() {
        return before == null ? "" : before.name();
    }

    @Override
    protected void stopped(List<DataImpact.Finding> findings) {
        impact.removeAll();
        impact.add(new H3("The data stops this"), new FindingList(findings));
        impact.setVisible(true);
        boolean stuck = findings.stream()
                .anyMatch(finding -> finding.code().startsWith("values.do-not-convert")
                        || finding.code().equals("values.written-meanwhile"));
        if (stuck && before != null) {
            rules.setVisible(true);
        }
        rules.scrollIntoView();
    }

    @Override
    protected EditOutcome send() {
        if (before != null) {
            return bench().edit(edit(wanted()));
        }
        if (kinds.getValue() == KindChoice.LINK) {
            return bench().room()
                    .builder()
                    .newRelationship(
                            bench().actor(), bench().environment(), link.wanted(name.getValue(), required.getValue()));
        }
        return bench().room().builder().newField(bench().actor(), bench().environment(), wanted());
    }

    @Override
    protected String done() {
        return before == null ? "The field “" + name.getValue().strip() + "” is added." : "The field is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return before == null
                ? Optional.of(new FieldDialog(fresh, table))
                : fresh.definition().find(Field.class, id).map(field -> new FieldDialog(fresh, field));
    }
}
