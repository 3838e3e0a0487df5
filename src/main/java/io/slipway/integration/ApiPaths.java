package io.slipway.integration;

/** Where the API is. */
public final class ApiPaths {

    /** Beginning of every address of version 1. */
    public static final String V1 = "/api/v1";

    /** Beginning of the addresses of one environment. */
    public static final String ENVIRONMENT = V1 + "/environments/{environment}";

    /** The OpenAPI document. */
    public static final String OPEN_API = V1 + "/openapi.json";

    /** The JSON Schema of the definition document, for editors. */
    public static final String DEFINITION_SCHEMA = "/schemas/definition.json";

    private ApiPaths() {}
}
