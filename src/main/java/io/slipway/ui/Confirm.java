package io.slipway.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something that can't simply be undone but loses no data. The button says what happens, never "OK". */
public final class Confirm {

    private Confirm() {}

    /** Asks; the action runs at most once. */
    public static ConfirmDialog ask(String title, String text, String verb, Runnable action) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setCancelText("Cancel");
        dialog.setConfirmText(verb);
        dialog.addConfirmListener(confirm -> action.run());
        dialog.open();
        return dialog;
    }

    /** Asks with a button in the colour of danger. */
    public static ConfirmDialog askDangerous(String title, String text, String verb, Runnable action) {
        ConfirmDialog dialog = ask(title, text, verb, action);
        dialog.setConfirmButtonTheme("primary error");
        return dialog;
    }
}
