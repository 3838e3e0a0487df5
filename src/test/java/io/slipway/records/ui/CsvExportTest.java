package io.slipway.records.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.NotAllowed;
import io.slipway.account.SignIns;
import io.slipway.common.RecordId;
import io.slipway.definition.Field;
import io.slipway.definition.Permission;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.CurrentActor;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class CsvExportTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    NameLookup names;

    @Autowired
    CurrentActor currentActor;

    @Autowired
    SignIns signIns;

    AppWorld world;

    @BeforeEach
    void build() {
        world = new AppWorld(workshop, records);
        TestSignIn.as(signIns, world.admin);
    }

    private CsvExport.Wanted wanted(GridState state, String... fields) {
        List<Field> columns = Stream.of(fields).map(world.kinds::field).toList();
        NameLookup.Reader reader = new NameLookup.Reader(
                currentActor,
                records.definition(world.admin, world.production),
                new Display(ZoneId.of("Europe/Berlin"), Locale.GERMANY));
        RowSource source =
                new RowSource(records, names, reader, world.kinds.things, columns, List.of(), List.of(), null);
        return new CsvExport.Wanted(source, state, columns, "Things");
    }

    private static List<String> csv(CsvExport.Wanted wanted) throws IOException {
        StringWriter text = new StringWriter();
        CsvExport.write(wanted, wanted.source().rows(wanted.state(), 0, 1000), text);
        return text.toString().lines().toList();
    }

    @Test
    void values_are_written_in_the_one_form_every_program_reads() throws IOException {
        StoredRecord rome = world.place("Rome");
        StoredRecord oslo = world.place("Oslo, Norway");
        world.thing(
                "text",
                "say \"hi\", twice",
                "money",
                new BigDecimal("-1234.50"),
                "date",
                LocalDate.of(2026, 3, 1),
                "dateTime",
                Instant.parse("2026-07-01T10:00:00Z"),
                "time",
                LocalTime.of(13, 5),
                "yesNo",
                true,
                "single",
                3L,
                "multi",
                List.of(7L, 5L),
                "user",
                world.admin.user().value(),
                "link",
                rome.id(),
                "links",
                List.of(rome.id(), oslo.id()));

        List<String> lines = csv(wanted(
                GridState.PLAIN,
                "text",
                "money",
                "date",
                "dateTime",
                "time",
                "yesNo",
                "single",
                "multi",
                "user",
                "link",
                "links"));

        assertThat(lines.get(0)).isEqualTo("\uFEFFtext,money,date,dateTime,time,yesNo,single,multi,user,link,links");
        assertThat(lines.get(1))
                .isEqualTo("\"say \"\"hi\"\", twice\",-1234.50,2026-03-01,2026-07-01 12:00:00,13:05:00,Yes,Green,"
                        + "\"Red, Blue\"," + world.admin.name() + ",Rome,\"Rome, Oslo, Norway\"");
    }

    @Test
    void no_spreadsheet_takes_a_text_for_a_formula() throws IOException {
        world.thing("text", "=cmd|' /C calc'!A0", "long", "\tx", "phone", "+49 30 1", "integer", -5L);

        assertThat(csv(wanted(GridState.PLAIN, "text", "long", "phone", "integer"))
                        .get(1))
                .isEqualTo("'=cmd|' /C calc'!A0,'\tx,+49 30 1,-5");
    }

    @Test
    void everything_that_fits_the_filters_is_written_in_their_order_however_much_it_is() throws IOException {
        for (int part = 0; part < 3; part++) {
            List<RecordDraft.Write> writes = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                writes.add(new RecordDraft.Create(
                        world.kinds.things,
                        RecordId.next(),
                        world.draft("text", "t", "integer", (long) part * 1000 + i)));
            }
            assertThat(records.write(world.admin, world.production, writes)).isInstanceOf(WriteOutcome.Saved.class);
        }
        GridState state = GridState.PLAIN
                .withFilters(List.of(new View.Filter(world.kinds.f("integer"), View.Comparison.AT_LEAST, "500")))
                .withSorts(List.of(new View.Sort(world.kinds.f("integer"), true)));

        List<String> lines = csv(wanted(state, "integer"));

        assertThat(lines).hasSize(2501);
        assertThat(lines.get(1)).isEqualTo("2999");
        assertThat(lines.getLast()).isEqualTo("500");
    }

    @Test
    void a_file_that_is_not_whole_says_so() {
        world.thing("text", "t");
        CsvExport.Wanted wanted = wanted(GridState.PLAIN, "text");
        Row row = wanted.source().rows(GridState.PLAIN, 0, 1).getFirst();
        List<Row> full = java.util.Collections.nCopies(1000, row);
        workshop.build(world.production, new io.slipway.definition.UserGroup(world.id(), "New", java.util.Set.of()));
        StringWriter text = new StringWriter();

        assertThatThrownBy(() -> CsvExport.write(wanted, full, text)).isInstanceOf(RowSource.DefinitionMoved.class);
        assertThat(text.toString()).endsWith("This file is not complete: the export broke off here. Export again.\r\n");
    }

    @Test
    void nobody_exports_what_they_may_not_see() {
        CsvExport.Wanted wanted = wanted(GridState.PLAIN, "text");
        TestSignIn.as(signIns, world.person(Permission.NONE, Permission.ALL));
        CsvExport.Wanted fresh = wanted(GridState.PLAIN, "text");
        assertThatThrownBy(() -> csv(fresh)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> csv(wanted)).isInstanceOfAny(NotAllowed.class, RowSource.DefinitionMoved.class);
    }
}
