package io.slipway.embedded;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notices that this process is being ended, before anything of the application knows. */
final class OwnStop {

    /** A signal reaches the server and us at the same time; the server takes longer to end than we to notice. */
    private static final long PATIENCE_MILLIS = 1000;

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(BEGUN::countDown, "own-stop"));
    }

    private OwnStop() {}

    /** From here on it is noticed. */
    static void watch() {
        // loading the class is all
    }

    /**
     * Whether this process is being ended.
     *
     * @param wait whether to wait a moment for it, because something that ended seems to have been told to
     */
    static boolean isUnderWay(boolean wait) {
        try {
            return BEGUN.await(wait ? PATIENCE_MILLIS : 0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
