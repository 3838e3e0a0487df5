package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
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

    @Test
    void textsKeepEveryCharacterWhateverTheSchemasDefaultIs() {
        AllKinds world = new AllKinds(workshop);
        sql.in(world.production, "ALTER DATABASE {e} CHARACTER SET latin1 COLLATE latin1_swedish_ci")
                .update();
        Table table = new Table(workshop.id(world.production), "Notes", "", null);
        Field added = text(world, table);
        workshop.build(world.production, table, text(world, table));
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
