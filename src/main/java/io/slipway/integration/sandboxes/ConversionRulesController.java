package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Definitions;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.sandbox.Sandboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of production's values that do not convert by themselves when a sandbox is promoted. */
@RestController
@Tag(name = "Sandboxes")
class ConversionRulesController {

    private static final String ALL = SandboxesController.ONE + "/conversion-rules";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiSandboxes reach;
    private final Sandboxes sandboxes;
    private final Definitions definitions;

    ConversionRulesController(ApiSandboxes reach, Sandboxes sandboxes, Definitions definitions) {
        this.reach = reach;
        this.sandboxes = sandboxes;
        this.definitions = definitions;
    }

    /** Rules chosen for a sandbox. */
    @Schema(name = "ConversionRules")
    record Chosen(@Schema(requiredMode = REQUIRED) List<OfField> rules) {}

    /** The rule of one field. */
    @Schema(name = "FieldConversionRule")
    record OfField(
            @Schema(requiredMode = REQUIRED) String field,
            @Schema(requiredMode = REQUIRED) String fieldName,
            @Schema(requiredMode = REQUIRED) String table,
            @Schema(requiredMode = REQUIRED) String tableName,
            @Schema(requiredMode = REQUIRED) RuleBody rule) {}

    /** A rule. */
    @Schema(name = "ConversionRule")
    record RuleBody(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"refuse", "make-empty", "fixed-value", "cut-to-fit", "date-pattern"})
            @Nullable
            String rule,

            @Schema(description = "Of fixed-value: what such values become") @Nullable
            String canonicalText,

            @Schema(description = "Of date-pattern, for example dd/MM/yyyy") @Nullable
            String pattern,

            @Schema(description = "Of cut-to-fit and date-pattern: what becomes of the rest") @Nullable
            RuleBody otherwise) {}

    @Operation(summary = "The rules chosen for fields whose kind changes; others refuse values that do not convert")
    @Needs(TokenScope.READ)
    @GetMapping(path = ALL, produces = JSON)
    Chosen all(ApiCaller caller, @PathVariable String sandbox) {
        return chosen(caller, reach.find(caller, sandbox).id());
    }

    @Operation(summary = "Chooses what becomes of values of a field that do not convert")
    @Needs(TokenScope.BUILD)
    @PutMapping(path = ALL + "/{field}", consumes = JSON, produces = JSON)
    Chosen choose(
            ApiCaller caller, @PathVariable String sandbox, @PathVariable String field, @RequestBody RuleBody rule) {
        return choose(caller, sandbox, field, rule(rule));
    }

    @Operation(summary = "Takes the choice for a field back")
    @Needs(TokenScope.BUILD)
    @DeleteMapping(path = ALL + "/{field}", produces = JSON)
    Chosen takeBack(ApiCaller caller, @PathVariable String sandbox, @PathVariable String field) {
        return choose(caller, sandbox, field, new ConversionRule.Refuse());
    }

    private Chosen choose(ApiCaller caller, String sandbox, String field, ConversionRule rule) {
        EnvironmentId id = reach.find(caller, sandbox).id();
        ResourceId resource = new ResourceId(ApiWords.id(field, "field"));
        if (definitions.current(id).find(Field.class, resource).isEmpty()) {
            throw ApiProblem.notFound("field");
        }
        sandboxes.choose(caller.actor(), id, resource, rule);
        return chosen(caller, id);
    }

    private static ConversionRule rule(@Nullable RuleBody body) {
        if (body == null) {
            return ConversionRule.DEFAULT;
        }
        String word = body.rule() == null ? "" : body.rule();
        return switch (word) {
            case "refuse" -> new ConversionRule.Refuse();
            case "make-empty" -> new ConversionRule.MakeEmpty();
            case "fixed-value" -> new ConversionRule.FixedValue(given("canonicalText", body.canonicalText()));
            case "cut-to-fit" -> new ConversionRule.CutToFit(rule(body.otherwise()));
            case "date-pattern" ->
                new ConversionRule.DatePattern(given("pattern", body.pattern()), rule(body.otherwise()));
            default ->
                throw new InvalidInput(
                        "rule", "A rule is refuse, make-empty, fixed-value, cut-to-fit or date-pattern.");
        };
    }

    private static String given(String place, @Nullable String value) {
        if (value == null) {
            throw new InvalidInput(place, "This rule needs “" + place + "”.");
        }
        return value;
    }

    private static RuleBody body(ConversionRule rule) {
        return switch (rule) {
            case ConversionRule.Refuse refuse -> new RuleBody("refuse", null, null, null);
            case ConversionRule.MakeEmpty empty -> new RuleBody("make-empty", null, null, null);
            case ConversionRule.FixedValue fixed -> new RuleBody("fixed-value", fixed.canonicalText(), null, null);
            case ConversionRule.CutToFit cut -> new RuleBody("cut-to-fit", null, null, body(cut.otherwise()));
            case ConversionRule.DatePattern date ->
                new RuleBody("date-pattern", null, date.pattern(), body(date.otherwise()));
        };
    }

    private Chosen chosen(ApiCaller caller, EnvironmentId id) {
        Definition now = definitions.current(id);
        return new Chosen(new TreeMap<>(sandboxes.conversionRules(caller.actor(), id))
                .entrySet().stream()
                        .flatMap(entry -> now.find(Field.class, entry.getKey()).stream()
                                .map(field -> ofField(now, field, entry.getValue())))
                        .toList());
    }

    private static OfField ofField(Definition now, Field field, ConversionRule rule) {
        return new OfField(
                field.id().toString(),
                field.name(),
                field.table().toString(),
                now.find(Table.class, field.table()).map(Table::name).orElse(""),
                body(rule));
    }
}
