package io.slipway.promotion.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.PersonKind;
import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.value.ConversionRule;
import io.slipway.promotion.Promotions.StartOutcome;
import io.slipway.promotion.ui.run.RunView;
import io.slipway.sandbox.Rebase;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import io.slipway.ui.ShownEnvironment;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a sandbox's changes can go to production, what they are, and the button that sends them there. */
@Route("env/:environment/promotion")
@PageTitle("Promotion · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
@StyleSheet("promotion.css")
public class PromotionView extends EnvironmentPage implements Promoting {

    /** What comes after the environment in the address. */
    public static final String PATH = "promotion";

    private final transient PromotionRoom room;
    private final transient CurrentActor currentActor;
    private final transient EnvironmentCatalog catalog;
    private final transient ViewerTime time;
    private PageHeader header = new PageHeader("Promotion");
    private Button again = new Button();
    private VerdictBox verdict = new VerdictBox();
    private Div found = new Div();
    // answers of looks that began before the last one are not shown
    private int looks;
    private @Nullable SettlePanel settle;

    PromotionView(
            EnvironmentDoor door,
            PromotionRoom room,
            CurrentActor currentActor,
            EnvironmentCatalog catalog,
            ViewerTime time) {
        super(door);
        this.room = room;
        this.currentActor = currentActor;
        this.catalog = catalog;
        this.time = time;
        addClassName("promotion-page");
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        header = new PageHeader("Promotion");
        add(header);
        Optional<EmptyState> nothingHere = nothingHere();
        if (nothingHere.isPresent()) {
            add(nothingHere.get());
        } else {
            verdict = new VerdictBox();
            found = new Div();
            found.addClassName("promotion-found");
            again = new Button("Check again", VaadinIcon.REFRESH.create(), click -> lookAgain());
            header.setLine("What the changes of “" + shown().name() + "” would do to production.")
                    .actions(again);
            add(verdict, found);
            look(event.getUI());
        }
        add(new RunHistory(room.runs(actor()), time));
    }

    private Optional<EmptyState> nothingHere() {
        if (shown().production()) {
            Optional<ShownEnvironment> promotable = catalog.all(actor()).stream()
                    .filter(environment -> environment.promotable() && !environment.production())
                    .findFirst();
            return Optional.of(
                    promotable.isPresent()
                            ? new EmptyState(
                                    VaadinIcon.ROCKET,
                                    "Changes come to production from the promotable sandbox.",
                                    new Anchor(
                                            promotable.get().path(PATH),
                                            "Promotion of “" + promotable.get().name() + "”"))
                            : new EmptyState(
                                    VaadinIcon.ROCKET,
                                    "Changes come to production from a promotable sandbox. There is none yet.",
                                    new Anchor("sandboxes", "Sandboxes")));
        }
        if (!shown().promotable()) {
            return Optional.of(new EmptyState(
                    VaadinIcon.ROCKET,
                    "“" + shown().name() + "” is not promotable, so its changes stay in it.",
                    new Anchor("sandboxes", "Sandboxes")));
        }
        return shown().ready()
                ? Optional.empty()
                : Optional.of(new EmptyState(
                        VaadinIcon.HOURGLASS, "“" + shown().name() + "” is being worked on. Come back in a moment."));
    }

    @Override
    public void lookAgain() {
        getUI().ifPresent(this::look);
    }

    private void look(UI ui) {
        int mine = ++looks;
        busy("Looking at every value the changes touch …");
        room.look(
                ui,
                actor(),
                environment(),
                reviewed -> {
                    if (mine == looks) {
                        show(reviewed);
                    }
                },
                this::notSeen);
    }

    private void busy(String what) {
        again.setEnabled(false);
        verdict.busy(what);
        found.addClassName("stale");
    }

    private void notSeen() {
        again.setEnabled(true);
        verdict.show("danger", "This could not be checked", "Nothing was changed. Check again.");
    }

    private void show(Reviewed reviewed) {
        again.setEnabled(true);
        header.setLine("What the changes of “" + shown().name() + "” would do to production. Checked at "
                + time.time(reviewed.at()) + ".");
        found.removeClassName("stale");
        found.removeAll();
        settle = null;
        if (reviewed.active() == null && reviewed.pending() != null) {
            showCollisions(reviewed.pending().collisions(), Map.of());
        }
        if (!reviewed.review().checks().isEmpty()) {
            found.add(new ChecksPanel(reviewed, time.zone(), this::choose));
        }
        if (!reviewed.difference().isEmpty()) {
            found.add(new ChangesPanel(reviewed));
        }
        showVerdict(reviewed);
    }

    private void showCollisions(List<Collision> collisions, Map<String, Settlement> known) {
        if (settle != null) {
            found.remove(settle);
            settle = null;
        }
        if (!collisions.isEmpty()) {
            settle = new SettlePanel(collisions, known, () -> {});
            found.addComponentAsFirst(settle);
        }
    }

    private void showVerdict(Reviewed reviewed) {
        Verdict now = Verdict.of(reviewed);
        switch (now.next()) {
            case PROMOTE -> {
                Button promote = primary("Promote …");
                promote.addClickListener(click -> new PromoteDialog(this, reviewed).open());
                verdict.show(now.tone(), now.sentence(), now.more(), promote);
            }
            case BRING_UP_TO_DATE -> {
                Button rebase = primary("Bring the sandbox up to date");
                rebase.addClickListener(click -> rebase());
                verdict.show(now.tone(), now.sentence(), now.more(), rebase);
            }
            case WATCH -> {
                String address = reviewed.active() == null
                        ? ""
                        : RunView.address(reviewed.active().id());
                Button watch = primary("See how far it is");
                watch.addClickListener(click -> UI.getCurrent().navigate(address));
                verdict.show(now.tone(), now.sentence(), now.more(), watch);
            }
            case NOTHING -> verdict.show(now.tone(), now.sentence(), now.more());
        }
    }

    private static Button primary(String text) {
        Button button = new Button(text);
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private void choose(ResourceId field, ConversionRule rule) {
        room.choose(actor(), environment(), field, rule);
        Toast.success("The rule is kept.");
        lookAgain();
    }

    private void rebase() {
        if (settle != null && !settle.isComplete()) {
            Toast.info("First say for each thing that was changed on both sides which one is to be kept.");
            return;
        }
        Map<String, Settlement> settlements = settle == null ? Map.of() : settle.settlements();
        busy("Bringing the sandbox up to date …");
        getUI().ifPresent(ui -> room.rebase(
                ui, actor(), environment(), settlements, outcome -> rebased(outcome, settlements), this::notSeen));
    }

    private void rebased(Rebase outcome, Map<String, Settlement> settlements) {
        switch (outcome) {
            case Rebase.Rebased done -> {
                Toast.success("The sandbox is up to date with production.");
                lookAgain();
            }
            case Rebase.UpToDate upToDate -> lookAgain();
            case Rebase.Unsettled unsettled -> {
                found.removeClassName("stale");
                again.setEnabled(true);
                showCollisions(unsettled.collisions(), settlements);
                refuse("There is more to settle", "What you chose led to further questions; answer them below.");
            }
            case Rebase.TooMuch tooMuch ->
                refuse("Both sides together are more than is possible", String.join(" ", tooMuch.problems()));
            case Rebase.DataDoesNotFit misfit ->
                refuse(
                        "The sandbox's own records do not fit what production has changed",
                        misfit.message() + " Refresh the sandbox's data, or correct them in the sandbox.");
            case Rebase.Busy busy -> refuse("The sandbox could not be brought up to date now", busy.reason());
        }
    }

    private void refuse(String sentence, String why) {
        again.setEnabled(true);
        found.removeClassName("stale");
        Button rebase = primary("Bring the sandbox up to date");
        rebase.addClickListener(click -> rebase());
        verdict.show("warning", sentence, why, rebase);
    }

    @Override
    public String sandboxName() {
        return shown().name();
    }

    @Override
    public boolean keepsSignIns() {
        return room.account(actor()).keepSignIns();
    }

    @Override
    public String mailTo() {
        return actor().email();
    }

    @Override
    public void start(
            UI ui, Reviewed reviewed, @Nullable String typedName, Consumer<StartOutcome> answer, Runnable failed) {
        room.start(ui, actor(), reviewed, typedName, currentActor.sessionHash(), answer, failed);
    }
}
