package io.slipway.integration.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.records.Records;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Finds the table an address names, for those who may see its records. */
@Component
class ApiTables {

    private static final int TRIES = 5;

    /** What a call may be refused with only because it was read with a definition no longer in force. */
    private static final Set<ProblemType> AGAINST_DEFINITION =
            Set.of(ProblemType.INVALID_INPUT, ProblemType.UNKNOWN_FIELD);

    private final ApiEnvironments environments;
    private final Definitions definitions;
    private final Records records;

    /** Definitions are values, so what was worked out of one holds as long as it is asked for. */
    private final Cache<Definition, Known> known = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(200)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Where the last writes of single records went, in productions. */
    private final Cache<Address, Place> lastWritten = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private record Address(AccountId account, String environment, String table) {}

    private record Known(Map<String, ResourceId> names, ConcurrentMap<ResourceId, ApiTable> tables) {

        static Known of(Definition definition) {
            Map<String, ResourceId> names = new HashMap<>();
            ApiNames.ofTables(definition).forEach((id, name) -> names.put(name, id));
            return new Known(names, new ConcurrentHashMap<>());
        }

        ApiTable table(Definition definition, Table table) {
            return tables.computeIfAbsent(table.id(), id -> new ApiTable(definition, table));
        }
    }

    ApiTables(ApiEnvironments environments, Definitions definitions, Records records) {
        this.environments = environments;
        this.definitions = definitions;
        this.records = records;
    }

    /** A table in an environment. */
    record Place(Environment environment, ApiTable table) {

        /**
         * For the transaction of a write.
         *
         * @param definition in force for the write
         * @throws RuntimeException when values were read with another one; takes the transaction back
         */
        void requireInForce(Definition definition) {
            if (definition.revision() != table.definition().revision()) {
                throw new Outdated();
            }
        }
    }

    /** The definition values were read with is no longer in force. */
    private static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("The definition has changed meanwhile", null, false, false);
        }
    }

    /**
     * @param table its API name or id
     * @throws ApiProblem not found, also when the caller may not see it
     */
    Place find(ApiCaller caller, String environment, String table) {
        return reading(caller, environment, table, place -> place);
    }

    /**
     * Reads from a table: all the work sees the definition that its place has.
     *
     * @param table its API name or id
     * @throws ApiProblem not found, also when the caller may not see it
     */
    <T> T reading(ApiCaller caller, String environment, String table, Function<Place, T> work) {
        return definitions.reading(
                () -> environments.standing(caller, environment),
                (found, definition) -> work.apply(place(caller, found, definition, table)));
    }

    private Place place(ApiCaller caller, Environment environment, Definition definition, String table) {
        requireReady(environment);
        Known names = Objects.requireNonNull(known.get(definition, Known::of));
        return ApiNames.id(table)
                .or(() -> Optional.ofNullable(names.names().get(table)))
                .flatMap(id -> definition.find(Table.class, id))
                .filter(seen -> sees(caller, definition, seen))
                .map(seen -> new Place(environment, names.table(definition, seen)))
                .orElseThrow(() -> ApiProblem.notFound("table"));
    }

    /**
     * Does a write whose values are read with the definition in force. Writers may wait for a promotion's lock to end, and
     * then what they read with is no longer in force: values that suit the new definition would be refused, or shown as
     * what they no longer are. Then all of it is done again, with the new definition.
     *
     * @param work checks with {@link Place#requireInForce} in its transaction; has written nothing when it throws
     */
    <T> T writing(ApiCaller caller, String environment, String table, Function<Place, T> work) {
        for (int tries = 1; ; tries++) {
            Place place = find(caller, environment, table);
            try {
                return work.apply(place);
            } catch (Outdated outdated) {
                if (tries == TRIES) {
                    throw changing();
                }
            } catch (ApiProblem refused) {
                boolean perhapsOutdated =
                        AGAINST_DEFINITION.contains(refused.problem().type());
                if (tries == TRIES || !perhapsOutdated || isInForce(caller, place)) {
                    throw refused;
                }
            }
        }
    }

    /**
     * Does a write of one record. What the address named the last time is not looked up again: the transaction finds out
     * whether all of it still holds. Only of production, which is always ready and always the same environment; and only
     * when it works out, since what a caller is refused with has to be what is so now.
     *
     * @param work checks with {@link Place#requireInForce} in its transaction; has written nothing when it throws
     */
    <T> T writingOne(ApiCaller caller, String environment, String table, Function<Place, T> work) {
        Address address = new Address(caller.actor().account(), environment, table);
        Place before = lastWritten.getIfPresent(address);
        if (before != null && caller.token().reaches(before.environment().id())) {
            try {
                return work.apply(before);
            } catch (Outdated outdated) {
                lastWritten.invalidate(address);
            } catch (ApiProblem refused) {
                if (refused.problem().type() == ProblemType.ENVIRONMENT_LOCKED) {
                    throw refused;
                }
            }
        }
        return writing(caller, environment, table, place -> {
            T answer = work.apply(place);
            if (place.environment().isProduction()) {
                lastWritten.put(address, place);
            }
            return answer;
        });
    }

    private boolean isInForce(ApiCaller caller, Place place) {
        return records.definition(caller.actor(), place.environment().id()).revision()
                == place.table().definition().revision();
    }

    private static ApiProblem changing() {
        return ApiProblem.of(ProblemType.CHANGED_MEANWHILE)
                .detail("The definition is being changed all the time. Nothing was written.")
                .fix("Call again.")
                .exception();
    }

    /** All tables the caller may see, by name. */
    List<ApiTable> all(ApiCaller caller, String environment) {
        return definitions.reading(() -> environments.standing(caller, environment), (found, definition) -> {
            requireReady(found);
            Known names = Objects.requireNonNull(known.get(definition, Known::of));
            return definition
                    .all(Table.class)
                    .filter(table -> sees(caller, definition, table))
                    .sorted(Comparator.comparing(table -> table.name().toLowerCase(Locale.ROOT)))
                    .map(table -> names.table(definition, table))
                    .toList();
        });
    }

    private boolean sees(ApiCaller caller, Definition definition, Table table) {
        return records.permission(caller.actor(), definition, table.id()).see();
    }

    private static void requireReady(Environment environment) {
        if (environment.state() != Environment.State.READY) {
            throw ApiProblem.of(ProblemType.UNAVAILABLE)
                    .detail("This environment is " + environment.state().name().toLowerCase(Locale.ROOT) + ".")
                    .fix("Ask its status, and call again when it is open.")
                    .retryAfter(5)
                    .exception();
        }
    }
}
