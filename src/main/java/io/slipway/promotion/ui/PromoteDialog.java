package io.slipway.promotion.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.Promotions.AlreadyRunning;
import io.slipway.promotion.Promotions.Blocked;
import io.slipway.promotion.Promotions.NameMistyped;
import io.slipway.promotion.Promotions.NotRestorable;
import io.slipway.promotion.Promotions.NothingToPromote;
import io.slipway.promotion.Promotions.PlanChanged;
import io.slipway.promotion.Promotions.StartOutcome;
import io.slipway.promotion.Promotions.Started;
import io.slipway.promotion.ui.run.RunView;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last question before a promotion: says what will happen to people and data, and starts it at most once. */
class PromoteDialog extends Dialog {

    private final transient Promoting promoting;
    private final transient Reviewed reviewed;
    private final TextField name = new TextField();
    private final Button promote = new Button("Promote sandbox", click -> promote());
    private final Button cancel = new Button("Cancel", click -> close());
    private final ProgressBar progress = new ProgressBar();
    private final Div starting = new Div(new Paragraph("Checking once more, then it starts …"), progress);
    private final @Nullable String typedName;
    private boolean underWay;

    PromoteDialog(Promoting promoting, Reviewed reviewed) {
        this.promoting = promoting;
        this.reviewed = reviewed;
        this.typedName = reviewed.review().typedName();
        setHeaderTitle("Promote “" + promoting.sandboxName() + "” to production?");
        addClassName("promote-dialog");
        setWidth("min(40rem, 100vw)");
        Div body = new Div();
        body.addClassName("dialog-body");
        body.add(section("What happens to people", peopleLines()));
        body.add(section("What is promoted", ChangeCounts.lines(reviewed.difference())));
        body.add(section("What is not promoted", List.of(notPromoted())));
        if (typedName != null) {
            body.add(loss(typedName));
        }
        progress.setIndeterminate(true);
        progress.getElement().setAttribute("aria-label", "Starting");
        starting.setVisible(false);
        starting.getElement().setAttribute("role", "status");
        body.add(starting);
        add(body);
        promote.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (typedName != null) {
            promote.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        promote.setEnabled(typedName == null);
        promote.setDisableOnClick(true);
        getFooter().add(cancel, promote);
    }

    private List<String> peopleLines() {
        return Stream.of(
                        "Production is backed up first, while everybody keeps working. If anything goes wrong,"
                                + " production is back to what it was by itself.",
                        "Then everybody is locked out for a moment and sees a waiting page. What they have typed is"
                                + " kept.",
                        promoting.keepsSignIns()
                                ? "They stay signed in and come back to the page they were on. Whoever loses or gains"
                                        + " rights by it signs in again."
                                : "They are signed out; the waiting page leads them through the sign-in back to the page"
                                        + " they were on.",
                        "Programs that use the API are told to try again a moment later.",
                        "Your own page stays and shows how far it is. You get a mail at " + promoting.mailTo()
                                + " when production is unlocked.")
                .toList();
    }

    private static String notPromoted() {
        return "The sandbox's records, account settings, people and who is in which user group, API tokens, mail"
                + " settings and backups. They stay in production as they are.";
    }

    private static Div section(String title, List<String> lines) {
        UnorderedList list = new UnorderedList();
        lines.forEach(line -> list.add(new ListItem(line)));
        return new Div(new H3(title), list);
    }

    private Div loss(String expected) {
        Div loss = section(
                "What is lost",
                reviewed.checks(Severity.LOSS).stream()
                        .map(CheckResult::message)
                        .toList());
        loss.addClassName("promote-loss");
        name.setLabel("Type “" + expected + "” to confirm");
        name.setWidthFull();
        name.setAutocomplete(Autocomplete.OFF);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(change -> {
            name.setInvalid(false);
            promote.setEnabled(name.getValue().strip().equals(expected.strip()));
        });
        loss.add(name);
        return loss;
    }

    /** Once, however often it is clicked. */
    private void promote() {
        if (underWay) {
            return;
        }
        underWay = true;
        showUnderWay();
        UI ui = UI.getCurrent();
        String typed = typedName == null ? null : name.getValue();
        promoting.start(ui, reviewed, typed, this::answer, this::failed);
    }

    private void showUnderWay() {
        promote.setEnabled(!underWay);
        cancel.setEnabled(!underWay);
        name.setReadOnly(underWay);
        starting.setVisible(underWay);
        setCloseOnEsc(!underWay);
        setCloseOnOutsideClick(!underWay);
    }

    private void failed() {
        close();
        promoting.lookAgain();
    }

    private void answer(StartOutcome outcome) {
        switch (outcome) {
            case Started started -> {
                close();
                UI.getCurrent().navigate(RunView.address(started.run()));
            }
            case AlreadyRunning running ->
                again("Run " + running.run() + " is not over yet. Another one can start then.");
            case PlanChanged changed ->
                again("Sandbox or production has changed since this was checked. Nothing was started."
                        + " Look at what would happen now.");
            case NothingToPromote nothing -> again("There is nothing to promote any more.");
            case Blocked blocked ->
                again("It was not started: " + Shown.count(blocked.errors().size(), "check stands", "checks stand")
                        + " in the way now.");
            case NotRestorable refused -> again(refused.reason());
            case NameMistyped mistyped -> {
                underWay = false;
                showUnderWay();
                name.setInvalid(true);
                name.setErrorMessage("Type exactly: " + mistyped.expected());
                name.focus();
            }
        }
    }

    private void again(String why) {
        close();
        Toast.failure(why);
        promoting.lookAgain();
    }
}
