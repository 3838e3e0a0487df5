package io.slipway.ui;

import io.slipway.common.EnvironmentId;
import java.util.Optional;

/**
 * A view with input that must not be lost when its reader is sent away (waiting page, ended sign-in, expired session).
 * What it gives here is kept on the server under the page's address; when the view is opened at that address again it
 * takes it back with {@link PageDrafts#take}. Text fields need {@code ValueChangeMode.LAZY}: else what is typed in the field
 * that has the focus is only in the browser, and a sign-in that has ended takes nothing more from there.
 */
public interface DraftSource {

    /** The environment the input belongs to. */
    EnvironmentId draftEnvironment();

    /** The input as text of the view's own making (JSON); empty when nothing was typed. */
    Optional<String> draft();
}
