package io.slipway.integration.http;

import io.slipway.common.Sha256;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ListCursor;
import io.slipway.integration.PageWanted;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads which page of a list a call wants, and describes the parameters for the OpenAPI document. */
final class PageParameters implements HandlerMethodArgumentResolver {

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String OFFSET = "offset";

    /** Names that are looked at here; what is wrong with them is told here, too. */
    static final Set<String> NAMES = Set.of(LIMIT, CURSOR, OFFSET);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageWanted.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest call = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        if (call.getParameter(OFFSET) != null) {
            // Left alone it would give the same page again and again.
            throw ApiProblem.invalidParameter(
                    OFFSET, "This list has no offset.", "Hand “next” of the page before back as “cursor”.");
        }
        String list = list(call);
        String cursor = one(call, CURSOR);
        return new PageWanted(list, limit(one(call, LIMIT)), cursor == null ? null : ListCursor.read(list, cursor));
    }

    private static @Nullable String one(HttpServletRequest call, String name) {
        String[] given = call.getParameterValues(name);
        if (given == null || given.length == 1 && given[0].isEmpty()) {
            return null;
        }
        if (given.length > 1) {
            throw ApiProblem.invalidParameter(name, "The parameter stands there more than once.", "Give it once.");
        }
        return given[0];
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageWanted.USUAL;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageWanted.MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is too large.
        }
        throw ApiProblem.invalidParameter(
                LIMIT, "The limit is a number from 1 to " + PageWanted.MOST + ".", "Ask for the rest with the cursor.");
    }

    /** Another filter makes another list, and another account's is never the same. */
    private static String list(HttpServletRequest call) {
        String filters = call.getParameterMap().entrySet().stream()
                .filter(each -> !each.getKey().equals(LIMIT) && !each.getKey().equals(CURSOR))
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + Arrays.toString(each.getValue()))
                .collect(Collectors.joining("&"));
        return Objects.requireNonNull(Call.of(call)).caller().actor().account() + "/"
                + Sha256.hex(call.getRequestURI() + "?" + filters);
    }

    /** Adds the parameters to an operation that has pages. */
    static void describe(Operation operation, HandlerMethod method) {
        if (Arrays.asList(method.getMethod().getParameterTypes()).contains(PageWanted.class)) {
            operation.addParametersItem(new Parameter()
                    .in("query")
                    .name(LIMIT)
                    .required(false)
                    .description("Entries on a page")
                    .schema(new IntegerSchema()
                            .minimum(BigDecimal.ONE)
                            .maximum(BigDecimal.valueOf(PageWanted.MOST))
                            ._default(PageWanted.USUAL)));
            operation.addParametersItem(new Parameter()
                    .in("query")
                    .name(CURSOR)
                    .required(false)
                    .description("“next” of the page before; such pages repeat and miss nothing that was there all"
                            + " the time, whatever comes and goes meanwhile")
                    .schema(new StringSchema()));
        }
    }
}
