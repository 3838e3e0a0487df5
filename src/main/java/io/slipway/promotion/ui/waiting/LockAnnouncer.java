package io.slipway.promotion.ui.waiting;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import io.slipway.promotion.RunEvents;
import io.slipway.ui.UiRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the open pages of this node that their account is about to be locked, and sends them to the waiting page when it
 * is. The node that works on the run hears it; the others look, twice a second, at the accounts somebody has open.
 */
@Component
class LockAnnouncer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LockAnnouncer.class);
    private static final int EVERY_MILLIS = 500;

    private final Lockouts lockouts;
    private final UiRegistry pages;
    // below: touched by this announcer's one thread only
    // kept when an account's last page goes: it may be back in a moment, as the page of the run
    private final Map<AccountId, RunId> sentAwayFor = new HashMap<>();
    private final Set<AccountId> told = new HashSet<>();
    private volatile ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    LockAnnouncer(Lockouts lockouts, UiRegistry pages) {
        this.lockouts = lockouts;
        this.pages = pages;
    }

    @Override
    public void start() {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lock-announcer").daemon(true).factory());
        thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** On a thread of its own: the run goes on at once, however many pages there are. */
    @EventListener
    void locking(RunEvents.Locking event) {
        if (running) {
            thread.execute(() -> sendAway(event.account(), event.run(), event.exemptSession()));
        }
    }

    private void look() {
        try {
            Set<AccountId> open = pages.accounts();
            told.retainAll(open);
            open.forEach(this::look);
        } catch (RuntimeException e) {
            // the database may be away for a moment; the gate is in it, so nobody writes meanwhile
            LOG.warn("It could not be seen whether accounts are locked: {}", e.getMessage());
        }
    }

    private void look(AccountId account) {
        Optional<Lockout> lockout = lockouts.of(account);
        if (lockout.filter(Lockout::locked).isPresent()) {
            sendAway(account, lockout.get().run(), lockout.get().exemptSession());
        }
        Lockout ahead = lockout.filter(Lockout::isAhead).orElse(null);
        if (ahead != null) {
            told.add(account);
            pages.broadcast(account, ui -> show(ui, ahead));
        } else if (told.remove(account)) {
            pages.broadcast(account, LockAnnouncer::hide);
        }
    }

    /** Once per run: pages opened while it is locked have passed the waiting filter, which had its reasons. */
    private void sendAway(AccountId account, RunId run, @Nullable String exemptSession) {
        if (!run.equals(sentAwayFor.put(account, run))) {
            pages.sendToWaitingPage(account, exemptSession);
        }
    }

    /** On the page of a run it would say nothing new. */
    private static void show(UI ui, Lockout ahead) {
        if (ui.getInternals().getActiveViewLocation().getFirstSegment().equals("runs")) {
            hide(ui);
        } else if (ComponentUtil.getData(ui, AheadNotice.class) == null) {
            AheadNotice notice = new AheadNotice(ahead);
            ComponentUtil.setData(ui, AheadNotice.class, notice);
            notice.open();
        }
    }

    private static void hide(UI ui) {
        AheadNotice notice = ComponentUtil.getData(ui, AheadNotice.class);
        if (notice != null) {
            notice.close();
            ComponentUtil.setData(ui, AheadNotice.class, null);
        }
    }
}
