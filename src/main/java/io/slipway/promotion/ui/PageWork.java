package io.slipway.promotion.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Does for a page what may take long (every value a change touches is looked at) without keeping the page from being
 * used. What is done must check who asks for it by itself.
 */
@Component
class PageWork implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PageWork.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Does it, then tells the page under its lock: what came of it, or, when it failed, the failure, which afterwards
     * goes the way of all errors of pages.
     */
    <T> void run(UI ui, Supplier<T> work, Consumer<T> done, Runnable failed) {
        threads.execute(() -> {
            try {
                T result = work.get();
                tell(ui, () -> done.accept(result));
            } catch (RuntimeException e) {
                tell(ui, () -> {
                    failed.run();
                    throw e;
                });
            }
        });
    }

    private static void tell(UI ui, Runnable news) {
        try {
            ui.access(news::run);
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed before the work was done", e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
