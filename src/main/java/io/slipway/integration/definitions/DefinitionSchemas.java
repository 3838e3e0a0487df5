package io.slipway.integration.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slipway.definition.document.DocumentSchema;
import io.slipway.integration.ApiPaths;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The definition document's schema: typed in the OpenAPI document for generated clients, and as a file for editors. It is
 * the same for everybody and says nothing about anybody, so it needs no token.
 */
@Configuration(proxyBeanMethods = false)
class DefinitionSchemas {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PREFIX = "Definition";

    /** The whole document's schema in the OpenAPI document. */
    static final String DOCUMENT = SCHEMAS + PREFIX + "Document";

    @Bean
    OpenApiCustomizer typedDefinitions() {
        return api -> DocumentSchema.forPrograms(name -> SCHEMAS + PREFIX + name)
                .forEach((name, schema) -> api.getComponents().addSchemas(PREFIX + name, read(schema)));
    }

    private static JsonSchema read(String schema) {
        try {
            return Json31.mapper().readValue(schema, JsonSchema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    @Order(99)
    SecurityFilterChain definitionSchemaChain(HttpSecurity http) {
        return http.securityMatcher(ApiPaths.DEFINITION_SCHEMA)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Gives the file. */
    @RestController
    static class File {

        private static final MediaType JSON_SCHEMA = MediaType.valueOf("application/schema+json");

        @GetMapping(ApiPaths.DEFINITION_SCHEMA)
        ResponseEntity<byte[]> schema() {
            return ResponseEntity.ok()
                    .contentType(JSON_SCHEMA)
                    .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                    .body(DocumentSchema.forEditors().getBytes(StandardCharsets.UTF_8));
        }
    }
}
