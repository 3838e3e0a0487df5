package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NotAllowed;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.View;
import io.slipway.environment.Environments;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class WebhooksTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    People people;

    @Autowired
    Environments environments;

    @Autowired
    AuditTrail audit;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Cleaning cleaning;

    @Autowired
    AccountSql sql;

    WebhookWorld world;
    final Receiver receiver = new Receiver();

    @BeforeEach
    void world() {
        world = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
    }

    @AfterEach
    void close() {
        world.end();
        receiver.close();
    }

    private WebhookDraft to(String url) {
        WebhookDraft draft = world.draft(receiver);
        return new WebhookDraft(
                draft.name(), draft.table(), draft.events(), List.of(), List.of(), url, null, draft.onPromotion());
    }

    private WebhookDraft ownedBy(UserId owner) {
        WebhookDraft draft = world.draft(receiver);
        return new WebhookDraft(
                draft.name(),
                draft.table(),
                draft.events(),
                List.of(),
                List.of(),
                draft.url(),
                owner,
                draft.onPromotion());
    }

    @Test
    void addresses_that_are_none_or_lead_inside_are_refused_with_the_place() {
        for (String url : List.of(
                "",
                "hook",
                "ftp://example.com/x",
                "file:///etc/passwd",
                "https://",
                "https:///x",
                "https://a b/",
                "https://user:word@example.com/",
                "https://example.com/#x",
                "http://10.0.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://[fd00::1]/",
                "http://3232235777/",
                "http://[::ffff:10.0.0.1]/",
                "http://example.com:0/",
                "http://example.com:99999/")) {
            assertThatThrownBy(() -> webhooks.create(world.admin, world.production, to(url)))
                    .as(url)
                    .isInstanceOfSatisfying(
                            InvalidInput.class, e -> assertThat(e.place()).isEqualTo("url"));
        }
        assertThat(webhooks.list(world.admin, world.production)).isEmpty();
    }

    @Test
    void unknown_tables_fields_filters_and_owners_are_refused_with_the_place() {
        WebhookDraft good = world.draft(receiver);
        ResourceId elsewhere = world.kinds.placeName;
        refused("fields", world.with(good, List.of(), List.of(elsewhere)));
        refused(
                "filters",
                world.with(good, List.of(new View.Filter(elsewhere, View.Comparison.EMPTY, null)), List.of()));
        refused(
                "filters",
                world.with(
                        good,
                        List.of(new View.Filter(world.kinds.f("integer"), View.Comparison.LESS, "1; DROP TABLE x")),
                        List.of()));
        refused("owner", ownedBy(new UserId(999_999)));
        refused(
                "events",
                new WebhookDraft(
                        "x", good.table(), Set.of(), List.of(), List.of(), good.url(), null, good.onPromotion()));
        refused(
                "table",
                new WebhookDraft(
                        "x", elsewhere, good.events(), List.of(), List.of(), good.url(), null, good.onPromotion()));
        refused(
                "name",
                new WebhookDraft(
                        " ", good.table(), good.events(), List.of(), List.of(), good.url(), null, good.onPromotion()));
    }

    private void refused(String place, WebhookDraft draft) {
        assertThatThrownBy(() -> webhooks.create(world.admin, world.production, draft))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo(place));
    }

    @Test
    void only_super_admins_of_the_account_reach_webhooks_and_deliveries() {
        WebhookId id = world.webhook(receiver).webhook().id();
        DeliveryId delivery = webhooks.test(world.admin, id);
        Actor.Person builder = workshop.person(world.account, PersonKind.APP_ADMIN, "Builder");
        WebhookWorld other = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
        // ids are counted per account, so the other one must not have these by chance
        sql.in(other.account, "ALTER TABLE {a}.webhook AUTO_INCREMENT = 5000").update();

        for (Actor.Person stranger : List.of(builder, other.admin)) {
            assertThatThrownBy(() -> webhooks.get(stranger, id)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.list(stranger, world.production)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.create(stranger, world.production, world.draft(receiver)))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.rotateSecret(stranger, id, Duration.ZERO))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.setEnabled(stranger, id, false)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.delete(stranger, id)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.test(stranger, id)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.delivery(stranger, delivery)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.retryNow(stranger, delivery)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.resend(stranger, delivery)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> webhooks.drop(stranger, delivery)).isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void it_tells_nothing_its_owner_may_not_see_and_says_why_it_stopped() {
        Actor.Person user = workshop.person(world.account, PersonKind.USER, "Una");
        refused("owner", ownedBy(user.user()));
        Actor.Person builder = workshop.person(world.account, PersonKind.APP_ADMIN, "Bea");
        WebhookId id = webhooks.create(world.admin, world.production, ownedBy(builder.user()))
                .webhook()
                .id();
        world.create("seen");
        world.until(() -> receiver.requests().size() == 1);
        people.setEnabled(world.admin, builder.user(), false);
        world.create("not seen");
        world.until(() -> !webhooks.get(world.admin, id).enabled());

        assertThat(receiver.requests()).hasSize(1);
        assertThat(webhooks.get(world.admin, id).offReason()).contains("Bea", "can't sign in");
        assertThat(sql.in(world.account, "SELECT body FROM {a}.mail WHERE recipient = :to")
                        .param("to", world.admin.email())
                        .query(String.class)
                        .list())
                .anyMatch(body -> body.contains("can't sign in"));
        assertThatThrownBy(() -> webhooks.setEnabled(world.admin, id, true)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void secrets_are_shown_once_rotated_with_an_overlap_and_stand_nowhere_readable() {
        Webhooks.WithSecret first = world.webhook(receiver);
        WebhookId id = first.webhook().id();
        Webhooks.WithSecret second = webhooks.rotateSecret(world.admin, id, Duration.ofHours(1));
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(second.webhook().oldSecretUntil()).isNotNull();
        // a receiver that sends back whatever it knows
        receiver.answers((exchange, request) -> {
            byte[] all = (first.secret() + " " + second.secret()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all);
        });
        world.create("one");
        world.until(() -> world.allDone(id));
        assertThat(signedBy(receiver.requests().getFirst(), second.secret())).isTrue();
        assertThat(signedBy(receiver.requests().getFirst(), first.secret())).isTrue();

        webhooks.endOldSecret(world.admin, id);
        world.create("two");
        world.until(() -> receiver.requests().size() == 2 && world.allDone(id));
        assertThat(signedBy(receiver.requests().getLast(), second.secret())).isTrue();
        assertThat(signedBy(receiver.requests().getLast(), first.secret())).isFalse();

        String everything = String.join(
                "\n",
                sql.in(
                                world.account,
                                "SELECT CONCAT_WS('|', d.body, d.reason, t.request, t.answer, HEX(w.secret), w.secret)"
                                        + " FROM {a}.webhook AS w JOIN {a}.webhook_delivery AS d ON d.webhook = w.id"
                                        + " JOIN {a}.webhook_attempt AS t ON t.delivery = d.id")
                        .query(String.class)
                        .list());
        everything += audit.list(world.admin, "", 0, 100) + first.toString() + second;
        assertThat(everything).contains("••••").doesNotContain(first.secret()).doesNotContain(second.secret());
        assertThatThrownBy(() -> webhooks.rotateSecret(world.admin, id, Duration.ofDays(31)))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("overlap"));
    }

    private static boolean signedBy(Request request, String secret) {
        String header = request.headers().get("Slipway-Signature");
        long seconds = Long.parseLong(header.substring(2, header.indexOf(',')));
        return header.contains(
                "v1=" + Signature.sign(secret, seconds, request.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void in_a_sandbox_it_is_off_until_switched_on_there_but_can_be_tested() {
        EnvironmentId sandbox = workshop.sandbox(world.production);
        Webhook made = webhooks.create(world.admin, sandbox, ofSandbox(sandbox)).webhook();
        assertThat(made.enabled()).isFalse();

        webhooks.test(world.admin, made.id());
        world.until(() -> receiver.requests().size() == 1);
        assertThat(receiver.requests().getFirst().type()).isEqualTo("webhook.test");
        assertThat(receiver.requests()
                        .getFirst()
                        .json()
                        .at("/environment/production")
                        .asBoolean())
                .isFalse();

        environments.remove(sandbox);
        cleaning.clean(world.account);
        assertThatThrownBy(() -> webhooks.get(world.admin, made.id())).isInstanceOf(NotAllowed.class);
        assertThat(sql.in(world.account, "SELECT COUNT(*) FROM {a}.webhook_delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private WebhookDraft ofSandbox(EnvironmentId sandbox) {
        ResourceId table = workshop.id(sandbox);
        workshop.build(sandbox, new io.slipway.definition.Table(table, "Trials", "", null));
        return new WebhookDraft(
                "Trial", table, WebhookWorld.ALL, List.of(), List.of(), receiver.url(), null, Webhook.OnPromotion.HOLD);
    }

    @Test
    void a_test_is_tried_once_and_its_failure_shown() {
        receiver.answers(404);
        WebhookId id = world.webhook(receiver).webhook().id();
        DeliveryId test = webhooks.test(world.admin, id);
        world.until(() -> webhooks.delivery(world.admin, test).delivery().state() == Delivery.State.DROPPED);
        world.lookAFewTimes();

        assertThat(receiver.requests()).hasSize(1);
        assertThat(webhooks.delivery(world.admin, test).delivery().reason()).contains("404");
    }

    @Test
    void while_it_is_off_nothing_is_queued_and_what_waited_goes_out_when_it_is_on_again() {
        WebhookId id = world.webhook(receiver).webhook().id();
        receiver.answers(500);
        world.create("before");
        world.until(() -> webhooks.health(world.admin, id).failing() == 1);
        webhooks.setEnabled(world.admin, id, false);
        receiver.answers(200);
        world.create("meanwhile");
        world.lookAFewTimes();
        int attempts = receiver.requests().size();
        world.lookAFewTimes();
        assertThat(receiver.requests()).hasSize(attempts);

        webhooks.setEnabled(world.admin, id, true);
        world.create("after");
        world.until(() -> world.allDone(id));

        assertThat(world.deliveries(id)).hasSize(2);
        assertThat(receiver.requests()).anyMatch(request -> request.body().contains("after"));
    }

    @Test
    void a_change_made_from_an_old_version_is_refused_and_the_table_stays() {
        Webhook webhook = world.webhook(receiver).webhook();
        WebhookDraft draft = WebhookDraft.of(webhook);
        webhooks.change(world.admin, webhook.id(), draft, webhook.version());

        assertThatThrownBy(() -> webhooks.change(world.admin, webhook.id(), draft, webhook.version()))
                .isInstanceOf(ChangedMeanwhile.class);
        WebhookDraft moved = new WebhookDraft(
                "x", world.kinds.places, draft.events(), List.of(), List.of(), draft.url(), null, draft.onPromotion());
        assertThatThrownBy(() -> webhooks.change(world.admin, webhook.id(), moved, webhook.version() + 1))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("table"));
    }

    @Test
    void deleting_takes_its_deliveries_along_and_lets_the_feed_go() {
        WebhookId id = world.webhook(receiver).webhook().id();
        world.create("one");
        world.until(() -> world.allDone(id));

        webhooks.delete(world.admin, id);

        assertThat(webhooks.list(world.admin, world.production)).isEmpty();
        for (String table : List.of("webhook_delivery", "webhook_attempt", "webhook_cursor", "feed_reader")) {
            assertThat(sql.in(world.account, "SELECT COUNT(*) FROM {a}." + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
