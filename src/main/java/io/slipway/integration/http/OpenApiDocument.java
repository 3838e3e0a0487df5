package io.slipway.integration.http;

import io.slipway.account.TokenScope;
import io.slipway.integration.AnsweredInTransaction;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.Needs;
import io.slipway.integration.PageWanted;
import io.slipway.integration.Queued;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI document: what is the same for all endpoints; the rest is read off the controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ApiCaller.class, PageWanted.class);
    }

    private static final String TOKEN = "token";

    @Bean
    OpenAPI slipwayApi() {
        Components components = new Components()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API token made in My Account → API tokens"));
        ProblemResponses.addTo(components);
        return new OpenAPI()
                .info(new Info()
                        .title("Slipway API")
                        .version("1")
                        .description(
                                "Records, definitions, sandboxes, promotions and backups for programs. Times are ISO"
                                        + " 8601 in UTC; decimals are texts, so that nothing is lost; every error is a problem of"
                                        + " RFC 9457. See docs/API.md."))
                .servers(List.of(new Server().url("/")))
                .components(components);
    }

    @Bean
    OperationCustomizer whatAllEndpointsShare() {
        return (operation, method) -> {
            Needs needs = ApiInterceptor.needs(method);
            if (needs != null) {
                operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
                operation.setDescription(description(operation, needs));
                operation.addExtension("x-slipway-scope", scope(needs.value()));
                operation.setOperationId(name(method));
                ProblemResponses.describe(operation, method, needs);
            }
            PageParameters.describe(operation, method);
            if (method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(idempotencyKey(method));
            }
            if (method.hasMethodAnnotation(Queued.class)) {
                operation.getResponses().addApiResponse("202", kept());
            }
            return operation;
        };
    }

    private static ApiResponse kept() {
        return new ApiResponse()
                .description("Kept until the account is open again, because the token asked for that")
                .content(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/QueuedCall"))));
    }

    /**
     * What generated clients call the operation: the controller's subject and the method, for example {@code
     * recordsCreate}. So that nothing needs a number to be unique, and a new endpoint renames no other.
     */
    private static String name(HandlerMethod method) {
        io.swagger.v3.oas.annotations.Operation own =
                method.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        if (own != null && !own.operationId().isEmpty()) {
            return own.operationId();
        }
        String subject = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        String all = StringUtils.uncapitalize(subject);
        String what = method.getMethod().getName();
        return all.equals(what) ? all : all + StringUtils.capitalize(what);
    }

    private static String description(Operation operation, Needs needs) {
        String own = operation.getDescription() == null ? "" : operation.getDescription() + " ";
        return own + "Needs a token with the scope " + scope(needs.value()) + "."
                + (needs.whileLocked() == Needs.WhileLocked.REFUSED
                        ? " Answers 503 with Retry-After while the account is locked."
                        : " Goes on answering while the account is locked.");
    }

    private static String scope(TokenScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static Parameter idempotencyKey(HandlerMethod method) {
        return new Parameter()
                .in("header")
                .name(BodyFilter.KEY_HEADER)
                .required(false)
                .schema(new StringSchema().maxLength(255))
                .description(
                        "A fresh key of the caller's (a UUID) for each call. Repeated with the same key the call is"
                                + " done once and answered alike"
                                + (method.hasMethodAnnotation(AnsweredInTransaction.class)
                                        ? ", whatever breaks in between."
                                        : "."));
    }
}
