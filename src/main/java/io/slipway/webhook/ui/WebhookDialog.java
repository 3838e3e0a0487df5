package io.slipway.webhook.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.PersonDirectory;
import io.slipway.builder.ui.FiltersEditor;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.ui.FormErrors;
import io.slipway.ui.ShownEnvironment;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.Webhooks;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for what a webhook is to be. */
final class WebhookDialog extends Dialog {

    private final transient WebhookRoom room;
    private final transient Definition definition;
    private final TextField name = new TextField("Name");
    private final ComboBox<Table> table = new ComboBox<>("Table");
    private final CheckboxGroup<Webhook.Event> events = new CheckboxGroup<>("Tell when a record is");
    private final TextField url = new TextField("Address");
    private final Div filterPlace = new Div();
    private final MultiSelectComboBox<Field> fields = new MultiSelectComboBox<>("Fields to send");
    private final ComboBox<PersonDirectory.Entry> owner = new ComboBox<>("Owner");
    private final RadioButtonGroup<Webhook.OnPromotion> onPromotion =
            new RadioButtonGroup<>("While a promotion locks production");
    private final FormErrors errors = new FormErrors();
    private final Div body = new Div();
    private @Nullable FiltersEditor filters;

    private WebhookDialog(WebhookRoom room, Definition definition, String title) {
        this.room = room;
        this.definition = definition;
        setHeaderTitle(title);
        setWidth("min(38rem, 100vw)");
        setCloseOnOutsideClick(false);
        name.setAutocomplete(Autocomplete.OFF);
        name.setHelperText("For example the system it tells");
        url.setPlaceholder("https://example.com/hooks/orders");
        url.setHelperText("Events are posted there as JSON. Use https: http can be read on the way.");
        table.setItems(definition
                .all(Table.class)
                .sorted(java.util.Comparator.comparing(Table::name))
                .toList());
        table.setItemLabelGenerator(Table::name);
        table.addValueChangeListener(change -> chooseTable(change.getValue(), List.of()));
        events.setItems(Webhook.Event.values());
        events.setItemLabelGenerator(Webhook.Event::label);
        fields.setItemLabelGenerator(Field::name);
        fields.setHelperText("None chosen: all fields. With some chosen, updates of other fields are not told.");
        owner.setItems(room.directory().search(room.actor().account(), "", 0, 10_000));
        owner.setItemLabelGenerator(PersonDirectory.Entry::name);
        owner.setHelperText("It tells nothing this person may not see; they get a mail before a promotion.");
        fields.setVisible(false);
        onPromotion.setItems(Webhook.OnPromotion.values());
        onPromotion.setItemLabelGenerator(WebhookDialog::describe);
        onPromotion.addClassName("stacked");
        errors.at("name", name)
                .at("table", table)
                .at("events", events)
                .at("url", url)
                .at("fields", fields)
                .at("owner", owner);
        body.addClassNames("form", "edit-body");
        body.add(name, url, table, events, filterPlace, fields, owner, onPromotion);
        Div all = new Div(errors, body);
        all.addClassName("dialog-body");
        add(all);
        for (com.vaadin.flow.component.HasSize wide : List.of(name, url, table, fields, owner)) {
            wide.setWidthFull();
        }
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    /** Makes one. */
    static WebhookDialog create(
            WebhookRoom room, Definition definition, ShownEnvironment environment, Consumer<Webhooks.WithSecret> done) {
        WebhookDialog dialog = new WebhookDialog(room, definition, "New webhook");
        dialog.events.setValue(EnumSet.allOf(Webhook.Event.class));
        dialog.onPromotion.setValue(Webhook.OnPromotion.HOLD);
        dialog.chooseOwner(room.actor().user());
        if (!environment.production()) {
            Paragraph off = new Paragraph("In a sandbox a webhook is off until you switch it on.");
            off.addClassName("secondary");
            dialog.body.add(off);
        }
        dialog.act("Make webhook", () -> {
            Webhooks.WithSecret made = room.webhooks().create(room.actor(), environment.id(), dialog.draft());
            dialog.close();
            done.accept(made);
        });
        return dialog;
    }

    /** Changes one. */
    static WebhookDialog change(WebhookRoom room, Definition definition, Webhook webhook, Consumer<Webhook> done) {
        WebhookDialog dialog = new WebhookDialog(room, definition, "Edit webhook");
        dialog.name.setValue(webhook.name());
        dialog.url.setValue(webhook.url());
        definition.find(Table.class, webhook.table()).ifPresent(dialog.table::setValue);
        dialog.table.setReadOnly(true);
        dialog.chooseTable(dialog.table.getValue(), webhook.filters());
        dialog.events.setValue(webhook.events());
        dialog.fields.setValue(definition.fields(webhook.table()).stream()
                .filter(field -> webhook.fields().contains(field.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        dialog.chooseOwner(webhook.owner());
        dialog.onPromotion.setValue(webhook.onPromotion());
        dialog.act("Save", () -> {
            Webhook changed = room.webhooks().change(room.actor(), webhook.id(), dialog.draft(), webhook.version());
            dialog.close();
            done.accept(changed);
        });
        return dialog;
    }

    private void chooseOwner(UserId id) {
        room.directory().find(room.actor().account(), id).ifPresent(owner::setValue);
    }

    private void chooseTable(@Nullable Table chosen, List<View.Filter> given) {
        filterPlace.removeAll();
        filters = null;
        List<Field> all = chosen == null ? List.of() : definition.fields(chosen.id());
        fields.setItems(all);
        fields.setVisible(chosen != null);
        if (chosen != null) {
            FiltersEditor editor = new FiltersEditor(room.build(), all, given);
            filterPlace.add(editor);
            errors.at("filters", editor);
            filters = editor;
        }
    }

    /** Whether all that is needed is there; what is not is told all at once, and the first of it takes the focus. */
    private boolean isComplete() {
        Map<String, String> missing = new LinkedHashMap<>();
        if (owner.isEmpty()) {
            missing.put("owner", "Choose the person in whose name it sees records.");
        }
        if (events.isEmpty()) {
            missing.put("events", "Choose at least one event.");
        }
        if (table.isEmpty()) {
            missing.put("table", "Choose the table it tells of.");
        }
        if (url.getValue().isBlank()) {
            missing.put("url", "Give the address events are sent to.");
        }
        if (name.getValue().isBlank()) {
            missing.put("name", "Give it a name.");
        }
        errors.clear();
        missing.forEach(errors::show);
        return missing.isEmpty();
    }

    private WebhookDraft draft() {
        Table chosen = table.getValue();
        if (chosen == null) {
            throw new InvalidInput("table", "Choose the table it tells of.");
        }
        PersonDirectory.Entry person = owner.getValue();
        if (person == null) {
            throw new InvalidInput("owner", "Choose the person in whose name it sees records.");
        }
        return new WebhookDraft(
                name.getValue(),
                chosen.id(),
                events.getValue(),
                filters == null ? List.of() : filters.value(),
                fields.getValue().stream().map(Field::id).toList(),
                url.getValue(),
                person.id(),
                onPromotion.getValue());
    }

    private void act(String verb, Runnable act) {
        Button confirm = new Button(verb);
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            if (isComplete()) {
                errors.attempt(act);
            }
            confirm.setEnabled(true);
        });
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }

    private static String describe(Webhook.OnPromotion choice) {
        return switch (choice) {
            case HOLD -> "Hold and release: what waits goes out afterwards, in order";
            case DROP -> "Drop: what still waits then is not sent";
        };
    }
}
