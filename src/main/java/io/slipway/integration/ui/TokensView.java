package io.slipway.integration.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.integration.ApiCalls;
import io.slipway.integration.ApiPaths;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.Confirm;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.PageWidth;
import io.slipway.ui.SecretDialog;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** My Account → API tokens: which programs may come in, as whom, for what. */
@Route(TokensView.PATH)
@PageTitle("API tokens · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class TokensView extends MyAccountPage {

    static final String PATH = "account/api-tokens";
    static final String STATUS = "status";
    private static final Duration HOUR_MATTERS = Duration.ofDays(2);

    private final transient CurrentActor currentActor;
    private final transient ApiTokens tokens;
    private final transient ApiCalls calls;
    private final transient Environments environments;
    private final transient ViewerTime time;
    private final transient Clock clock;
    private final Grid<ApiToken> grid = new Grid<>();
    private final EmptyState empty;
    private transient Map<Long, Integer> waiting = Map.of();

    TokensView(
            CurrentActor currentActor,
            ApiTokens tokens,
            ApiCalls calls,
            People people,
            Environments environments,
            ViewerTime time,
            Clock clock) {
        this.currentActor = currentActor;
        this.tokens = tokens;
        this.calls = calls;
        this.environments = environments;
        this.time = time;
        this.clock = clock;
        addClassName("fill");
        Button add = new Button(
                "New token",
                VaadinIcon.PLUS.create(),
                click -> new TokenDialog(currentActor, tokens, people, environments, clock, this::made).open());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button all = new Button("All calls", VaadinIcon.LIST.create(), click -> showCalls(null));
        Anchor description = new Anchor(ApiPaths.OPEN_API, "OpenAPI description");
        description.setTarget("_blank");
        Div acts = new Div(add, all);
        acts.addClassName("row-actions");
        Div bar = new Div(acts, description);
        bar.addClassName("toolbar");
        Paragraph words = new Paragraph("Programs sign in with tokens. A token acts as its owner, with the permissions"
                + " the owner has at that moment, and only for what is ticked here.");
        words.addClassName("secondary");
        empty = new EmptyState(VaadinIcon.KEY, "No program can sign in yet. Make a token for each one that should.");
        addColumns();
        add(words, bar, empty, grid);
        refresh();
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", "API tokens");
        grid.addComponentColumn(this::name).setHeader("Token").setFlexGrow(2).setWidth("11rem");
        grid.addComponentColumn(this::status)
                .setKey(STATUS)
                .setHeader("Status")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        grid.addColumn(ApiToken::ownerName).setHeader("Acts as").setFlexGrow(1).setWidth("8rem");
        grid.addColumn(TokensView::scopes).setHeader("May").setFlexGrow(2).setWidth("10rem");
        grid.addColumn(this::reach).setHeader("Where").setFlexGrow(1).setWidth("9rem");
        grid.addComponentColumn(this::lastUse)
                .setHeader("Last use")
                .setFlexGrow(1)
                .setWidth("8rem");
        grid.addComponentColumn(this::actions)
                .setHeader("")
                .setFrozenToEnd(true)
                .setFlexGrow(0)
                .setWidth("4.5rem");
        PageWidth.onlyWide(grid, grid.getColumns().subList(2, grid.getColumns().size() - 1));
    }

    private Component name(ApiToken token) {
        Span name = new Span(token.name());
        name.addClassName("two-lines-first");
        Span hint = new Span(token.hint() + "…");
        hint.addClassNames("secondary", "monospace");
        Span facts = new Span(token.ownerName() + " · " + scopes(token) + " · " + reach(token));
        facts.addClassNames("secondary", "narrow-only");
        Div lines = new Div(name, hint, facts);
        lines.addClassNames("two-lines", "wrapped");
        return lines;
    }

    private Component status(ApiToken token) {
        Instant now = clock.instant();
        Instant expires = token.expiresAt();
        StatusBadge badge;
        String line = expires == null ? "never expires" : "until " + day(expires, now);
        if (token.revokedAt() != null) {
            badge = new StatusBadge("Revoked", Tone.NEUTRAL);
            line = day(token.revokedAt(), now);
        } else if (!token.ownerEnabled()) {
            badge = new StatusBadge("Owner disabled", Tone.WARNING);
        } else if (expires != null && !now.isBefore(expires)) {
            badge = new StatusBadge("Expired", Tone.NEUTRAL);
            line = day(expires, now);
        } else {
            badge = new StatusBadge("Active", Tone.SUCCESS);
        }
        Span words = new Span(line);
        words.addClassName("secondary");
        Div lines = new Div(badge, words);
        lines.addClassNames("two-lines", "wrapped");
        int kept = waiting.getOrDefault(token.id(), 0);
        if (kept > 0) {
            lines.add(new StatusBadge(Shown.count(kept, "call waits", "calls wait"), Tone.INFO));
        }
        return lines;
    }

    /** The day; with the hour where a day is too coarse. */
    private String day(Instant instant, Instant now) {
        boolean near = Duration.between(now, instant).abs().compareTo(HOUR_MATTERS) < 0;
        return near ? time.dateTime(instant) : time.date(instant);
    }

    private static String scopes(ApiToken token) {
        return token.scopes().stream().sorted().map(TokenScope::label).collect(Collectors.joining(", "));
    }

    private String reach(ApiToken token) {
        Set<EnvironmentId> reached = token.environments();
        if (reached == null) {
            return "All environments";
        }
        Map<EnvironmentId, String> names = environments.all(currentActor.get().account()).stream()
                .collect(Collectors.toMap(Environment::id, Environment::name));
        return reached.stream()
                .sorted()
                .map(id -> names.getOrDefault(id, "a discarded sandbox"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Component lastUse(ApiToken token) {
        return token.lastUsedAt() == null ? new Span("Never") : time.relativeTime(token.lastUsedAt());
    }

    private Component actions(ApiToken token) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        bar.addClassName("row-menu");
        MenuItem root = bar.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        root.setAriaLabel("Actions for " + token.name());
        SubMenu menu = root.getSubMenu();
        menu.addItem("Show calls", click -> showCalls(token));
        if (token.revokedAt() == null) {
            menu.addItem("Revoke", click -> askToRevoke(token));
        }
        return bar;
    }

    private void showCalls(@org.jspecify.annotations.Nullable ApiToken token) {
        Actor actor = currentActor.get();
        Map<Long, String> names = tokens.all(actor).stream().collect(Collectors.toMap(ApiToken::id, ApiToken::name));
        new CallsDialog(currentActor, calls, time, token, names).open();
    }

    private void askToRevoke(ApiToken token) {
        Confirm.askDangerous(
                "Revoke “" + token.name() + "”?",
                "Programs that use it are refused from the next call on. This can't be taken back; a new token can be made.",
                "Revoke token",
                () -> {
                    tokens.revoke(currentActor.get(), token.id());
                    refresh();
                    Toast.success("“" + token.name() + "” is revoked.");
                });
    }

    private void made(ApiTokens.Created created) {
        refresh();
        new SecretDialog(
                        "“" + created.token().name() + "” is ready",
                        "Token",
                        created.secret(),
                        "Copy it now and keep it like a password: only its fingerprint is stored, so nobody can show it"
                                + " again. Programs send it with every call, in the header Authorization: Bearer …")
                .open();
    }

    private void refresh() {
        List<ApiToken> all = tokens.all(currentActor.get());
        waiting = calls.waiting(currentActor.get());
        grid.setItems(all);
        grid.setVisible(!all.isEmpty());
        empty.setVisible(all.isEmpty());
    }
}
