package io.slipway.webhook.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.slipway.builder.ui.FiltersEditor;
import io.slipway.definition.Definition;
import io.slipway.webhook.Webhook;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a webhook is, in words. */
final class WebhookFacts {

    private WebhookFacts() {}

    static DescriptionList of(WebhookRoom room, Webhook now, Definition definition) {
        DescriptionList list = new DescriptionList();
        list.addClassName("webhook-facts");
        fact(list, "Address", now.url());
        fact(
                list,
                "Tells",
                WebhookWords.table(definition, now) + ": "
                        + WebhookWords.events(now).toLowerCase(Locale.ROOT));
        fact(
                list,
                "Only where",
                now.filters().isEmpty()
                        ? "All records"
                        : now.filters().stream()
                                .map(filter -> FiltersEditor.words(room.build(), definition, filter)
                                        .orElse("(a field that is gone)"))
                                .collect(Collectors.joining(", and ")));
        fact(list, "Fields", WebhookWords.fields(definition, now));
        fact(
                list,
                "Owner",
                room.directory().name(now.environment().account(), now.owner()).orElse("(unknown person)"));
        fact(list, "In promotions", now.onPromotion().label());
        fact(
                list,
                "Secret",
                now.oldSecretUntil() == null
                        ? "Kept encrypted"
                        : "Two sign until " + room.time().dateTime(now.oldSecretUntil()));
        return list;
    }

    private static void fact(DescriptionList list, String term, String words) {
        Span text = new Span(words);
        text.getElement().setAttribute("dir", "auto");
        list.add(new DescriptionList.Term(term), new DescriptionList.Description(text));
    }
}
