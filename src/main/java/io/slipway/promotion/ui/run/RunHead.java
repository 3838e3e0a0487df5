package io.slipway.promotion.ui.run;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.RunTexts;
import io.slipway.ui.Confirm;
import io.slipway.ui.PageHeader;
import io.slipway.ui.ShownEnvironment;
import io.slipway.ui.Toast;
import org.jspecify.annotations.Nullable;

/** The upper part of a run's page: what it is, how it stands in one sentence, and what can be done about it. */
class RunHead extends Div {

    private final transient RunHeads house;
    private transient Run run;
    private final Span badge = new Span();
    private final Paragraph sentence = new Paragraph();
    private final Paragraph lock = new Paragraph();
    private final Div failure = new Div();
    private final Paragraph mail = new Paragraph();
    private final Div links = new Div();
    private final Button cancel = new Button("Stop it", click -> cancel());
    private final Button before = new Button("Open as it was before", click -> ask(false));
    private final Button after = new Button("Open as it is after", click -> ask(true));
    private final Div decision = new Div(before, after);
    private final Div box = new Div(sentence, lock, failure, mail, decision, links);
    private @Nullable RunState shown;

    RunHead(RunHeads house, Run run) {
        this.house = house;
        this.run = run;
        addClassName("run-head");
        sentence.addClassName("verdict-sentence");
        lock.addClassName("run-lock");
        failure.addClassName("run-failure");
        links.addClassName("run-links");
        decision.addClassName("run-decision");
        box.addClassName("verdict");
        before.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        before.setDisableOnClick(true);
        after.setDisableOnClick(true);
        cancel.setDisableOnClick(true);
        PageHeader header = new PageHeader(run.kind().label() + " " + run.id(), house.origin(run))
                .besideTitle(badge)
                .actions(cancel);
        add(header, box);
    }

    final void show(Run now) {
        run = now;
        if (shown != now.state()) {
            shown = now.state();
            badge.removeAll();
            badge.add(RunWords.badge(now.state()));
            box.getElement().setAttribute("data-tone", tone(now.state()));
            sentence.setText(RunTexts.sentence(now));
            before.setEnabled(true);
            after.setEnabled(true);
        }
        lock.setText(now.lockDuration()
                .map(length -> "People were locked out for " + RunWords.took(length) + ".")
                .orElse(""));
        lock.setVisible(now.lockDuration().isPresent());
        failure.setText(now.failure() == null ? "" : now.failure());
        failure.setVisible(now.failure() != null && !now.failure().isBlank());
        decision.setVisible(now.state() == RunState.NEEDS_ATTENTION);
        mail.setText("A mail with what happened step by step goes to " + now.startedByEmail() + ".");
        mail.setVisible(now.state().isFinal() || now.state() == RunState.NEEDS_ATTENTION);
        showCancel(now);
        showLinks(now);
    }

    private void showCancel(Run now) {
        boolean possible = now.state() == RunState.CHECKING || now.state() == RunState.PREPARING;
        cancel.setVisible(possible);
        cancel.setEnabled(!now.cancelAsked());
        cancel.setText(now.cancelAsked() ? "Stopping …" : "Stop this " + word(now));
    }

    private void showLinks(Run now) {
        links.removeAll();
        if (now.safetyBackup() != null && now.state() != RunState.CANCELED && now.state() != RunState.ROLLED_BACK) {
            links.add(new Anchor("account/backups", "Backup " + now.safetyBackup() + ", from before it"));
        }
        if (now.state().isFinal()) {
            links.add(new Anchor("", "Open production"));
            if (now.sandbox() != null) {
                links.add(
                        new Anchor(ShownEnvironment.path(now.sandbox(), "promotion"), "Promotion page of the sandbox"));
            }
        }
        links.setVisible(links.getComponentCount() > 0);
    }

    private static String tone(RunState state) {
        return switch (state) {
            case CHECKING, PREPARING, UNLOCKING -> "info";
            case LOCKING, SECURING, FLIPPING, VERIFYING, ROLLING_BACK -> "warning";
            case SUCCEEDED -> "success";
            case ROLLED_BACK, NEEDS_ATTENTION -> "danger";
            case CANCELED -> "neutral";
        };
    }

    private static String word(Run run) {
        return run.kind() == Run.Kind.PROMOTION ? "promotion" : "restore";
    }

    private void cancel() {
        if (house.cancel(run)) {
            cancel.setText("Stopping …");
        } else {
            Toast.info("It is too late to stop it.");
        }
    }

    private void ask(boolean keepAfter) {
        String text = keepAfter
                ? "Production opens with the changes in force. People can work at once."
                : "Production opens exactly as it was before. Nothing of the changes stays.";
        Confirm.ask(
                        "Open production " + (keepAfter ? "as it is after?" : "as it was before?"),
                        text,
                        "Open production",
                        () -> decide(keepAfter))
                .addCancelListener(cancelled -> {
                    before.setEnabled(true);
                    after.setEnabled(true);
                });
    }

    private void decide(boolean keepAfter) {
        if (!house.decide(run, keepAfter)) {
            before.setEnabled(true);
            after.setEnabled(true);
            Toast.failure(
                    keepAfter
                            ? "It can't be opened as it is after: the changes were never in force, or somebody has decided already."
                            : "Somebody has decided already.");
        }
    }
}
