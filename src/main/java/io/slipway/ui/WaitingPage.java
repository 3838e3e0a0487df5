package io.slipway.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The page people see while their account is locked: plain HTML that needs no session and no sign-in, and goes away by
 * itself. Served at the address the reader wanted, so that loading it anew is coming back.
 */
@Component
public class WaitingPage {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Pattern PLACE = Pattern.compile("\\$\\{(title|reason|step|until|works|link|status)}");

    private final String template;

    WaitingPage() {
        try (InputStream in = WaitingPage.class.getResourceAsStream("waiting-page.html")) {
            if (in == null) {
                throw new IllegalStateException("waiting-page.html is missing");
            }
            this.template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is going on, in words for everybody.
     *
     * @param title what, for example "We are putting an update in place"
     * @param reason why, and what happens to the reader's work
     * @param step what is being done right now
     * @param until when it should be over; null when nobody can tell. Shown in the reader's zone
     * @param stillWorks what can be done meanwhile; may be empty
     * @param link for those who may see more; null: none
     */
    public record Notice(
            String title,
            String reason,
            String step,
            @Nullable Instant until,
            List<String> stillWorks,
            @Nullable Link link) {

        public Notice {
            stillWorks = List.copyOf(stillWorks);
        }
    }

    /**
     * Where some may go meanwhile.
     *
     * @param address on this server, beginning with a slash
     */
    public record Link(String text, String address) {}

    /**
     * The page as HTML.
     *
     * @param statusUrl address that answers {@code {"locked": true, "step": "...", "until": "<ISO instant>"}} as JSON, asked
     *     soon and then every two seconds; when it says {@code "locked": false} the page loads its own address anew.
     *     Without scripts it does so every 15 seconds
     */
    public String html(Notice notice, String statusUrl) {
        Map<String, String> values = Map.of(
                "title", escape(notice.title()),
                "reason", escape(notice.reason()),
                "step", escape(notice.step()),
                "until", until(notice.until()),
                "works", works(notice.stillWorks()),
                "link", link(notice.link()),
                "status", escape(statusUrl));
        // In one pass: what a value says is never taken for a place of the template.
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    private static String until(@Nullable Instant until) {
        if (until == null) {
            return "<span id=\"until\">It should be over very soon.</span>";
        }
        return "Expected to be over at <time id=\"until\" datetime=\"" + until + "\">" + UTC.format(until) + "</time>.";
    }

    private static String works(List<String> stillWorks) {
        if (stillWorks.isEmpty()) {
            return "";
        }
        return stillWorks.stream()
                .map(line -> "<li>" + escape(line) + "</li>")
                .collect(Collectors.joining("", "<h2>What still works</h2><ul>", "</ul>"));
    }

    private static String link(@Nullable Link link) {
        return link == null
                ? ""
                : "<p class=\"small\"><a href=\"" + escape(link.address()) + "\">" + escape(link.text()) + "</a></p>";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
