package io.slipway.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that can't be done, in the form of RFC 9457. Made with {@link #of}. */
public final class ApiProblem extends RuntimeException {

    private final transient Builder problem;

    private ApiProblem(Builder problem) {
        super(problem.type.code() + ": " + problem.detail, null, false, false);
        this.problem = problem;
    }

    /** Begins the description of a problem. */
    public static Builder of(ProblemType type) {
        return new Builder(type);
    }

    /** What is there of the thing asked for is not told: it is missing, or not the caller's to see. */
    public static ApiProblem notFound(String what) {
        return of(ProblemType.NOT_FOUND)
                .detail("There is no such " + what + ", or it is not yours to see.")
                .fix("Check the address and the id.")
                .exception();
    }

    /** A parameter of the address or a header that can't be taken. */
    public static ApiProblem invalidParameter(String parameter, String detail, String fix) {
        return of(ProblemType.INVALID_PARAMETER)
                .detail(detail)
                .field(parameter)
                .fix(fix)
                .exception();
    }

    /** What it is about. */
    public Builder problem() {
        return problem;
    }

    /**
     * One thing at fault.
     *
     * @param pointer JSON pointer (RFC 6901) into the body; empty: the body as a whole
     * @param field the property or field at fault as the call named it; null: none
     * @param detail what is wrong with it and what to do
     */
    public record Fault(String pointer, @Nullable String field, String detail) {}

    /** A problem as it is described. */
    public static final class Builder {

        private final ProblemType type;
        private String detail;
        private @Nullable String field;
        private @Nullable String fix;
        private final List<Fault> errors = new ArrayList<>();
        private final Map<String, Object> more = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Builder(ProblemType type) {
            this.type = type;
            this.detail = type.title();
        }

        /** What happened in this case. */
        public Builder detail(String text) {
            this.detail = text;
            return this;
        }

        /** The property, parameter or header at fault. */
        public Builder field(String name) {
            this.field = name;
            return this;
        }

        /** What to do. */
        public Builder fix(String text) {
            this.fix = text;
            return this;
        }

        /** One of the things at fault. */
        public Builder fault(String pointer, @Nullable String name, String text) {
            errors.add(new Fault(pointer, name, text));
            return this;
        }

        /** A member of this type of problem only. */
        public Builder with(ProblemMember member, Object value) {
            if (!member.isOf(type)) {
                throw new IllegalStateException("Problems of type " + type + " have no " + member.key());
            }
            more.put(member.key(), value);
            return this;
        }

        /** A header of the answer. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** How long to wait before the next try. */
        public Builder retryAfter(long seconds) {
            return header("Retry-After", Long.toString(Math.max(1, seconds)));
        }

        /** To be thrown. */
        public ApiProblem exception() {
            return new ApiProblem(this);
        }

        /** The type. */
        public ProblemType type() {
            return type;
        }

        /** What is at fault. */
        public List<Fault> faults() {
            return List.copyOf(errors);
        }

        /** What happened in this case. */
        public String told() {
            return detail;
        }

        /** What to do; null: that was not said. */
        public @Nullable String advice() {
            return fix;
        }

        /** Headers of the answer. */
        public Map<String, String> headers() {
            return headers;
        }

        /** The body, in the order in which it is to be read. */
        public Map<String, Object> body(String requestId) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", type.address());
            body.put("title", type.title());
            body.put("status", type.status());
            body.put("detail", detail);
            if (fix != null) {
                body.put("fix", fix);
            }
            if (field != null) {
                body.put("field", field);
            }
            if (!errors.isEmpty()) {
                body.put("errors", List.copyOf(errors));
            }
            body.putAll(more);
            body.put("requestId", requestId);
            return body;
        }
    }
}
