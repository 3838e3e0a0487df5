package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Servers differ in what a text column is if nobody says so (INV-5). */
@IntegrationTest
class TextColumnsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    AccountSql sql;

    private List<String> notUtf8(AllKinds world, String schema) {
        return sql.in(
                        world.production,
                        "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = '" + schema + "' AND CHARACTER_SET_NAME IS NOT NULL"
                                + " AND CHARACTER_SET_NAME NOT IN ('utf8mb4', 'ascii')"
                                + " AND TABLE_NAME <> 'flyway_schema_history'")
                .query(String.class)
                .list();
    }

    private List<String> tablesNotUtf8(AllKinds world) {
        return sql.in(
                        world.production,
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{e}'"
                                + " AND TABLE_COLLATION NOT LIKE 'utf8mb4%'")
                .query(String.class)
                .list();
    }

    @Test
    void textsKeepEveryCharacterWhateverTheSchemasDefaultIs() {
        AllKinds world = new AllKinds(workshop);
        sql.in(world.production, "ALTER DATABASE {e} CHARACTER SET latin1 COLLATE latin1_swedish_ci")
                .update();
        Table table = new Table(workshop.id(world.production), "Notes", "", null);
        Field added = text(world, table);
        workshop.build(world.production, table, text(world, table));
        // the table says it, for columns that would not, ...
        assertThat(tablesNotUtf8(world)).isEmpty();
        // ... and each column says it, whatever its table does
        long generation =
                definitions.current(world.production).layout(table.id()).generation();
        sql.in(
                        world.production,
                        "ALTER TABLE {e}." + PhysicalNames.table(table.id(), generation)
                                + " DEFAULT CHARACTER SET latin1")
                .update();
        workshop.build(world.production, added);

        String anything = "Größe 中文 שלום 🚢";
        RecordId id = RecordId.next();
        assertThat(records.write(
                        workshop.superAdmin(world.production.account()),
                        world.production,
                        List.of(new RecordDraft.Create(table.id(), id, new RecordDraft(Map.of(added.id(), anything))))))
                .isInstanceOf(WriteOutcome.Saved.class);
        assertThat(records.find(workshop.superAdmin(world.production.account()), world.production, table.id(), id)
                        .orElseThrow()
                        .value(added.id()))
                .isEqualTo(anything);
        assertThat(notUtf8(world, "{e}")).isEmpty();
        assertThat(notUtf8(world, "{a}")).isEmpty();
    }

    private Field text(AllKinds world, Table table) {
        var id = workshop.id(world.production);
        return new Field(id, table.id(), "Text " + id, new FieldKind.ShortText(50), id.value(), false, false, null, "");
    }
}
