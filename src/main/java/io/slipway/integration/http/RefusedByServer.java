package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Calls of the API that the web server refuses before any filter sees them, for example a slash in a name: problems, too. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusedByServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ProblemWriter problems;

    RefusedByServer(ProblemWriter problems) {
        this.problems = problems;
    }

    /** After the one Boot adds, and so inside of it: what this one has answered, that one leaves alone. */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Valve(problems)));
    }

    private static final class Valve extends ErrorReportValve {

        private static final int SERVER_FAULT = 500;

        private final ProblemWriter problems;

        Valve(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            String address = request.getRequestURI();
            boolean api = address != null && address.startsWith("/api/");
            if (api
                    && response.getStatus() >= 400
                    && response.getContentWritten() == 0
                    && response.setErrorReported()) {
                problems.write(request, response, problem(response.getStatus()));
            }
        }

        private static ApiProblem.Builder problem(int status) {
            if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) {
                return ApiProblem.of(ProblemType.METHOD_NOT_SUPPORTED)
                        .detail("This method is not possible here.")
                        .fix("See /api/v1/openapi.json.");
            }
            return status >= SERVER_FAULT
                    ? ApiProblem.of(ProblemType.INTERNAL)
                            .detail("This is not your fault: Slipway could not do it.")
                            .fix("Tell your administrator the requestId.")
                    : ApiProblem.of(ProblemType.INVALID_PARAMETER)
                            .detail("The address or a header has characters that can't be taken.")
                            .fix("Ids and names have no slashes and no control characters; encode all others.");
        }
    }
}
