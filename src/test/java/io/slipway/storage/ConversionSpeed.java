package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Measures how fast values are converted and unique keys are filled. No test: run it with {@code ./mvnw test
 * -Dtest=ConversionSpeed}, {@code -Dslipway.speed.records=200000} for more than the usual 20,000 records.
 */
@IntegrationTest
class ConversionSpeed {

    private static final int RECORDS = Integer.getInteger("slipway.speed.records", 20_000);
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 3;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    Evolution evolution;

    private EnvironmentId production;
    private ResourceId table;

    private Field text(String called) {
        return new Field(
                workshop.id(production), table, called, new FieldKind.ShortText(40), 0, false, false, null, "");
    }

    @Test
    void measure() {
        production = workshop.production();
        table = workshop.id(production);
        Field day = text("Day");
        Field number = text("Number");
        Field code = text("Code");
        workshop.build(production, new Table(table, "Things", "", null), day, number, code);
        fill(day, number, code);
        for (int round = 1; round <= ROUNDS; round++) {
            tell(
                    "converting two fields",
                    day.withKind(new FieldKind.Date()),
                    number.withKind(new FieldKind.WholeNumber(null, null)));
            tell("filling one unique key", new Field(code.id(), table, "Code", code.kind(), 0, false, true, null, ""));
        }
    }

    private void fill(Field day, Field number, Field code) {
        Actor.Person admin = workshop.superAdmin(production.account());
        for (int start = 0; start < RECORDS; start += BATCH) {
            List<RecordDraft.Write> writes = new ArrayList<>();
            for (int i = start; i < start + BATCH; i++) {
                Map<ResourceId, Object> values = Map.of(
                        day.id(),
                        LocalDate.of(2020, 1, 1).plusDays(i % 2_000).toString(),
                        number.id(),
                        Integer.toString(i * 7),
                        code.id(),
                        "Code " + i);
                writes.add(new RecordDraft.Create(table, RecordId.next(), new RecordDraft(values)));
            }
            assertThat(records.write(admin, production, writes)).isInstanceOf(WriteOutcome.Saved.class);
        }
    }

    private void tell(String what, Field... changed) {
        Definition current = definitions.current(production);
        Map<ResourceId, Resource> target = new TreeMap<>(current.resources());
        for (Field field : changed) {
            target.put(field.id(), field);
        }
        String work = "speed:" + System.nanoTime();
        long start = System.nanoTime();
        evolution
                .expand(evolution.plan(current, target, Map.of()), work, Evolution.Progress.SILENT)
                .close();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT, "%s of %,d records: %.1f s, %,.0f records/s%n", what, RECORDS, seconds, RECORDS / seconds);
        evolution.discard(production, work);
    }
}
