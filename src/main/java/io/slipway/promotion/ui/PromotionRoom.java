package io.slipway.promotion.ui;

import com.vaadin.flow.component.UI;
import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.value.ConversionRule;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Promotions.StartOutcome;
import io.slipway.promotion.Run;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandboxes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the promotion page asks of the house: what is quick at once, what may take long in the background. */
@Component
class PromotionRoom {

    private final Promotions promotions;
    private final Sandboxes sandboxes;
    private final PromotionLook looks;
    private final Accounts accounts;
    private final PageWork work;

    PromotionRoom(Promotions promotions, Sandboxes sandboxes, PromotionLook looks, Accounts accounts, PageWork work) {
        this.promotions = promotions;
        this.sandboxes = sandboxes;
        this.looks = looks;
        this.accounts = accounts;
        this.work = work;
    }

    Account account(Actor actor) {
        return accounts.settings(actor);
    }

    List<Run> runs(Actor actor) {
        return promotions.runs(actor);
    }

    void choose(Actor actor, EnvironmentId sandbox, ResourceId field, ConversionRule rule) {
        sandboxes.choose(actor, sandbox, field, rule);
    }

    void look(UI ui, Actor actor, EnvironmentId sandbox, Consumer<Reviewed> done, Runnable failed) {
        work.run(ui, () -> looks.at(actor, sandbox), done, failed);
    }

    void rebase(
            UI ui,
            Actor actor,
            EnvironmentId sandbox,
            Map<String, Settlement> settlements,
            Consumer<Rebase> done,
            Runnable failed) {
        work.run(ui, () -> sandboxes.rebase(actor, sandbox, settlements), done, failed);
    }

    /**
     * Starts a promotion of what was reviewed.
     *
     * @param session hash of the web session that keeps its progress page
     */
    void start(
            UI ui,
            Actor actor,
            Reviewed reviewed,
            @Nullable String typedName,
            String session,
            Consumer<StartOutcome> done,
            Runnable failed) {
        work.run(
                ui,
                () -> promotions.promote(
                        actor,
                        reviewed.review().sandbox(),
                        reviewed.review().plan().hash(),
                        typedName,
                        session.isEmpty() ? null : session),
                done,
                failed);
    }
}
