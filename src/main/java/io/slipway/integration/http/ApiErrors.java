package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns whatever goes wrong in a call of the API into a problem, also when no handler was found for it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private final ProblemWriter writer;
    private final HouseProblems house;
    private final Keeping keeping;

    ApiErrors(ProblemWriter writer, HouseProblems house, Keeping keeping) {
        this.writer = writer;
        this.house = house;
        this.keeping = keeping;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception error) {
        if (!Call.isForApi(request)) {
            return null;
        }
        if (!(error instanceof AsyncRequestNotUsableException)) {
            answer(request, response, handler, problem(request, error));
        }
        return new ModelAndView();
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            ApiProblem.Builder problem) {
        try {
            if (!response.isCommitted() && !keeping.keep(request, response, handler, problem)) {
                writer.write(request, response, problem);
            }
        } catch (RuntimeException e) {
            writer.write(request, response, problem(request, e));
        }
    }

    private ApiProblem.Builder problem(HttpServletRequest request, Exception error) {
        Call call = Call.of(request);
        ApiProblem.Builder problem = WebProblems.of(error);
        if (problem == null) {
            problem = house.of(error, call);
        }
        if (problem == null) {
            LOG.error("Call {} of the API failed", call == null ? "unknown" : call.requestId(), error);
            problem = ApiProblem.of(ProblemType.INTERNAL)
                    .detail("This is not your fault: Slipway could not do it.")
                    .fix("Tell your administrator the requestId.");
        }
        return problem;
    }
}
