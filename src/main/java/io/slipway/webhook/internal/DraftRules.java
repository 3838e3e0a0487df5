package io.slipway.webhook.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.compare.FilterRules;
import io.slipway.webhook.WebhookDraft;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a webhook may be. Refusals say where and what to do. */
@Component
class DraftRules {

    private static final int URL_LIMIT = 2000;
    private static final int MOST_FILTERS = 20;

    private final PersonDirectory directory;
    private final AddressGuard guard;

    DraftRules(PersonDirectory directory, WebhookProperties properties) {
        this.directory = directory;
        this.guard = new AddressGuard(properties.allowedNetworks());
    }

    /** The draft made clean. */
    WebhookDraft checked(WebhookDraft draft, Definition definition, UserId owner) {
        String name = Text.name("webhook", draft.name());
        if (definition.find(Table.class, draft.table()).isEmpty()) {
            throw new InvalidInput("table", "This table is not there (any more). Choose another one.");
        }
        if (draft.events().isEmpty()) {
            throw new InvalidInput("events", "Choose at least one event.");
        }
        requireFilters(draft, definition);
        List<ResourceId> fields = draft.fields().stream().distinct().toList();
        fields.forEach(field -> requireField(definition, draft.table(), field, "fields"));
        String url = url(draft.url());
        requireOwner(definition.environment().account(), owner);
        return new WebhookDraft(
                name, draft.table(), draft.events(), draft.filters(), fields, url, owner, draft.onPromotion());
    }

    private static void requireFilters(WebhookDraft draft, Definition definition) {
        if (draft.filters().size() > MOST_FILTERS) {
            throw new InvalidInput("filters", "At most " + MOST_FILTERS + " conditions are possible.");
        }
        for (View.Filter filter : draft.filters()) {
            Field field = requireField(definition, draft.table(), filter.field(), "filters");
            FilterRules.problem(field, filter).ifPresent(problem -> {
                throw new InvalidInput("filters", problem);
            });
        }
    }

    private static Field requireField(Definition definition, ResourceId table, ResourceId id, String place) {
        return definition
                .find(Field.class, id)
                .filter(field -> field.table().equals(table))
                .orElseThrow(() -> new InvalidInput(place, "Field " + id + " is not a field of this table."));
    }

    private void requireOwner(AccountId account, UserId owner) {
        boolean there = directory
                .find(account, owner)
                .map(PersonDirectory.Entry::enabled)
                .orElse(false);
        if (!there) {
            throw new InvalidInput("owner", "Choose somebody of this account who can sign in.");
        }
    }

    private String url(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new InvalidInput("url", "Give the address events are sent to.");
        }
        if (text.length() > URL_LIMIT) {
            throw new InvalidInput("url", "The address has more than " + URL_LIMIT + " characters.");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidInput("url", "This is not an address such as https://example.com/hook.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)) {
            throw new InvalidInput("url", "The address begins with https:// or http://.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() > 65535 || uri.getPort() == 0) {
            throw new InvalidInput("url", "This is not an address such as https://example.com/hook.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new InvalidInput(
                    "url", "An address with a user and password in it is not possible: it would be shown to others.");
        }
        if (uri.getRawFragment() != null) {
            throw new InvalidInput("url", "Leave out what follows the #: it is never sent.");
        }
        requirePublic(uri.getHost());
        return scheme + text.substring(scheme.length());
    }

    /** Only what needs no look-up; names are looked up, and checked, at each attempt. */
    private void requirePublic(String host) {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+") || host.equalsIgnoreCase("localhost");
        try {
            if (literal && !guard.allows(InetAddress.getByName(host))) {
                throw new InvalidInput(
                        "url",
                        "“" + host + "” is not a public address. An operator can allow its network"
                                + " (slipway.webhook.allowed-networks).");
            }
        } catch (UnknownHostException e) {
            throw new InvalidInput("url", "“" + host + "” is not an address.");
        }
    }
}
