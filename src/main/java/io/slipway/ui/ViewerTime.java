package io.slipway.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import io.slipway.account.Accounts;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Instants as the reader's clock shows them: in the zone of their browser, or else of their account. */
@Component
public class ViewerTime {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter PRECISE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final CurrentActor currentActor;
    private final Accounts accounts;
    private final Clock clock;

    ViewerTime(CurrentActor currentActor, Accounts accounts, Clock clock) {
        this.currentActor = currentActor;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The reader's time zone. */
    public ZoneId zone() {
        UI ui = UI.getCurrent();
        ZoneId browser = ui == null
                ? null
                : parse(ui.getPage().getExtendedClientDetails().getTimeZoneId());
        if (browser != null) {
            return browser;
        }
        return currentActor
                .find()
                .map(actor -> accounts.settings(actor).timeZone())
                .orElse(ZoneOffset.UTC);
    }

    private static @Nullable ZoneId parse(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** 22 Nov 2026. */
    public String date(Instant instant) {
        return DATE.format(instant.atZone(zone()));
    }

    /** 22 Nov 2026, 14:05. */
    public String dateTime(Instant instant) {
        return DATE_TIME.format(instant.atZone(zone()));
    }

    /** 22 Nov 2026, 14:05:09. */
    public String precise(Instant instant) {
        return PRECISE.format(instant.atZone(zone()));
    }

    /** 14:05:09. */
    public String time(Instant instant) {
        return TIME.format(instant.atZone(zone()));
    }

    /** "3 min ago". */
    public String relative(Instant instant) {
        return Shown.relative(instant, clock.instant());
    }

    /** "3 min ago" with the exact time as a tool tip; nothing for null. */
    public Span relativeTime(@Nullable Instant instant) {
        Span span = new Span();
        if (instant != null) {
            span.setText(relative(instant));
            span.setTitle(precise(instant) + " (" + zone() + ")");
            span.addClassName("relative-time");
        }
        return span;
    }
}
