package io.slipway.integration.records;

import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tables, fields and values as callers name them in bodies about other things than records. An id is taken as it is:
 * whether it is there says the service it is handed to.
 */
@Component
public class CalledResources {

    private final ApiTables tables;
    private final ApiValues values;

    CalledResources(ApiTables tables, ApiValues values) {
        this.tables = tables;
        this.values = values;
    }

    /**
     * A table.
     *
     * @param place the property that names it
     * @param said API name or id
     * @throws InvalidInput when there is none of this name for the caller
     */
    public ResourceId table(ApiCaller caller, EnvironmentId environment, String place, @Nullable String said) {
        String name = said == null ? "" : said;
        return ApiNames.id(name).orElseGet(() -> {
            List<ApiTable> all = tables.all(caller, environment.toString());
            Map<ResourceId, String> names =
                    all.isEmpty() ? Map.of() : ApiNames.ofTables(all.getFirst().definition());
            return all.stream()
                    .map(ApiTable::id)
                    .filter(id -> name.equals(names.get(id)))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput(
                            place,
                            none("table", name)
                                    + all.stream()
                                            .map(table -> names.getOrDefault(table.id(), ""))
                                            .collect(Collectors.joining(", "))
                                    + "."));
        });
    }

    /**
     * A field.
     *
     * @param place the property that names it
     * @param said API name or id
     * @throws InvalidInput when the table has none of this name
     */
    public ResourceId field(
            ApiCaller caller, EnvironmentId environment, ResourceId table, String place, @Nullable String said) {
        String name = said == null ? "" : said;
        return ApiNames.id(name).orElseGet(() -> {
            Optional<ApiTable> known = known(caller, environment, table);
            return known.flatMap(all -> all.field(name))
                    .map(Field::id)
                    .orElseThrow(() -> new InvalidInput(
                            place,
                            none("field", name)
                                    + known.map(all -> all.fields().stream()
                                                    .map(all::name)
                                                    .collect(Collectors.joining(", ")))
                                            .orElse("")
                                    + "."));
        });
    }

    /** The canonical text of a filter's value: choices may be said by label, people by e-mail address. */
    public @Nullable String filterValue(
            ApiCaller caller, EnvironmentId environment, ResourceId table, ResourceId field, @Nullable String said) {
        if (said == null || said.isEmpty()) {
            return said;
        }
        return known(caller, environment, table)
                .flatMap(all -> all.field(field.toString()))
                .map(found -> values.filter(caller.actor().account(), found, said))
                .map(parsed -> parsed instanceof Parsed.Ok ok && ok.value() != null
                        ? ok.value().toString()
                        : said) // what is wrong with it says the service
                .orElse(said);
    }

    private Optional<ApiTable> known(ApiCaller caller, EnvironmentId environment, ResourceId table) {
        try {
            return Optional.of(tables.find(caller, environment.toString(), table.toString())
                    .table());
        } catch (ApiProblem notThere) {
            return Optional.empty();
        }
    }

    private static String none(String what, String name) {
        return (name.isEmpty()
                        ? "A " + what + " is needed here."
                        : "There is no " + what + " “" + Shown.cut(name) + "” here.")
                + " Say its id or one of these API names: ";
    }
}
