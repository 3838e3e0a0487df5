package io.slipway.integration.records;

import io.slipway.account.TokenScope;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.Needs;
import io.slipway.integration.PageWanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What tables and fields are called in the API, for those who work with records. */
@RestController
@Tag(name = "Records")
@Needs(TokenScope.READ)
class TablesController {

    private final ApiTables tables;

    TablesController(ApiTables tables) {
        this.tables = tables;
    }

    /** A page of tables. */
    @Schema(name = "Tables")
    record All(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<One> tables,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A table. */
    @Schema(name = "Table")
    record One(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Never changes")
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Changes when the table is renamed")
            String apiName,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<OneField> fields) {}

    /** A field. */
    @Schema(name = "Field")
    record OneField(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Never changes")
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Changes when the field is renamed")
            String apiName,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "For example Text, Currency, Link")
            String kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            boolean required,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            boolean unique,

            @Schema(description = "The choices of a choice field") @Nullable
            List<OneChoice> choices,

            @Schema(description = "The table a link leads to") @Nullable
            String links) {}

    /** A choice. */
    @Schema(name = "Choice")
    record OneChoice(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            long id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String label) {}

    @Operation(summary = "The tables whose records the token's owner may see, by name")
    @GetMapping(path = ApiPaths.ENVIRONMENT + "/tables", produces = MediaType.APPLICATION_JSON_VALUE)
    All all(ApiCaller caller, @PathVariable String environment, PageWanted wanted) {
        PageWanted.Page<ApiTable> page = wanted.byName(
                tables.all(caller, environment).stream(),
                table -> table.table().name(),
                table -> table.id().value());
        return new All(page.as(TablesController::answer), page.next());
    }

    @Operation(summary = "One table with its fields")
    @GetMapping(path = RecordsController.TABLE, produces = MediaType.APPLICATION_JSON_VALUE)
    One one(ApiCaller caller, @PathVariable String environment, @PathVariable String table) {
        return answer(tables.find(caller, environment, table).table());
    }

    private static One answer(ApiTable table) {
        return new One(
                table.id().toString(),
                ApiNames.ofTables(table.definition()).getOrDefault(table.id(), ""),
                table.table().name(),
                table.fields().stream().map(field -> answer(table, field)).toList());
    }

    private static OneField answer(ApiTable table, Field field) {
        return new OneField(
                field.id().toString(),
                table.name(field),
                field.name(),
                field.kind().label(),
                field.required(),
                field.unique(),
                switch (field.kind()) {
                    case FieldKind.SingleChoice kind -> choices(kind.choices());
                    case FieldKind.MultiChoice kind -> choices(kind.choices());
                    default -> null;
                },
                table.target(field).map(target -> target.id().toString()).orElse(null));
    }

    private static List<OneChoice> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice -> new OneChoice(choice.id(), choice.label()))
                .toList();
    }
}
