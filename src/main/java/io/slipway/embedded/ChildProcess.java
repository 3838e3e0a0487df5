package io.slipway.embedded;

/** Waits for a process of ours, and says so when it is told to stop waiting. */
final class ChildProcess {

    private ChildProcess() {}

    /** Its exit code. */
    static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while starting the database.", "Start again.", e);
        }
    }

    /** A short pause between two looks. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while starting the database.", "Start again.", e);
        }
    }
}
