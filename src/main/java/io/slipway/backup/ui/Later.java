package io.slipway.backup.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.slipway.account.NotAllowed;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.ui.Toast;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that takes too long to keep a page waiting; its result comes to the page when it is there. */
final class Later {

    private static final Logger log = LoggerFactory.getLogger(Later.class);

    private Later() {}

    /**
     * Runs work on a thread of its own.
     *
     * @param done gets the result, on the page
     * @param failed run on the page when there is none; why has been said then
     */
    static <T> void run(UI ui, Supplier<T> work, Consumer<T> done, Runnable failed) {
        Thread.ofVirtual().name("backup-page").start(() -> {
            try {
                T result = work.get();
                onPage(ui, () -> done.accept(result));
            } catch (BackupDamaged | NotAllowed e) {
                fail(ui, String.valueOf(e.getMessage()), failed);
            } catch (RuntimeException e) {
                log.error("Work for the page of backups failed", e);
                fail(ui, "This did not work. The log of the server says why.", failed);
            }
        });
    }

    private static void fail(UI ui, String message, Runnable failed) {
        onPage(ui, () -> {
            Toast.failure(message);
            failed.run();
        });
    }

    private static void onPage(UI ui, Runnable act) {
        try {
            ui.access(act::run);
        } catch (UIDetachedException e) {
            log.debug("The page was closed before the result was there", e);
        }
    }
}
