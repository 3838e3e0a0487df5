package io.slipway.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.VaadinSessionState;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import io.slipway.account.SignInsEnded;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The pages people have open on this node. Sends them away when their sign-in ends, whichever node ended it, and to the
 * waiting page when their account is locked: the page's input is kept first, then it loads itself anew, so that the
 * address stays and whatever guards it answers.
 */
@Component
public class UiRegistry implements VaadinServiceInitListener {

    /**
     * What is being typed is sent when typing pauses, so the browser answers a little later than that. If nobody hears
     * the answer, it goes anyway after two seconds.
     */
    private static final String LEAVE = """
            if (document.activeElement && document.activeElement.blur) { document.activeElement.blur(); }
            setTimeout(function () { window.location.reload(); }, 2000);
            return new Promise(function (sent) { setTimeout(sent, 500); });""";

    private static final Logger log = LoggerFactory.getLogger(UiRegistry.class);

    private final SignIns signIns;
    private final PageDrafts drafts;
    private final Map<UI, OpenPage> open = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    UiRegistry(SignIns signIns, PageDrafts drafts) {
        this.signIns = signIns;
        this.drafts = drafts;
    }

    /**
     * A page somebody has open.
     *
     * @param session hash of its web session
     */
    public record OpenPage(UI ui, SignInTicket ticket, String session) {

        public AccountId account() {
            return ticket.account();
        }

        public UserId user() {
            return ticket.user();
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> register(init.getUI()));
    }

    private void register(UI ui) {
        WebSession.ticket(SecurityContextHolder.getContext().getAuthentication())
                .ifPresent(ticket -> {
                    opened(new OpenPage(
                            ui,
                            ticket,
                            WebSession.hash(ui.getSession().getSession().getId())));
                    ui.addDetachListener(detach -> left(ui));
                });
    }

    void opened(OpenPage page) {
        open.put(page.ui(), page);
    }

    /** A page that goes because its session does (it expired) keeps its input; one that was closed does not. */
    private void left(UI ui) {
        OpenPage page = open.remove(ui);
        boolean sessionEnds = ui.getSession() != null && ui.getSession().getState() != VaadinSessionState.OPEN;
        if (page != null && sessionEnds) {
            drafts.keep(ui, page.user());
        }
    }

    /** The accounts whose people have pages open on this node. */
    public Set<AccountId> accounts() {
        return open.values().stream().map(OpenPage::account).collect(Collectors.toSet());
    }

    /** All pages of an account's people that are open on this node. */
    public List<OpenPage> pages(AccountId account) {
        return open.values().stream()
                .filter(page -> page.account().equals(account))
                .toList();
    }

    /**
     * Sends all pages of an account to its waiting page: they load their address anew, where the waiting page answers
     * once the account is locked. Call it when that is so, on each node.
     *
     * @param exceptSession hash of the one web session that stays; null for none
     */
    public void sendToWaitingPage(AccountId account, @Nullable String exceptSession) {
        leave(page -> page.account().equals(account) && !page.session().equals(exceptSession));
    }

    /** Runs something on each page of an account, each under its own session's lock, and pushes what comes of it. */
    public void broadcast(AccountId account, Consumer<UI> message) {
        pages(account).forEach(page -> onItsOwn(page.ui(), () -> message.accept(page.ui())));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void signInsEnded(SignInsEnded event) {
        leave(page -> page.account().equals(event.account()) && event.ends(page.user(), page.session()));
    }

    /** Finds the sign-ins that other nodes have ended. */
    @Scheduled(initialDelay = 2000, fixedDelay = 2000)
    void lookForEndedSignIns() {
        Map<String, SignInTicket> tickets = new HashMap<>();
        open.values().forEach(page -> tickets.put(page.session(), page.ticket()));
        if (!tickets.isEmpty()) {
            Set<String> standing = signIns.standing(tickets).keySet();
            leave(page -> tickets.containsKey(page.session()) && !standing.contains(page.session()));
        }
    }

    /** A page is asked to go once; from then on it is not open any more. */
    private void leave(Predicate<OpenPage> which) {
        open.values().stream().filter(which).toList().forEach(page -> {
            if (open.remove(page.ui(), page)) {
                onItsOwn(page.ui(), () -> sendAway(page));
            }
        });
    }

    /**
     * Never on the caller's thread unless that is the page's own already: whoever ends sign-ins may do it under a lock that
     * all others wait for, and a page's drafts and its connection take their time.
     */
    private void onItsOwn(UI ui, Command act) {
        VaadinSession session = ui.getSession();
        if (session == null) {
            return;
        }
        if (session.hasLock()) {
            ui.access(act);
        } else {
            senders.execute(() -> {
                try {
                    ui.access(act);
                } catch (UIDetachedException e) {
                    log.debug("A page was closed before it could be told", e);
                }
            });
        }
    }

    private void sendAway(OpenPage page) {
        drafts.keep(page.ui(), page.user());
        page.ui().getPage().executeJs(LEAVE).then(answered -> {
            drafts.keep(page.ui(), page.user());
            page.ui().getPage().reload();
        });
    }
}
