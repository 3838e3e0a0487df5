package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

        /** What the connector refused already, for example TRACE, would get Boot's page for errors further in. */
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (response.isErrorReportRequired() && isForApi(request)) {
                response.setSuspended(false);
                report(request, response, null);
            } else {
                super.invoke(request, response);
            }
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (isForApi(request)
                    && response.getStatus() >= 400
                    && response.getContentWritten() == 0
                    && response.setErrorReported()) {
                problems.write(request, response, problem(response.getStatus(), request.getMethod()));
            }
        }

        private static boolean isForApi(Request request) {
            String address = request.getRequestURI();
            return address != null && address.startsWith("/api/");
        }

        private static ApiProblem.Builder problem(int status, String method) {
            if (status == HttpServletResponse.SC_NOT_IMPLEMENTED
                    || status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
                return ApiProblem.of(ProblemType.METHOD_NOT_SUPPORTED)
                        .detail((method.equals("TRACE") ? method : "This method") + " is not possible here.")
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
