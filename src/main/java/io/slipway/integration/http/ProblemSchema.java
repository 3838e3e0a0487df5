package io.slipway.integration.http;

import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The problem of the OpenAPI document, with what each type of problem tells. */
final class ProblemSchema {

    static final String NAME = "Problem";
    static final String REFERENCE = "#/components/schemas/" + NAME;

    /** Per type's address: its status, what it means, and which members it has besides those of all. */
    private static final String TYPES = "x-slipway-types";

    private ProblemSchema() {}

    static Schema<?> of() {
        ObjectSchema problem = new ObjectSchema();
        problem.setDescription("A problem (RFC 9457). What which type means and tells stands in " + TYPES + ".");
        problem.addProperty(
                "type",
                new StringSchema()
                        .format("uri-reference")
                        .description("Address of the kind of problem, for example "
                                + ProblemType.ENVIRONMENT_LOCKED.address() + "; explained there"));
        problem.addProperty("title", new StringSchema().description("The same words for every problem of the type"));
        problem.addProperty("status", new IntegerSchema().description("The answer's status"));
        problem.addProperty("detail", new StringSchema().description("What happened in this case"));
        problem.addProperty("fix", new StringSchema().description("What to do"));
        problem.addProperty("field", new StringSchema().description("The property, parameter or header at fault"));
        problem.addProperty(
                "errors", new ArraySchema().items(fault()).description("Each thing at fault, when they can be named"));
        problem.addProperty("requestId", new StringSchema().description("Names this call in the log"));
        for (ProblemMember member : ProblemMember.values()) {
            problem.addProperty(member.key(), form(member.form()).description(description(member)));
        }
        problem.setRequired(List.of("type", "title", "status", "detail", "fix", "requestId"));
        problem.addExtension(TYPES, types());
        return problem;
    }

    private static Schema<?> fault() {
        ObjectSchema fault = new ObjectSchema();
        fault.addProperty("pointer", new StringSchema().description("JSON pointer into the body; empty: none"));
        fault.addProperty(
                "field", new StringSchema().description("The property, field or check at fault as the call named it"));
        fault.addProperty("detail", new StringSchema().description("What is wrong with it and what to do"));
        fault.setRequired(List.of("pointer", "detail"));
        return fault;
    }

    private static Schema<?> form(ProblemMember.Form form) {
        return switch (form) {
            case TEXT -> new StringSchema();
            case TIME -> new StringSchema().format("date-time");
            case NUMBER -> new IntegerSchema().format("int64");
            case LINKS -> new ArraySchema().items(link());
            case COLLISIONS -> new ArraySchema().items(new Schema<>().$ref("#/components/schemas/Collision"));
        };
    }

    private static Schema<?> link() {
        ObjectSchema link = new ObjectSchema();
        link.addProperty("table", new StringSchema().description("Name of the table whose records link"));
        link.addProperty("field", new StringSchema().description("Name of the link field"));
        link.addProperty("count", new IntegerSchema().format("int64").description("How many records link"));
        link.setRequired(List.of("table", "field", "count"));
        return link;
    }

    private static String description(ProblemMember member) {
        return member.meaning() + ". Only of "
                + Arrays.stream(ProblemType.values())
                        .filter(member::isOf)
                        .map(ProblemType::code)
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> types() {
        Map<String, Object> types = new LinkedHashMap<>();
        for (ProblemType type : ProblemType.values()) {
            types.put(
                    type.address(),
                    Map.of(
                            "status",
                            type.status(),
                            "title",
                            type.title(),
                            "meaning",
                            type.meaning(),
                            "members",
                            Arrays.stream(ProblemMember.values())
                                    .filter(member -> member.isOf(type))
                                    .map(ProblemMember::key)
                                    .toList()));
        }
        return types;
    }
}
