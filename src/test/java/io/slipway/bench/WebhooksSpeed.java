package io.slipway.bench;

import io.slipway.SlipwayApplication;
import io.slipway.common.RecordId;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.TableChunks;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.Webhooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/**
 * Measures how fast events are delivered, signed and noted, to a receiver on this machine that answers at once, and what
 * webhooks cost those who save: on a table of twelve fields, every commit waiting for the disk.
 */
final class WebhooksSpeed {

    private static final int CALLERS = 8;
    private static final int RECORDS = 10_000;
    private static final int MANY = 5_000;
    private static final int HOT = 1_000;

    private final Records records;
    private final Webhooks webhooks;
    private final Lifecycle sending;
    private final BigTable big;
    private final LoopbackReceiver receiver;
    private final List<Webhook> all = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(20261122);

    private WebhooksSpeed(ConfigurableApplicationContext application, LoopbackReceiver receiver) {
        this.records = application.getBean(Records.class);
        this.webhooks = application.getBean(Webhooks.class);
        this.sending = application.getBean("webhookClock", Lifecycle.class);
        this.receiver = receiver;
        this.big = new BigTable(
                application.getBean(Workshop.class),
                application.getBean(TableChunks.class),
                application.getBean(DedicatedConnections.class),
                RECORDS);
    }

    /**
     * @param folder for a database of its own
     */
    static void measure(Path folder, int rounds, double seconds) throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver();
                ConfigurableApplicationContext application = new SpringApplicationBuilder(SlipwayApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--server.port=0",
                                "--slipway.data-dir=" + folder,
                                "--slipway.demo=false",
                                "--slipway.database.buffer-pool=1GB",
                                "--slipway.mail.dispatch=false",
                                "--slipway.webhook.dispatch=false",
                                "--slipway.webhook.allowed-networks=127.0.0.0/8",
                                "--logging.level.root=warn")) {
            new WebhooksSpeed(application, receiver).run(rounds, seconds);
        }
    }

    private void run(int rounds, double seconds) throws Exception {
        for (int i = 0; i < 10; i++) {
            WebhookDraft draft = new WebhookDraft(
                    "Webhook " + i,
                    big.table,
                    Set.of(Webhook.Event.values()),
                    List.of(),
                    List.of(),
                    receiver.url(),
                    null,
                    Webhook.OnPromotion.HOLD);
            all.add(webhooks.create(big.admin, big.production, draft).webhook());
        }
        delivery(rounds);
        saves(rounds, seconds);
    }

    private void delivery(int rounds) {
        for (int count : new int[] {1, 10}) {
            switchOn(count);
            // the first is a warm-up
            double[] many = new double[rounds];
            double[] hot = new double[rounds];
            for (int i = -1; i < rounds; i++) {
                double ofMany = rate(count, () -> createMany(MANY / count));
                double ofOne = rate(count, () -> updateOne(HOT / count));
                if (i >= 0) {
                    many[i] = ofMany;
                    hot[i] = ofOne;
                }
            }
            tell(count, "of many records", many);
            tell(count, "of one record", hot);
        }
    }

    private static void tell(int count, String what, double[] rates) {
        Spread spread = new Spread(rates);
        System.out.printf(
                Locale.ROOT,
                "%-42s %,8.0f events/s in the median round (%,.0f to %,.0f)%n",
                what + ", to " + (count == 1 ? "1 webhook" : count + " webhooks"),
                spread.median(),
                spread.sorted()[0],
                spread.sorted()[rates.length - 1]);
    }

    /** What is saved while nothing is sent goes out when everything is saved. */
    private double rate(int count, IntSupplier save) {
        receiver.forget();
        int saved = save.getAsInt();
        sending.start();
        double rate = receiver.perSecond((long) saved * count);
        sending.stop();
        return rate;
    }

    private int createMany(int number) {
        for (int i = 0; i < number; i += 100) {
            List<RecordDraft.Write> writes = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                writes.add(big.create(random));
            }
            write(writes);
        }
        return number;
    }

    private int updateOne(int number) {
        RecordId one = big.ids.get(random.nextInt(big.ids.size()));
        for (int i = 0; i < number; i++) {
            write(List.of(new RecordDraft.Update(
                    big.table, one, null, new RecordDraft(Map.of(big.text, "number " + random.nextLong())))));
        }
        return number;
    }

    private void write(List<RecordDraft.Write> writes) {
        WriteOutcome outcome = records.write(big.admin, big.production, writes);
        if (!(outcome instanceof WriteOutcome.Saved)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private void switchOn(int count) {
        for (int i = 0; i < all.size(); i++) {
            webhooks.setEnabled(big.admin, all.get(i).id(), i < count);
        }
    }

    /** In turns, so that whatever else the machine does befalls all of them. */
    private void saves(int rounds, double seconds) throws Exception {
        for (boolean sends : new boolean[] {false, true}) {
            int[] counts = {0, 1, 10};
            double[][] rates = new double[counts.length][rounds];
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < counts.length; i++) {
                    switchOn(counts[i]);
                    if (sends) {
                        sending.start();
                    }
                    double rate = Load.rate(CALLERS, seconds, any -> write(List.of(big.create(any))));
                    if (sends) {
                        sending.stop();
                    }
                    for (Webhook webhook : all) {
                        webhooks.dropAll(big.admin, webhook.id());
                    }
                    if (round >= 0) {
                        rates[i][round] = rate;
                    }
                }
            }
            double without = new Spread(rates[0]).median();
            for (int i = 0; i < counts.length; i++) {
                Spread spread = new Spread(rates[i]);
                System.out.printf(
                        Locale.ROOT,
                        "%-42s %,8.0f/s in the median round (%,.0f to %,.0f); %.2f of without%n",
                        "saves, " + counts[i] + (counts[i] == 1 ? " webhook" : " webhooks")
                                + (sends ? ", sending meanwhile" : ", nothing sent"),
                        spread.median(),
                        spread.sorted()[0],
                        spread.sorted()[rounds - 1],
                        spread.median() / without);
            }
        }
    }
}
