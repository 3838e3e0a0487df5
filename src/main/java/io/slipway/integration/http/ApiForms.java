package io.slipway.integration.http;

import io.slipway.integration.ApiPaths;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;

/** Which addresses and which JSON the API takes. Apart from what uses them, which would go round in a circle. */
@Configuration(proxyBeanMethods = false)
class ApiForms {

    /** Between the endpoints and the pages, which would take every other address. */
    @Bean
    SimpleUrlHandlerMapping nothingElseUnderTheApi() {
        HttpRequestHandler nothing = (request, response) -> {
            throw new NoResourceFoundException(
                    HttpMethod.valueOf(request.getMethod()), request.getRequestURI(), request.getRequestURI());
        };
        return new SimpleUrlHandlerMapping(Map.of(ApiPaths.V1, nothing, ApiPaths.V1 + "/**", nothing), 1);
    }

    /** Nothing half understood, nothing lost: no unknown or repeated names, no binary fractions. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }
}
