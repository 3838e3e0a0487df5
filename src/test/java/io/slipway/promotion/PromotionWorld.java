package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordStore;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes accounts whose promotable sandbox holds a change of every sort, and says what production is afterwards. */
@Component
public class PromotionWorld {

    final Workshop workshop;
    final Definitions definitions;
    final Environments environments;
    final Gates gates;
    final Evolution evolution;
    final Records records;
    final RecordStore store;
    final Promotions promotions;
    final AccountSql sql;

    PromotionWorld(
            Workshop workshop,
            Definitions definitions,
            Environments environments,
            Gates gates,
            Evolution evolution,
            Records records,
            RecordStore store,
            Promotions promotions,
            AccountSql sql) {
        this.workshop = workshop;
        this.definitions = definitions;
        this.environments = environments;
        this.gates = gates;
        this.evolution = evolution;
        this.records = records;
        this.store = store;
        this.promotions = promotions;
        this.sql = sql;
    }

    /** A production with a Visits table: a name and a day, which is a text and is to become a date. */
    public final class Scene {
        public final EnvironmentId production = workshop.production();
        public final Actor.Person actor = workshop.superAdmin(production.account());
        public final ResourceId table = workshop.id(production);
        public final Field name = field("Name", 0);
        public final Field day = field("Day", 1);
        final Field gone = field("Gone", 2);
        public final App app;
        public final EnvironmentId sandbox;
        final Field added;
        final Map<RecordId, List<@Nullable Object>> data = new TreeMap<>();

        private Scene(int recordCount) {
            app = new App(workshop.id(production), "Reception", "", "", List.of(table), List.of());
            workshop.build(production, new Table(table, "Visits", "", null), name, day, gone, app);
            List<RecordDraft.Write> writes = new ArrayList<>();
            for (int i = 0; i < recordCount; i++) {
                RecordId id = RecordId.next();
                String date = LocalDate.of(2024, 1, 1).plusDays(i).toString();
                writes.add(new RecordDraft.Create(table, id, draft("Visitor " + i + " é 中 😀", date)));
                data.put(id, List.of("Visitor " + i + " é 中 😀", date));
            }
            for (int start = 0; start < writes.size(); start += 500) {
                assertThat(records.write(
                                actor, production, writes.subList(start, Math.min(writes.size(), start + 500))))
                        .isInstanceOf(WriteOutcome.Saved.class);
            }
            sandbox = workshop.sandbox(production);
            definitions.moveBase(sandbox, 0, definitions.current(production).revision(), 0);
            environments.setPromotable(sandbox, true);
            added = field("Comment", 3);
            ResourceId second = workshop.id(production);
            Field title = new Field(
                    workshop.id(production), second, "Title", new FieldKind.ShortText(80), 0, true, false, null, "");
            workshop.build(sandbox, resources -> {
                resources.put(table, new Table(table, "Guest visits", "renamed", null));
                resources.put(day.id(), day.withKind(new FieldKind.Date()));
                resources.put(added.id(), added);
                resources.remove(gone.id());
                resources.put(second, new Table(second, "Incidents", "", null));
                resources.put(title.id(), title);
                resources.put(app.id(), new App(app.id(), "Reception desk", "", "", List.of(table, second), List.of()));
            });
        }

        private Field field(String label, long rank) {
            return new Field(
                    workshop.id(production), table, label, new FieldKind.ShortText(100), rank, false, false, null, "");
        }

        RecordDraft draft(String nameValue, String date) {
            Map<ResourceId, @Nullable Object> values = new HashMap<>();
            values.put(name.id(), nameValue);
            boolean converted =
                    definitions.current(production).get(Field.class, day.id()).kind() instanceof FieldKind.Date;
            values.put(day.id(), converted ? LocalDate.parse(date) : date);
            return new RecordDraft(values);
        }

        Map<ResourceId, Resource> target() {
            return definitions.current(sandbox).resources();
        }

        /** What the records hold now, days as ISO text whatever the field's kind is. */
        Map<RecordId, List<@Nullable Object>> found() {
            Map<RecordId, List<@Nullable Object>> found = new TreeMap<>();
            Definition now = definitions.current(production);
            store.scan(
                    now,
                    table,
                    500,
                    chunk -> chunk.forEach(record -> {
                        List<@Nullable Object> values = new ArrayList<>();
                        values.add(record.value(name.id()));
                        values.add(Objects.toString(record.value(day.id())));
                        found.put(record.id(), values);
                    }));
            return found;
        }

        public RunId promote() {
            Promotions.Review review = promotions.review(actor, sandbox);
            Promotions.StartOutcome outcome =
                    promotions.promote(actor, sandbox, review.plan().hash(), review.typedName(), null);
            assertThat(outcome).isInstanceOf(Promotions.Started.class);
            return ((Promotions.Started) outcome).run();
        }

        public Run ended(RunId run) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    // the database may be away for a moment in tests that end it
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> promotions.find(actor, run).orElseThrow().endedAt() != null);
            return promotions.find(actor, run).orElseThrow();
        }

        List<String> mails() {
            return sql.in(production, "SELECT subject FROM {a}.mail ORDER BY id")
                    .query(String.class)
                    .list();
        }

        /** Whole and open, wholly old or wholly new, told truly, and nothing left lying about. */
        void assertWhole(Run run) {
            assertThat(gates.peek(production).writesOpen()).isTrue();
            assertThat(found()).isEqualTo(data);
            assertThat(evolution.unfinished(production)).isEmpty();
            if (run.state() == RunState.SUCCEEDED) {
                assertThat(definitions.current(production).resources()).isEqualTo(target());
                assertThat(mails()).last().asString().contains("succeeded");
            } else {
                assertThat(run.state()).isIn(RunState.ROLLED_BACK, RunState.CANCELED);
                assertThat(definitions
                                .current(production)
                                .get(Table.class, table)
                                .name())
                        .isEqualTo("Visits");
                assertThat(mails()).last().asString().contains("as it was before");
            }
        }
    }

    /** How many runs of an account somebody can own. */
    public long owners(EnvironmentId production) {
        return sql.in(production, "SELECT COUNT(*) FROM {a}.run_owner")
                .query(Long.class)
                .single();
    }

    public Scene scene(int records) {
        return new Scene(records);
    }
}
