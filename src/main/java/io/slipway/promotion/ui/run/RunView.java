package io.slipway.promotion.ui.run;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunSteps;
import io.slipway.promotion.RunTexts;
import io.slipway.promotion.ui.run.RunWatch.Look;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A promotion or restore as it happens, and afterwards what came of it. All it shows is read from the run's row and
 * journal, so that it is the same after a reload, a restart, or on another node.
 */
@Route("runs/:run")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
@StyleSheet("promotion.css")
public class RunView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** The first segment of the address of every run's page. */
    public static final String PATH = "runs";

    private static final String PARAMETER = "run";

    private final transient Promotions promotions;
    private final transient RunWatch watch;
    private final transient CurrentActor currentActor;
    private final transient ViewerTime time;
    private final transient RunHeads heads;
    private final transient List<JournalEntry> journal = new ArrayList<>();
    private final List<StepRow> rows = new ArrayList<>();
    private final OrderedList steps = new OrderedList();
    private final Div status = new Div();
    private transient @Nullable Run run;
    private @Nullable RunHead head;
    private @Nullable RunLog log;
    private transient @Nullable Registration watching;

    RunView(Promotions promotions, RunWatch watch, CurrentActor currentActor, ViewerTime time, RunHeads heads) {
        this.promotions = promotions;
        this.watch = watch;
        this.currentActor = currentActor;
        this.time = time;
        this.heads = heads;
        addClassNames("page", "run-page");
        steps.addClassName("run-steps");
        status.addClassName("visually-hidden");
        status.getElement().setAttribute("role", "status");
    }

    /** The address of a run's page. */
    public static String address(RunId run) {
        return PATH + "/" + run;
    }

    @Override
    public String getPageTitle() {
        return (run == null ? "Run" : run.kind().label() + " " + run.id()) + " · Slipway";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Run> found = event.getRouteParameters()
                .get(PARAMETER)
                .flatMap(RunView::parse)
                .flatMap(id -> promotions.find(currentActor.get(), id));
        if (found.isEmpty()) {
            event.rerouteToError(new NotAllowed("This is not here, or not yours to see."), "");
            return;
        }
        build(found.get());
        getUI().ifPresent(this::watch);
    }

    private static Optional<RunId> parse(String text) {
        try {
            return Optional.of(RunId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void build(Run found) {
        unwatch();
        removeAll();
        rows.clear();
        steps.removeAll();
        journal.clear();
        status.setText("");
        run = found;
        RunHead newHead = heads.of(found);
        RunLog newLog = new RunLog(found.startedAt());
        head = newHead;
        log = newLog;
        add(newHead, status, steps, newLog);
        show(watch.look(currentActor.get(), found, 0));
    }

    private void show(Look look) {
        boolean first = journal.isEmpty();
        String before = announcement();
        run = look.run();
        journal.addAll(look.news());
        if (head != null && log != null) {
            head.show(look.run());
            log.append(look.news());
        }
        List<RunSteps.Step> now = RunSteps.of(look.run(), journal);
        while (rows.size() < now.size()) {
            StepRow row = new StepRow(time);
            rows.add(row);
            steps.add(row);
        }
        for (int index = 0; index < now.size(); index++) {
            rows.get(index).show(index + 1, now.get(index));
        }
        if (!first && !announcement().equals(before)) {
            status.setText(announcement());
        }
    }

    /** What people who do not see the page are told when it changes, and only then. */
    private String announcement() {
        return run == null ? "" : RunTexts.sentence(run);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        watch(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unwatch();
        super.onDetach(event);
    }

    private void watch(UI ui) {
        if (watching == null && run != null && !run.state().isFinal()) {
            long seen = journal.isEmpty() ? 0 : journal.getLast().seq();
            watching = watch.watch(currentActor.get(), run, seen, look -> ui.access(() -> show(look)));
        }
    }

    private void unwatch() {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
    }
}
