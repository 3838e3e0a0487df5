package io.slipway.shell;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.slipway.account.Drafts;
import io.slipway.common.EnvironmentId;
import io.slipway.ui.DraftSource;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageDrafts;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** A page of an environment with one field, as any room might have it. */
@Route("env/:environment/test-page")
@PermitAll
public class TestPage extends EnvironmentPage implements DraftSource {

    final TextField field = new TextField("Input");
    private final PageDrafts drafts;

    TestPage(EnvironmentDoor door, PageDrafts drafts) {
        super(door);
        this.drafts = drafts;
        field.setValueChangeMode(ValueChangeMode.LAZY);
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        field.setValue(drafts.take(actor(), environment(), event)
                .map(Drafts.Draft::body)
                .orElse(""));
        add(new Span("In " + shown().name()), field);
        if (event.getLocation().getQueryParameters().getParameters().containsKey("break")) {
            throw new IllegalStateException("the page broke");
        }
    }

    @Override
    public EnvironmentId draftEnvironment() {
        return environment();
    }

    @Override
    public Optional<String> draft() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field.getValue());
    }
}
