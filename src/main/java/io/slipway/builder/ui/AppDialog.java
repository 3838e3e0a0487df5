package io.slipway.builder.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds an app or changes its name, description and icon. */
class AppDialog extends EditDialog {

    private final ResourceId id;
    private final @Nullable App before;
    private final TextField name = new TextField("Name");
    private final TextArea description = new TextArea("Description");
    private final Select<String> icon = new Select<>();

    AppDialog(Bench bench) {
        this(bench, null);
    }

    AppDialog(Bench bench, @Nullable App before) {
        super(bench, before == null ? "Add app" : "Edit app", before == null ? "Add app" : "Save");
        this.before = before;
        this.id = before == null ? bench.newId() : before.id();
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        description.setWidthFull();
        description.setHelperText("One or two sentences, shown in the catalogue");
        icon.setLabel("Icon");
        icon.setWidthFull();
        icon.setItems(AppPicture.OFFERED);
        icon.setEmptySelectionAllowed(true);
        icon.setEmptySelectionCaption("The first letter of its name");
        icon.setItemLabelGenerator(one -> one == null ? "The first letter of its name" : AppPicture.words(one));
        icon.setRenderer(new ComponentRenderer<>(AppDialog::line));
        if (before != null) {
            name.setValue(before.name());
            description.setValue(before.description());
            icon.setValue(AppPicture.OFFERED.contains(before.icon()) ? before.icon() : null);
        }
        at("name", name);
        at("description", description);
        part(name);
        part(description);
        part(icon);
    }

    private static Div line(@Nullable String icon) {
        Div line = new Div();
        line.addClassName("icon-line");
        if (icon != null) {
            line.add(AppPicture.picture(icon).create(), new Span(AppPicture.words(icon)));
        } else {
            line.setText("The first letter of its name");
        }
        return line;
    }

    @Override
    protected EditOutcome send() {
        App wanted = new App(
                id,
                name.getValue(),
                description.getValue(),
                icon.getValue() == null ? keptIcon() : icon.getValue(),
                before == null ? List.of() : before.tables(),
                before == null ? List.of() : before.views());
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    /** An icon that is not offered any more stays until another is chosen. */
    private String keptIcon() {
        return before == null || AppPicture.OFFERED.contains(before.icon()) ? "" : before.icon();
    }

    @Override
    protected void after(EditOutcome.Done outcome) {
        if (before == null) {
            UI.getCurrent().navigate(bench().shown().path(BuildPages.app(id)));
        }
    }

    @Override
    protected String done() {
        return before == null ? "The app “" + name.getValue().strip() + "” is added." : "The app is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return before == null
                ? Optional.of(new AppDialog(fresh))
                : fresh.definition().find(App.class, id).map(app -> new AppDialog(fresh, app));
    }
}
