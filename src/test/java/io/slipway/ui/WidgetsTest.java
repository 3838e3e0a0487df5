package io.slipway.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.testing.UiTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class WidgetsTest {

    @Autowired
    WaitingPage waitingPage;

    @Test
    void data_is_lost_only_after_the_name_was_typed_and_only_once() {
        AtomicInteger runs = new AtomicInteger();
        new ConfirmTyped(
                        "Promote?",
                        new Paragraph("Deletes 1,204 values."),
                        "Production",
                        "Promote and delete 1,204 values",
                        runs::incrementAndGet)
                .open();
        Button confirm = _get(Button.class, spec -> spec.withText("Promote and delete 1,204 values"));
        TextField name = _get(_get(ConfirmTyped.class), TextField.class);
        assertThat(confirm.isEnabled()).isFalse();
        _setValue(name, "production");
        assertThat(confirm.isEnabled()).isFalse();

        _setValue(name, " Production ");
        _click(confirm);
        confirm.click();

        assertThat(runs).hasValue(1);
        _assertNone(Dialog.class);
    }

    @Test
    void numbers_read_as_people_write_them() {
        assertThat(Shown.count(1204, "record", "records")).isEqualTo("1,204 records");
        assertThat(Shown.count(1, "record", "records")).isEqualTo("1 record");
        assertThat(List.of(Shown.size(1), Shown.size(999), Shown.size(1000), Shown.size(999_999)))
                .containsExactly("1 byte", "999 bytes", "1.0 kB", "1.0 MB");
        assertThat(Shown.size(123_456_789)).isEqualTo("123 MB");
        assertThat(Shown.size(Long.MAX_VALUE)).endsWith(" TB");
        assertThat(List.of(
                        Shown.duration(Duration.ofMillis(34)),
                        Shown.duration(Duration.ofMillis(1200)),
                        Shown.duration(Duration.ofSeconds(59)),
                        Shown.duration(Duration.ofSeconds(184)),
                        Shown.duration(Duration.ofMinutes(130))))
                .containsExactly("34 ms", "1.2 s", "59 s", "3 min 4 s", "2 h 10 min");
    }

    @Test
    void times_read_relative_to_now() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(List.of(
                        Shown.relative(now, now),
                        Shown.relative(now.minusSeconds(180), now),
                        Shown.relative(now.plusSeconds(7200), now),
                        Shown.relative(now.minus(Duration.ofDays(5)), now)))
                .containsExactly("just now", "3 min ago", "in 2 h", "5 days ago");
    }

    @Test
    void the_waiting_page_says_what_why_until_when_and_what_still_works_and_takes_no_markup() {
        String html = waitingPage.html(
                new WaitingPage.Notice(
                        "An update is being put in place ${step}",
                        "Your account “<script>alert(1)</script>” is locked.",
                        "Promoting",
                        Instant.parse("2026-11-22T12:00:00Z"),
                        List.of("The field app goes on", "<b>"),
                        new WaitingPage.Link("See it", "/env/1-1/promotions/3")),
                "/waiting/status?account=1&x=\"");

        assertThat(html)
                .contains("An update is being put in place ${step}")
                .contains("&lt;script&gt;alert(1)")
                .contains("<span id=\"step\">Promoting</span>")
                .contains("datetime=\"2026-11-22T12:00:00Z\"")
                .contains("<li>The field app goes on</li><li>&lt;b&gt;</li>")
                .contains("data-status=\"/waiting/status?account=1&amp;x=&quot;\"")
                .contains("<a href=\"/env/1-1/promotions/3\">See it</a>")
                .contains("<noscript><meta http-equiv=\"refresh\"")
                .doesNotContain("<script>alert");
    }
}
