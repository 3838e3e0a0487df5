package io.slipway.cli;

/** What the process ends with, so that a script can tell outcomes apart. Listed in docs/CLI.md; never renumbered. */
final class ExitCode {

    /** Done. */
    static final int DONE = 0;

    /** Something nobody foresaw; the message is all there is. */
    static final int UNEXPECTED = 1;

    /** The command line itself was wrong (picocli's own number). */
    static final int USAGE = 2;

    /** The server was asked and found something to tell: differences, with {@code --exit-code}. */
    static final int DIFFERENT = 3;

    /** No token, a wrong one, or one that may not do this. */
    static final int NOT_ALLOWED = 4;

    /** What was named does not exist, or not for this token. */
    static final int NOT_FOUND = 5;

    /** The server refused what it was given; the message says what and where. */
    static final int REFUSED = 6;

    /** Locked by a promotion or a restore for longer than we were willing to wait. */
    static final int LOCKED = 7;

    /** The checks of a promotion say that it can't start. */
    static final int CHECKS_FAILED = 8;

    /** The run was started and did not succeed; production is what it was before. */
    static final int RUN_FAILED = 9;

    /** The server can't be reached. */
    static final int UNREACHABLE = 10;

    /** Still going on when {@code --timeout} was over. */
    static final int TIMED_OUT = 11;

    private ExitCode() {}
}
