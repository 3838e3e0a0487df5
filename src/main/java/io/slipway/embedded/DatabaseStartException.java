package io.slipway.embedded;

import org.jspecify.annotations.Nullable;

/** The database cannot be had. Carries what a person needs: what is wrong, and what to do about it. */
public class DatabaseStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public DatabaseStartException(String problem, String action) {
        this(problem, action, null);
    }

    public DatabaseStartException(String problem, String action, @Nullable Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** What the operator can do. */
    public String action() {
        return action;
    }
}
